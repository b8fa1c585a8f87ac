"""The desk in a terminal: the same commands as the pages and the API."""

from pindos.servicedesk.cli import links
from pindos.servicedesk.cli.tickets import goal, group

COMMANDS = [group, goal]

__all__ = ["COMMANDS", "goal", "group", "links"]
