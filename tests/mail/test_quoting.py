"""A message that is held and quotes a ticket: whoever decides sees which, if they may see it."""

import pytest
from django.urls import reverse
from tests.mail.letters import address, came, letter, mailbox_of_florina
from tests.servicedesk.desk import opened

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Invalid
from pindos.mail.terms import Fate
from pindos.organisation.queries import unit_named
from pindos.servicedesk.commands import release_mail
from pindos.servicedesk.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
STRANGER = "texniki@ote.example"


@pytest.fixture
def held(anthi, dafni):
    """A stranger's message with the number of a ticket of Florina, and the ticket."""
    ticket = opened(anthi)
    box = mailbox_of_florina(is_on=False)
    arrival = came(letter(STRANGER, subject=f"Σχετ. {ticket.number}"), mailbox=box, uid=1)
    assert arrival.fate == Fate.QUARANTINED
    return arrival, ticket


def page(client, account, name, arrival):
    client.force_login(account)
    return client.get(reverse(name, args=[arrival.pk])).content.decode()


def test_whoever_works_on_the_ticket_sees_it_and_finds_its_number_written(held, dafni, client):
    arrival, ticket = held
    shown = page(client, dafni, "mail:arrival-show", arrival)
    assert "Αναφέρει το αίτημα" in shown and f"{ticket.number} {ticket.title}" in shown
    form = page(client, dafni, "servicedesk:mail-release", arrival)
    assert f'value="{ticket.number}"' in form and "Ο αριθμός του γράφτηκε παρακάτω" in form
    sent = {"ticket": ticket.number, "requester": "", "prefecture": ""}
    client.post(reverse("servicedesk:mail-release", args=[arrival.pk]), sent)
    arrival.refresh_from_db()
    assert (arrival.fate, arrival.about) == (Fate.ADDED, f"servicedesk.ticket:{ticket.pk}")


def test_a_ticket_that_is_not_theirs_to_see_is_not_named(anthi, iason, kosmas, dafni, client):
    ticket = opened(anthi)
    arrival = came(letter(STRANGER, subject=f"Σχετ. {ticket.number}"), mailbox=_of_kozani(), uid=1)
    for name in ("mail:arrival-show", "servicedesk:mail-release"):
        shown = page(client, kosmas, name, arrival)
        assert "Αναφέρει το αίτημα" not in shown and ticket.title not in shown
        assert f'value="{ticket.number}"' not in shown


def test_who_only_asked_sees_it_and_is_told_why_it_cannot_go_there(kosmas, client):
    ticket = opened(kosmas, prefecture="FLO")
    arrival = came(letter(STRANGER, subject=f"Σχετ. {ticket.number}"), mailbox=_of_kozani(), uid=1)
    form = page(client, kosmas, "servicedesk:mail-release", arrival)
    assert ticket.title in form and "Δεν εργάζεστε σε αυτό" in form
    assert f'value="{ticket.number}"' not in form


def test_what_answers_a_letter_of_the_ticket_names_it_without_a_number(held, dafni, anthi, client):
    first = came(letter(address(anthi), "Άλλο.", subject="Οθόνη", message_id="<own@mail.example>"))
    ticket = Ticket.objects.get(pk=first.about.partition(":")[2])
    raw = letter(STRANGER, subject="Οθόνη", In_Reply_To="<own@mail.example>")
    arrival = came(raw, mailbox=held[0].mailbox, uid=2)
    assert f'value="{ticket.number}"' in page(client, dafni, "servicedesk:mail-release", arrival)


def test_onto_a_ticket_and_a_new_one_at_once_is_refused_and_what_was_typed_stays(
    held, dafni, client
):
    arrival, ticket = held
    client.force_login(dafni)
    sent = {"ticket": ticket.number, "requester": "anthi@example.gr", "prefecture": ""}
    answer = client.post(reverse("servicedesk:mail-release", args=[arrival.pk]), sent)
    assert answer.status_code == 422
    assert "αδειάστε το πεδίο που δεν ισχύει" in answer.content.decode()
    assert 'value="anthi@example.gr"' in answer.content.decode()
    with pytest.raises(Invalid):
        release_mail(
            viewer=viewer_for(dafni), arrival_id=arrival.pk, ticket=ticket.number, prefecture="KOZ"
        )
    arrival.refresh_from_db()
    assert arrival.fate == Fate.QUARANTINED and Ticket.objects.count() == 1


def _of_kozani():
    box = mailbox_of_florina("support.kozani@apdhp.example", is_on=False)
    box.unit_id = unit_named("TP-KOZ").id
    box.save()
    return box
