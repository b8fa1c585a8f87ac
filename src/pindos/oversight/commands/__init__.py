"""Changing what oversight keeps: its monthly reports."""

from pindos.oversight.commands.reports import (
    ask_due_reports,
    ask_report,
    make_asked_reports,
    take_report,
)

__all__ = ["ask_due_reports", "ask_report", "make_asked_reports", "take_report"]
