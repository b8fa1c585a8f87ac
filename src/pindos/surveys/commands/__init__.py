"""What can be done with surveys."""

from pindos.surveys.commands.answering import answer_by_link, answer_survey
from pindos.surveys.commands.asking import ask_about

__all__ = ["answer_by_link", "answer_survey", "ask_about"]
