"""Notices, mail and webhooks on the command line."""

from pindos.notices.cli.post import mail, notice
from pindos.notices.cli.webhooks import webhook

__all__ = ["mail", "notice", "webhook"]

COMMANDS = [notice, mail, webhook]
