"""Oversight on the command line."""

from pindos.oversight.cli.figures import figures_command, recount
from pindos.oversight.cli.overview import overview

COMMANDS = [overview, figures_command, recount]
