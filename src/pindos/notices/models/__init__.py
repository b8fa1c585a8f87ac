"""Tables of notices."""

from pindos.notices.models.mail_server import MailServer
from pindos.notices.models.notice import Notice
from pindos.notices.models.outside import OutsideLetter
from pindos.notices.models.preference import Preference
from pindos.notices.models.sending import Sending
from pindos.notices.models.webhook import Webhook, WebhookSending

__all__ = [
    "MailServer",
    "Notice",
    "OutsideLetter",
    "Preference",
    "Sending",
    "Webhook",
    "WebhookSending",
]
