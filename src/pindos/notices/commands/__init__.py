"""Writing notices."""

from pindos.notices.commands.mail import SHOWN, retry_sending, set_mail_server, try_mail_server
from pindos.notices.commands.outside import (
    forget_outside_letters,
    note_returned,
    write_outside,
)
from pindos.notices.commands.preferences import set_preferences
from pindos.notices.commands.reading import read_all, read_notice
from pindos.notices.commands.secrets import forget_secrets, post_secret
from pindos.notices.commands.telling import tell
from pindos.notices.commands.webhook_posting import forget_webhook_sendings, send_webhooks
from pindos.notices.commands.webhook_trying import retry_webhook, try_webhook
from pindos.notices.commands.webhooks import (
    FIELDS,
    OVERLAP,
    Made,
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_webhook_secret,
    switch_webhook_off,
    switch_webhook_on,
)

__all__ = [
    "FIELDS",
    "OVERLAP",
    "SHOWN",
    "Made",
    "add_webhook",
    "change_webhook",
    "forget_outside_letters",
    "forget_secrets",
    "forget_webhook_sendings",
    "note_returned",
    "post_secret",
    "read_all",
    "read_notice",
    "remove_webhook",
    "renew_webhook_secret",
    "retry_sending",
    "retry_webhook",
    "send_webhooks",
    "set_mail_server",
    "set_preferences",
    "switch_webhook_off",
    "switch_webhook_on",
    "tell",
    "try_mail_server",
    "try_webhook",
    "write_outside",
]
