"""A notice is read by the person it was written to; the mail server is an administrator's."""

from tests.house.access.table import ADMIN, EVERYONE, REQUESTER, api, command, form, page

from pindos.notices.models import Notice, Sending


def world(w):
    notice = Notice.objects.filter(person=w.person).earliest("pk")
    w.notice = notice.pk
    w.sending = Sending.objects.create(notice=notice, channel="smtp", state="failed").pk


SERVER = {"host": "mail.example.gr", "port": 25, "security": "none", "sender": "d@example.gr"}
CHOICE = {"is_shown": True, "how": "daily"}
ROWS = [
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
