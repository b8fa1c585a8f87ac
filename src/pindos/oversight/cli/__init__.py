"""Oversight on the command line."""

from pindos.oversight.cli.dispatches import dispatch
from pindos.oversight.cli.figures import answers_command, figures_command, recount
from pindos.oversight.cli.overview import overview
from pindos.oversight.cli.reports import report

COMMANDS = [overview, figures_command, answers_command, recount, report, dispatch]
