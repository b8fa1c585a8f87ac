"""A unit sees what came to its mailbox; mailboxes and blocked senders are an administrator's."""

from tests.house.access.table import ADMIN, NOBODY, UNIT, command, form, page

from pindos.kernel.access import HOUSE
from pindos.mail.models import Arrival, BlockedSender, KnownSender, Mailbox
from pindos.mail.spool import keep
from pindos.operations.commands import set_options
from pindos.organisation.queries import person_named, unit_named

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
    set_options(viewer=HOUSE, values={"mail.own_domains": "apdhp.example"})
    w.unsorted = Arrival.objects.create(
        essence="u" * 64,
        sha256=keep(raw),
        size=len(raw),
        source="pipe",
        sender="neos@apdhp.example",
        subject=w.SECRET,
        fate="unassigned",
        why="unknown",
        to_sort=True,
    ).pk
    w.set_aside = Arrival.objects.create(
        essence="s" * 64,
        sha256=keep(raw),
        size=len(raw),
        source="pipe",
        sender="allos@apdhp.example",
        subject=w.SECRET,
        fate="discarded",
        why="by-hand",
        to_sort=True,
    ).pk
    w.tied = Arrival.objects.create(
        essence="t" * 64,
        sha256=keep(raw),
        size=len(raw),
        source="pipe",
        sender="gnostos@apdhp.example",
        subject=w.SECRET,
        fate="opened",
        why="new",
        to_sort=True,
    ).pk
    KnownSender.objects.create(address="gnostos@apdhp.example", person_id=person_named("anthi").id)
    w.blocked = BlockedSender.objects.create(address="news@shop.example").pk


SORTS = frozenset({"ioanna", "thaleia", "admin"})  # the desk at the seat
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
    page("mail:arrival-list", UNIT | SORTS),
    page("mail:arrival-show", SORTS, "unsorted"),
    form("mail:sender-tie", SORTS, "unsorted", person="anthi"),
    form("mail:sender-untie", SORTS, "tied"),
    form("mail:sender-block-of", SORTS, "unsorted"),
    form("mail:arrival-restore", SORTS, "set_aside"),
    page("servicedesk:mail-release", SORTS, "unsorted"),
    form("servicedesk:mail-release", SORTS, "unsorted", prefecture="FLO"),
    command("mail.tie_sender", SORTS, lambda w: {"arrival_id": w.unsorted, "person": "anthi"}),
    command("mail.untie_sender", SORTS, lambda w: {"arrival_id": w.tied}),
    command("mail.block_sender_of", SORTS, lambda w: {"arrival_id": w.unsorted}),
    command("mail.restore_arrival", SORTS, lambda w: {"arrival_id": w.set_aside}),
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
