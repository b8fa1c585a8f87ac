"""Changing problems: the only place that writes them."""

from pindos.problems.commands.cascade import preview_cascade
from pindos.problems.commands.editing import edit_problem
from pindos.problems.commands.linking import link_problem, unlink_problem
from pindos.problems.commands.offering import (
    accept_problem,
    decline_problem,
    offer_problem,
    recall_problem,
)
from pindos.problems.commands.opening import open_problem
from pindos.problems.commands.stating import (
    cancel_problem,
    close_problem,
    investigate_problem,
    publish_problem,
    reopen_problem,
    resolve_problem,
)
from pindos.problems.commands.working import note_problem

__all__ = [
    "accept_problem",
    "decline_problem",
    "offer_problem",
    "recall_problem",
    "cancel_problem",
    "close_problem",
    "edit_problem",
    "investigate_problem",
    "link_problem",
    "note_problem",
    "open_problem",
    "preview_cascade",
    "publish_problem",
    "reopen_problem",
    "resolve_problem",
    "unlink_problem",
]
