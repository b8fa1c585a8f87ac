"""Whoever hears of a ticket from outside stands on its page, and can be taken off it."""

import pytest
from django.urls import reverse
from tests.cast import viewer_of
from tests.mail.letters import SUBJECT, address, came, letter
from tests.mail.test_answers import MARIA, box
from tests.mail.test_hearing import done, heard
from tests.servicedesk.desk import act

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Forbidden, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.mail.terms import Fate, Why
from pindos.servicedesk.commands import add_outsider, release_mail, remove_outsider
from pindos.servicedesk.queries import story_of
from pindos.servicedesk.queries.outsiders import outsiders_on

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["box"]


@pytest.fixture
def ticket(box, dafni):
    """Opened by hand from a message of Maria, whom no register knows."""
    row = came(letter(f"Μαρία Παπά <{MARIA}>"), mailbox=box)
    opened = release_mail(viewer=viewer_for(dafni), arrival_id=row.pk, prefecture="FLO")
    done()
    opened.refresh_from_db()
    return opened


def says(account, ticket, text):
    act("reply_to_ticket", account, ticket, text=text)
    done()


def taken_off(account, ticket):
    found = remove_outsider(viewer=viewer_of(account), ticket_id=ticket.pk, address=f" {MARIA} ")
    done()
    return found


def test_who_is_taken_off_hears_nothing_and_hears_again_when_put_back(ticket, dafni):
    says(dafni, ticket, "Το κοιτάμε.")
    taken_off(dafni, ticket)
    says(dafni, ticket, "Μόνο για εμάς.")
    [row] = outsiders_on(viewer_of(dafni), ticket)
    assert (row.address, row.name) == (MARIA, "Μαρία Παπά") and row.quiet_since > row.since
    add_outsider(viewer=viewer_of(dafni), ticket_id=ticket.pk, address=MARIA)
    says(dafni, ticket, "Λύθηκε.")
    texts = ("Το κοιτάμε.", "Μόνο για εμάς.", "Λύθηκε.")
    assert [heard(MARIA, text) for text in texts] == [1, 0, 1]
    assert outsiders_on(viewer_of(dafni), ticket)[0].quiet_since is None


def test_both_are_audited_and_told_to_the_units_alone(ticket, dafni, anthi):
    taken_off(dafni, ticket)
    add_outsider(viewer=viewer_of(dafni), ticket_id=ticket.pk, address=MARIA)
    names = ("servicedesk.OutsiderRemoved", "servicedesk.OutsiderAdded")
    said = Event.objects.filter(name__in=names)
    assert said.count() == 2 and not said.filter(actor_id=None).exists()
    changes = Change.objects.filter(event__in=said, field="outsider").order_by("id")
    assert list(changes.values_list("before", "after")) == [(MARIA, None), (None, MARIA)]
    lines = [m for m in story_of(viewer_of(dafni), ticket) if MARIA in m.words]
    assert [m.words for m in lines] == [
        f"Η διεύθυνση {MARIA} δεν ενημερώνεται πια.",
        f"Η διεύθυνση {MARIA} ενημερώνεται ξανά.",
    ]
    assert all(m.is_internal for m in lines)


def test_what_they_write_later_waits_for_a_person_and_putting_it_on_puts_them_back(
    box, ticket, dafni
):
    taken_off(dafni, ticket)
    later = came(
        letter(MARIA, "Τι έγινε;", subject=f"Re: {SUBJECT} [{ticket.number}]"), mailbox=box
    )
    assert (later.fate, later.why) in {
        (Fate.QUARANTINED, Why.NO_PART),
        (Fate.QUARANTINED, Why.STRANGER),
        (Fate.UNASSIGNED, Why.UNKNOWN),
    }
    says(dafni, ticket, "Ακόμη μόνο για εμάς.")
    release_mail(viewer=viewer_for(dafni), arrival_id=later.pk, ticket=ticket.number)
    says(dafni, ticket, "Και για εσάς.")
    assert heard(MARIA, "Ακόμη μόνο για εμάς.") == 0 and heard(MARIA, "Και για εσάς.") == 1
    [row] = outsiders_on(viewer_of(dafni), ticket)
    assert row.quiet_since is None and row.arrival_id == later.pk


def test_nobody_comes_onto_a_ticket_this_way_and_nothing_is_taken_off_twice(ticket, dafni):
    for wrong in ("nikos@dei.example", "", MARIA):
        with pytest.raises(Refused):
            add_outsider(viewer=viewer_of(dafni), ticket_id=ticket.pk, address=wrong)
    taken_off(dafni, ticket)
    with pytest.raises(Refused):
        taken_off(dafni, ticket)


def test_a_requester_neither_learns_of_them_nor_takes_them_off(box, ticket, dafni, anthi, kosmas):
    address(anthi)
    act("add_watcher", dafni, ticket, person=anthi.person_id)
    assert outsiders_on(viewer_of(anthi), ticket) == []
    for account, error in ((anthi, (Forbidden, Refused)), (kosmas, NotFound)):
        with pytest.raises(error):
            remove_outsider(viewer=viewer_of(account), ticket_id=ticket.pk, address=MARIA)


def test_the_page_shows_them_with_address_and_since_when_and_takes_them_off(ticket, dafni, client):
    client.force_login(dafni)
    show = reverse("servicedesk:ticket-show", args=[ticket.number])
    page = client.get(show).content.decode()
    assert "Ακούν επίσης, απ' έξω με e-mail" in page.replace("&#x27;", "'") and MARIA in page
    off = reverse("servicedesk:ticket-remove-outsider", args=[ticket.number])
    answer = client.post(off, {"address": MARIA}, follow=True)
    assert "Δεν του γράφουμε πια" in answer.content.decode()
    assert "αφαιρέθηκε, δεν ενημερώνεται από" in answer.content.decode()
    on = reverse("servicedesk:ticket-add-outsider", args=[ticket.number])
    answer = client.post(on, {"address": MARIA}, follow=True)
    assert "Από τώρα ενημερώνεται ξανά" in answer.content.decode()


def test_a_program_reads_and_changes_the_same(ticket, dafni, client):
    client.force_login(dafni)
    at = f"/api/v1/tickets/{ticket.number}"

    def send(verb):
        answer = client.post(f"{at}/{verb}", {"address": MARIA}, content_type="application/json")
        return answer.status_code

    [row] = client.get(f"{at}/outsiders").json()
    assert (row["address"], row["quiet_since"]) == (MARIA, None) and row["since"]
    assert send("remove-outsider") == 200 and send("remove-outsider") == 409
    assert client.get(f"{at}/outsiders").json()[0]["quiet_since"]
    assert send("add-outsider") == 200 and send("add-outsider") == 409
