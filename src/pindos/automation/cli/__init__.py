"""Automation in a terminal."""

from pindos.automation.cli.routines import routine
from pindos.automation.cli.rules import rule

COMMANDS = [rule, routine]
