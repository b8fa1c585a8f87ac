"""A unit sees what came to its mailbox; mailboxes and blocked senders are an administrator's."""

from tests.house.access.table import ADMIN, NOBODY, UNIT, command, form, page

from pindos.mail.models import Arrival, BlockedSender, Mailbox
from pindos.mail.spool import keep
from pindos.organisation.queries import unit_named

RAW = "From: xenos@outside.example\r\nSubject: {0}\r\nMessage-ID: <a@b>\r\n\r\n{0}\r\n"


def world(w):
    box = Mailbox.objects.create(
        address="support.florina@apdhp.example",
        unit_id=unit_named("TP-FLO").id,
        host="127.0.0.1",
        port=9,
        security="none",
        username="florina",
        access="oauth2",
        client_id="pindos",
        token_url="http://127.0.0.1:9/token",
        authorize_url="http://127.0.0.1:9/authorize",
        is_on=False,
    )
    w.mailbox = box.pk
    raw = RAW.format(w.SECRET).encode()
    w.arrival = Arrival.objects.create(
        essence="e" * 64,
        sha256=keep(raw),
        size=len(raw),
        source="imap",
        mailbox=box,
        sender="xenos@outside.example",
        subject=w.SECRET,
        fate="quarantined",
        why="stranger",
    ).pk
    w.blocked = BlockedSender.objects.create(address="news@shop.example").pk


BOX = {
    "address": "support.kozani@apdhp.example",
    "unit": "TP-KOZ",
    "host": "127.0.0.1",
    "port": 9,
    "security": "none",
    "username": "kozani",
    "access": "password",
    "folder": "INBOX",
    "after": "seen",
}


def of_arrival(w):
    return {"arrival_id": w.arrival}


def consent_of(w):
    return {"mailbox": str(w.mailbox), "state": "x", "verifier": "x", "back": "http://localhost/"}


def of_mailbox(w):
    return {"mailbox_id": w.mailbox}


ROWS = [
    page("mail:arrival-list", UNIT),
    page("mail:arrival-show", UNIT, "arrival"),
    page("mail:arrival-raw", UNIT, "arrival"),
    form("mail:arrival-discard", UNIT, "arrival"),
    page("servicedesk:mail-release", UNIT, "arrival"),
    form("servicedesk:mail-release", UNIT, "arrival"),
    page("mail:mailbox-list", ADMIN),
    page("mail:mailbox-add", ADMIN),
    form("mail:mailbox-add", ADMIN, **BOX),
    page("mail:mailbox-set", ADMIN, "mailbox"),
    form("mail:mailbox-set", ADMIN, "mailbox", **{**BOX, "unit": "TP-FLO"}),
    form("mail:mailbox-try", ADMIN, "mailbox"),
    page("mail:mailbox-permit", ADMIN, "mailbox"),  # off to the provider
    page("mail:mailbox-permit-back", ADMIN),  # without a consent under way it leads nowhere
    page("mail:sender-list", ADMIN),
    form("mail:sender-block", ADMIN, address="allos@shop.example"),
    form("mail:sender-release", ADMIN, "blocked"),
    page("mail:dead-list", ADMIN),
    form("mail:address-revive", ADMIN, address="x@y.example"),
    command("mail.add_mailbox", ADMIN, lambda w: BOX),
    command("mail.change_mailbox", ADMIN, lambda w: {**of_mailbox(w), "folder": "Άλλος"}),
    command("mail.try_mailbox", ADMIN, of_mailbox),
    command("mail.ask_permit", ADMIN, lambda w: {**of_mailbox(w), "back": "http://localhost/"}),
    # no provider answers here
    command("mail.keep_permit", NOBODY, lambda w: {"code": "x", "state": consent_of(w)}),
    command("mail.block_sender", ADMIN, lambda w: {"address": "allos@shop.example"}),
    command("mail.release_sender", ADMIN, lambda w: {"sender_id": w.blocked}),
    command("mail.revive_address", ADMIN, lambda w: {"address": "x@y.example"}),
    command("mail.discard_arrival", UNIT, of_arrival),
    command("mail.letter_by_hand", UNIT, of_arrival),
    command("mail.raw_of", UNIT, of_arrival),
    command("servicedesk.release_mail", UNIT, of_arrival),
]
