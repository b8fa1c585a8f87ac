"""A notice is read by whom it was written to; mail server and webhooks are an administrator's."""

from tests.house.access.table import ADMIN, EVERYONE, REQUESTER, api, command, form, page

from pindos.kernel.access import HOUSE
from pindos.notices.commands import add_webhook
from pindos.notices.models import Notice, Sending, WebhookSending
from pindos.operations.commands import set_options


def world(w):
    notice = Notice.objects.filter(person=w.person).earliest("pk")
    w.notice = notice.pk
    w.sending = Sending.objects.create(notice=notice, channel="smtp", state="failed").pk
    # nothing answers there, and at once
    set_options(viewer=HOUSE, values={"notices.webhook_networks": ["127.0.0.0/8"]})
    hook = add_webhook(viewer=HOUSE, name=w.SECRET, address=HOOK["address"], unit="TP-FLO").webhook
    w.webhook = hook.pk
    failed = WebhookSending(webhook=hook, seq=1, event="servicedesk.TicketOpened", state="failed")
    failed.save()
    w.webhook_sending = failed.pk


SERVER = {"host": "mail.example.gr", "port": 25, "security": "none", "sender": "d@example.gr"}
HOOK = {"name": "Πίνακας", "address": "https://127.0.0.1:9/", "unit": "TP-FLO"}
CHOICE = {"is_shown": True, "how": "daily"}


def of_hook(w):
    return {"webhook_id": w.webhook}


HOOKS = [
    page("notices:webhook-list", ADMIN),
    page("notices:webhook-sending-list", ADMIN),
    page("notices:webhook-add", ADMIN),
    form("notices:webhook-add", ADMIN, **HOOK),
    page("notices:webhook-show", ADMIN, "webhook"),
    page("notices:webhook-edit", ADMIN, "webhook"),
    form("notices:webhook-edit", ADMIN, "webhook", **HOOK),
    form("notices:webhook-try", ADMIN, "webhook"),
    form("notices:webhook-renew", ADMIN, "webhook"),
    form("notices:webhook-off", ADMIN, "webhook"),
    form("notices:webhook-on", ADMIN, "webhook"),
    form("notices:webhook-remove", ADMIN, "webhook", sure="yes"),
    form("notices:webhook-retry", ADMIN, "webhook", sending="@webhook_sending"),
    api("GET /webhooks", ADMIN),
    api("GET /webhooks/kinds", ADMIN),
    api("GET /webhooks/sendings", ADMIN),
    api("POST /webhooks", ADMIN, **HOOK),
    api("GET /webhooks/{webhook}", ADMIN, "webhook"),
    api("PATCH /webhooks/{webhook}", ADMIN, "webhook", name="Άλλο"),
    api("POST /webhooks/{webhook}/try", ADMIN, "webhook"),
    api("POST /webhooks/{webhook}/renew-secret", ADMIN, "webhook"),
    api("POST /webhooks/{webhook}/switch-off", ADMIN, "webhook"),
    api("POST /webhooks/{webhook}/switch-on", ADMIN, "webhook"),
    api("POST /webhooks/{webhook}/remove", ADMIN, "webhook"),
    api("POST /webhooks/{webhook}/retry", ADMIN, "webhook", sending="@webhook_sending"),
    command("notices.add_webhook", ADMIN, lambda w: HOOK),
    command("notices.change_webhook", ADMIN, lambda w: {**of_hook(w), "name": "Άλλο"}),
    command("notices.remove_webhook", ADMIN, of_hook),
    command("notices.renew_webhook_secret", ADMIN, of_hook),
    command("notices.retry_webhook", ADMIN, of_hook),
    command("notices.switch_webhook_off", ADMIN, of_hook),
    command("notices.switch_webhook_on", ADMIN, of_hook),
    command("notices.try_webhook", ADMIN, of_hook),
]
ROWS = [
    *HOOKS,
    page("notices:preferences-set", EVERYONE),
    api("GET /notices/preferences", EVERYONE),
    api("PUT /notices/preferences", EVERYONE, choices={"ticket-new": CHOICE}),
    command("notices.set_preferences", EVERYONE, lambda w: {"choices": {}}),
    page("notices:notice-list", EVERYONE),
    form("notices:notice-read-all", EVERYONE, up_to=1),
    page("notices:notice-show", REQUESTER, "notice"),
    form("notices:notice-read", REQUESTER, "notice"),
    form("notices:sending-retry", ADMIN, "sending"),
    api("POST /notices/{notice_id}/read", REQUESTER, "notice"),
    command("notices.read_notice", REQUESTER, lambda w: {"notice_id": w.notice}),
    # in this world one is set (invitations.py)
    command("notices.try_mail_server", ADMIN, lambda w: {"address": "a@example.gr"}),
    page("notices:mail-server-set", ADMIN),
    form("notices:mail-server-try", ADMIN),
    page("notices:sending-list", ADMIN),
    form("notices:sending-retry-all", ADMIN),
    api("GET /notices", EVERYONE),
    command("notices.read_all", EVERYONE, lambda w: {"up_to": 1}),
    command("notices.retry_sending", ADMIN),
    command("notices.set_mail_server", ADMIN, lambda w: {**SERVER, "is_on": False}),
]
