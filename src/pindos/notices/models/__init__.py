"""Tables of notices."""

from pindos.notices.models.mail_server import MailServer
from pindos.notices.models.notice import Notice
from pindos.notices.models.preference import Preference
from pindos.notices.models.sending import Sending

__all__ = ["MailServer", "Notice", "Preference", "Sending"]
