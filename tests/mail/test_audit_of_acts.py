"""What people decide on mail stands in the trail: who, by which right, and before and after."""

import pytest
from django.urls import reverse
from tests.audited import audited
from tests.mail.letters import address, came, letter, mailbox_of_florina

from pindos.identity.queries import viewer_for
from pindos.kernel import events
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.models import Event
from pindos.kernel.sealing import seal
from pindos.mail import commands as mail
from pindos.mail.models import DeadAddress
from pindos.mail.terms import Fate
from pindos.operations.commands import set_options
from pindos.organisation.queries import unit_named
from pindos.organisation.terms import Role
from pindos.servicedesk.commands import release_mail
from pindos.servicedesk.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
STRANGER = "maria.papa@ote.example"


@pytest.fixture
def held(chart, dafni):
    """A message of a stranger that waits for whoever decides in Florina."""
    arrival = came(letter(STRANGER), mailbox=mailbox_of_florina(is_on=False), uid=1)
    assert arrival.fate == Fate.QUARANTINED
    return arrival


@pytest.fixture
def missing(monkeypatch):
    """What is changed without an event; who asks for it is not watched as all others."""
    with audited(monkeypatch) as found:
        yield found


def last(name):
    return Event.objects.filter(name=name).latest("id")


def changed(event):
    return {row.field: (row.before, row.after) for row in event.changes.all()}


def test_a_release_says_who_let_it_out_by_which_right_and_what_it_became(held, dafni):
    ticket = release_mail(viewer=viewer_for(dafni), arrival_id=held.pk)
    event = last("mail.MailSettled")
    assert event.payload == {"arrival_id": held.pk, "fate": "opened"}
    assert (event.actor_id, event.audience) == (dafni.pk, "security")
    assert (event.capacity, event.unit_id) == (Role.TECHNICIAN, unit_named("TP-FLO").id)
    assert changed(event) == {
        "fate": ("quarantined", "opened"),
        "why": ("stranger", "by-hand"),
        "about": ("", f"servicedesk.ticket:{ticket.pk}"),
    }
    assert last("servicedesk.TicketOpened").actor_id == dafni.pk


def test_a_release_onto_a_ticket_stands_with_the_message_and_with_the_ticket(held, dafni, anthi):
    address(anthi)
    came(letter(f"{anthi.username}@apdhp.example"), mailbox=held.mailbox, uid=2)
    ticket = Ticket.objects.get()
    release_mail(viewer=viewer_for(dafni), arrival_id=held.pk, ticket=ticket.number)
    settled = last("mail.MailSettled")
    assert (settled.actor_id, changed(settled)["fate"]) == (dafni.pk, ("quarantined", "added"))
    onto = Event.objects.filter(subject=f"servicedesk.ticket:{ticket.pk}", actor_id=dafni.pk)
    assert onto.exists()


def test_setting_aside_and_taking_back_are_acts_of_their_own(held, dafni):
    mail.discard_arrival(viewer=viewer_for(dafni), arrival_id=held.pk)
    assert changed(last("mail.MailSettled"))["fate"] == ("quarantined", "discarded")
    mail.restore_arrival(viewer=viewer_for(dafni), arrival_id=held.pk)
    back = last("mail.MailSettled")
    assert (back.actor_id, changed(back)["fate"]) == (dafni.pk, ("discarded", "quarantined"))


def test_a_block_and_its_end_say_the_address_and_why(admin):
    viewer = viewer_for(admin)
    row = mail.block_sender(viewer=viewer, address="@shop.example", reason="Διαφημίσεις")
    blocked = last("mail.SenderBlocked")
    assert (blocked.actor_id, blocked.capacity) == (admin.pk, Role.ADMINISTRATOR)
    assert blocked.subject == f"mail.blockedsender:{row.pk}" and blocked.audience == "security"
    said = {"address": (None, "@shop.example"), "reason": (None, "Διαφημίσεις")}
    assert changed(blocked) == said
    mail.release_sender(viewer=viewer, sender_id=row.pk)
    freed = last("mail.SenderReleased")
    assert (freed.actor_id, freed.payload) == (
        admin.pk,
        {"sender_id": blocked.payload["sender_id"]},
    )
    assert changed(freed) == {"address": ("@shop.example", None)}


def test_whoever_sorts_blocks_as_what_they_are_and_not_as_an_administrator(ioanna, chart):
    set_options(viewer=HOUSE, values={"mail.own_domains": "apdhp.example"})
    arrival = came(letter("nea@apdhp.example"))
    mail.block_sender_of(viewer=viewer_for(ioanna), arrival_id=arrival.pk)
    blocked = last("mail.SenderBlocked")
    assert blocked.actor_id == ioanna.pk and blocked.capacity == Role.DIRECTORATE_STAFF
    assert changed(blocked)["address"] == (None, "nea@apdhp.example")


