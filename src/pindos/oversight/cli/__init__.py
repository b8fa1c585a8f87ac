"""Oversight on the command line."""

from pindos.oversight.cli.figures import figures_command, recount
from pindos.oversight.cli.overview import overview
from pindos.oversight.cli.reports import report

COMMANDS = [overview, figures_command, recount, report]
