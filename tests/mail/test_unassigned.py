"""The inbox of the unassigned: of the office, but of nobody whom the register knows."""

import pytest
from django.urls import reverse
from tests.mail.letters import address, came, letter, mailbox_of_florina

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.kernel.counting import counts_of
from pindos.kernel.deliveries import drain
from pindos.kernel.errors import NotFound, Refused
from pindos.mail.commands import (
    block_sender_of,
    discard_arrival,
    restore_arrival,
    tie_sender,
    untie_sender,
)
from pindos.mail.models import Arrival
from pindos.mail.queries import arrival_by, arrivals_for, held_counted
from pindos.mail.terms import Fate, Why
from pindos.operations.commands import set_options
from pindos.organisation.commands import add_person
from pindos.servicedesk.commands import release_mail
from pindos.servicedesk.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "m.nea@florina.apdhp.example"


@pytest.fixture
def own(anthi):
    set_options(viewer=HOUSE, values={"mail.own_domains": "apdhp.example, dasarxeio.example"})


def all_done():
    while drain():
        pass


def test_of_the_office_and_known_to_nobody_waits_at_the_seat_and_only_there(
    own, ioanna, dafni, kosmas
):
    mine = came(letter(NEW))
    stranger = came(letter("kakos@notapdhp.example"))
    assert (mine.fate, mine.why) == (Fate.UNASSIGNED, Why.UNKNOWN)
    assert (stranger.fate, stranger.why) == (Fate.QUARANTINED, Why.STRANGER)
    assert list(arrivals_for(viewer_for(ioanna))) == [mine]
    assert counts_of([held_counted(viewer_for(ioanna))]) == [1]
    for other in (dafni, kosmas):
        with pytest.raises(NotFound):
            arrival_by(viewer_for(other), mine.pk)
    forged = came(letter(NEW, "Άλλο.", In_Reply_To="<nobody@mail.example>"))
    assert forged.fate == Fate.UNASSIGNED and not Ticket.objects.exists()


def test_all_that_waits_from_an_address_becomes_tickets_of_whom_it_is_tied_to(own, ioanna, anthi):
    first, second = came(letter(NEW)), came(letter(NEW, "Και το τηλέφωνο.", subject="Τηλέφωνο"))
    sorts = viewer_for(ioanna)
    tie_sender(viewer=sorts, arrival_id=first.pk, person=address(anthi))
    all_done()
    fates = set(Arrival.objects.values_list("fate", "person"))
    assert fates == {(Fate.OPENED, anthi.person_id)}
    assert {ticket.requester_id for ticket in Ticket.objects.all()} == {anthi.person_id}
    assert Ticket.objects.count() == 2 and second.pk in set(
        arrivals_for(sorts).values_list("pk", flat=True)
    )
    assert came(letter(NEW, "Τρίτο.", subject="Οθόνη")).fate == Fate.OPENED
    with pytest.raises(Refused):
        tie_sender(viewer=sorts, arrival_id=first.pk, person=address(anthi))
    untie_sender(viewer=sorts, arrival_id=first.pk)
    assert came(letter(NEW, "Τέταρτο.", subject="Ποντίκι")).fate == Fate.UNASSIGNED


def test_what_waits_becomes_a_ticket_when_the_person_is_added_to_the_register(own):
    arrival = came(letter(NEW))
    add_person(viewer=HOUSE, family_name="Νέα", given_name="Μαρία", email=NEW, site="FLO-DIOIK")
    all_done()
    arrival.refresh_from_db()
    assert arrival.fate == Fate.OPENED and Ticket.objects.get().number.startswith("FLO-")


def test_it_is_handed_to_a_department_set_aside_taken_back_or_blocked(own, ioanna):
    sorts = viewer_for(ioanna)
    given, aside = came(letter(NEW)), came(letter("x@apdhp.example"))
    ticket = release_mail(viewer=sorts, arrival_id=given.pk, prefecture="FLO")
    assert ticket.number.startswith("FLO-") and ticket.requester_id is None
    assert discard_arrival(viewer=sorts, arrival_id=aside.pk).fate == Fate.DISCARDED
    assert restore_arrival(viewer=sorts, arrival_id=aside.pk).fate == Fate.UNASSIGNED
    with pytest.raises(Refused):
        restore_arrival(viewer=sorts, arrival_id=aside.pk)
    block_sender_of(viewer=sorts, arrival_id=aside.pk)
    assert came(letter("x@apdhp.example", "Πάλι.")).why == Why.BLOCKED


def test_who_sorts_does_it_on_the_pages(own, ioanna, anthi, client):
    arrival = came(letter(NEW))
    client.force_login(ioanna)
    said = client.get(reverse("mail:arrival-list")).content.decode()
    assert "1 είναι κάποιου που δεν τον ξέρει ακόμη κανείς" in said
    page = reverse("mail:arrival-show", args=[arrival.pk])
    assert "Ποιανού είναι αυτή η διεύθυνση;" in client.get(page).content.decode()
    tie = reverse("mail:sender-tie", args=[arrival.pk])
    assert client.post(tie, {"person": "κανείς"}, follow=True).status_code == 200
    client.post(tie, {"person": address(anthi)})
    all_done()
    said = client.get(page).content.decode()
    assert "γράφει και από τη διεύθυνση" in said and "Άνοιξε αίτημα" in said


def test_what_comes_to_the_mailbox_of_a_department_waits_there(own, dafni, ioanna, florina_box):
    arrival = came(letter(NEW), mailbox=florina_box, uid=1)
    assert arrival.fate == Fate.UNASSIGNED and not arrival.to_sort
    assert arrival_by(viewer_for(dafni), arrival.pk)
    assert release_mail(viewer=viewer_for(dafni), arrival_id=arrival.pk).unit.key == "TP-FLO"


@pytest.fixture
def florina_box(chart):
    return mailbox_of_florina(is_on=False)