def test_an_address_that_is_written_to_again_says_who_wanted_it(admin):
    DeadAddress.objects.create(address="x@y.example", status="5.1.1", words="No such user")
    mail.revive_address(viewer=viewer_for(admin), address="x@y.example")
    revived = last("mail.AddressRevived")
    assert (revived.actor_id, revived.capacity) == (admin.pk, Role.ADMINISTRATOR)
    assert changed(revived) == {"address": ("x@y.example", None)}


def test_an_option_of_mail_says_what_it_was_and_is_and_so_does_its_default(admin):
    viewer = viewer_for(admin)
    set_options(viewer=viewer, values={"mail.most_on_thread": 3, "mail.orders": True})
    facts = list(Event.objects.filter(name="operations.OptionSet").order_by("id"))
    assert {(each.actor_id, each.capacity) for each in facts} == {(admin.pk, "administrator")}
    said = {each.payload["key"]: changed(each)["value"] for each in facts}
    assert said == {"mail.most_on_thread": (None, 3), "mail.orders": (None, True)}
    set_options(viewer=viewer, values={"mail.most_on_thread": 3})
    assert Event.objects.filter(name="operations.OptionSet").count() == len(facts)
    set_options(viewer=viewer, values={"mail.most_on_thread": None})
    assert changed(last("operations.OptionSet")) == {"value": (3, None)}


def test_the_trail_says_each_of_them_in_greek(held, dafni, admin, client):
    ticket = release_mail(viewer=viewer_for(dafni), arrival_id=held.pk)
    viewer = viewer_for(admin)
    row = mail.block_sender(viewer=viewer, address="@shop.example", reason="Διαφημίσεις")
    mail.release_sender(viewer=viewer, sender_id=row.pk)
    set_options(viewer=viewer, values={"mail.most_on_thread": 3})
    seal()
    client.force_login(admin)
    said = client.get(reverse("operations:audit-list")).content.decode()
    for words in (
        *("@shop.example", "Διαφημίσεις", "Αποκλεισμός αποστολέα", "Άρση αποκλεισμού αποστολέα"),
        *("Απόφαση για μήνυμα", "Σε καραντίνα", "Αποφάσισε άνθρωπος.", f"αίτημα {ticket.pk}"),
        *("πού μπήκε", "Το πολύ σε ένα αίτημα σε δέκα λεπτά", "3 μηνύματα"),
    ):
        assert words in said, words
    assert "servicedesk.ticket" not in said


@pytest.mark.parametrize("act", ["release", "block", "unblock", "options"])
def test_who_may_not_leaves_nothing_in_the_trail(held, anthi, admin, act):
    row = mail.block_sender(viewer=viewer_for(admin), address="@shop.example")
    viewer, before = viewer_for(anthi), Event.objects.count()
    acts = {
        "release": lambda: release_mail(viewer=viewer, arrival_id=held.pk),
        "block": lambda: mail.block_sender(viewer=viewer, address="a@b.example"),
        "unblock": lambda: mail.release_sender(viewer=viewer, sender_id=row.pk),
        "options": lambda: set_options(viewer=viewer, values={"mail.orders": True}),
    }
    with pytest.raises((NotFound, Refused)):
        acts[act]()
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("act", "table"),
    [
        ("release", "servicedesk_ticket"),  # the message itself is written by what says so
        ("block", "mail_blockedsender"),
        ("unblock", "mail_blockedsender"),
        ("options", "kernel_option"),
    ],
)
def test_the_watch_over_the_tests_sees_each_of_these_acts_that_says_nothing(
    missing, held, dafni, admin, monkeypatch, act, table
):
    row = mail.block_sender(viewer=viewer_for(admin), address="@shop.example")
    acts = {
        "release": lambda: release_mail(viewer=viewer_for(dafni), arrival_id=held.pk),
        "block": lambda: mail.block_sender(viewer=viewer_for(admin), address="a@b.example"),
        "unblock": lambda: mail.release_sender(viewer=viewer_for(admin), sender_id=row.pk),
        "options": lambda: set_options(viewer=viewer_for(admin), values={"mail.orders": True}),
    }
    assert not missing
    monkeypatch.setattr(events, "_write", lambda *said: None)
    acts[act]()
    assert any(table in each for each in missing), missing
