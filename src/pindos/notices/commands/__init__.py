"""Writing notices."""

from pindos.notices.commands.mail import SHOWN, retry_sending, set_mail_server, try_mail_server
from pindos.notices.commands.preferences import set_preferences
from pindos.notices.commands.reading import read_all, read_notice
from pindos.notices.commands.secrets import forget_secrets, post_secret
from pindos.notices.commands.telling import tell

__all__ = [
    "SHOWN",
    "forget_secrets",
    "post_secret",
    "read_all",
    "read_notice",
    "retry_sending",
    "set_mail_server",
    "set_preferences",
    "tell",
    "try_mail_server",
]
