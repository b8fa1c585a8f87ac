"""Changing what oversight keeps: its monthly reports, and who gets what by mail."""

from pindos.oversight.commands.dispatching import add_dispatch, edit_dispatch, send_dispatches
from pindos.oversight.commands.reports import (
    ask_due_reports,
    ask_report,
    make_asked_reports,
    take_report,
)

__all__ = [
    "add_dispatch",
    "ask_due_reports",
    "ask_report",
    "edit_dispatch",
    "make_asked_reports",
    "send_dispatches",
    "take_report",
]
