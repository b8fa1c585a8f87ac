"""The desk in a terminal: the same commands as the pages and the API."""

from pindos.servicedesk.cli import links
from pindos.servicedesk.cli.catalogue import catalogue
from pindos.servicedesk.cli.tickets import goal, group
from pindos.servicedesk.cli.work import task, time

COMMANDS = [group, goal, catalogue]

__all__ = [
    "COMMANDS",
    "goal",
    "group",
    "links",
]
__all__ = ["COMMANDS", "catalogue", "goal", "group"]
COMMANDS = [group, goal, task, time]

__all__ = ["COMMANDS", "goal", "group", "task", "time"]
