"""The desk in a terminal: the same commands as the pages and the API."""

from pindos.servicedesk.cli import guidance, links, merging, readers, watching
from pindos.servicedesk.cli.approvals import approval
from pindos.servicedesk.cli.catalogue import catalogue
from pindos.servicedesk.cli.feeds import calendar
from pindos.servicedesk.cli.levels import level
from pindos.servicedesk.cli.tickets import group
from pindos.servicedesk.cli.work import task, time

COMMANDS = [group, level, catalogue, task, time, approval, calendar]

__all__ = [
    "COMMANDS",
    "approval",
    "calendar",
    "catalogue",
    "level",
    "group",
    "guidance",
    "links",
    "readers",
    "merging",
    "task",
    "time",
    "watching",
]
