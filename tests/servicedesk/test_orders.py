"""Orders in the first lines of a technician's mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mail.letters import address, came, letter
from tests.servicedesk.desk import act, opened

from pindos.kernel.access import HOUSE
from pindos.mail.terms import Fate, Why
from pindos.notices.models import Notice
from pindos.operations.commands import set_options
from pindos.records.queries import timeline
from pindos.records.terms import Sight
from pindos.servicedesk.models import Effort
from pindos.servicedesk.rules.orders import Order, ordered_in
from pindos.servicedesk.terms import State

SERVER = "mx.apdhp.example"
PASSED = {"Authentication_Results": f"{SERVER}; dmarc=pass header.from=apdhp.example"}


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("#λύθηκε\nΆλλαξα τόνερ.", [(Order.SOLVE, "")]),
        ("\n# ΛΥΘΗΚΕ\nΆλλαξα τόνερ.", [(Order.SOLVE, "")]),
        ("#χρόνος 30λ\n#σημείωση\nΆλλαξα τόνερ.", [(Order.TIME, "30λ"), (Order.NOTE, "")]),
        ("#ανάληψη\n\nΆλλαξα τόνερ.", [(Order.TAKE, "")]),
        ("#time: 45\nΆλλαξα τόνερ.", [(Order.TIME, "45")]),
    ],
)
def test_orders_are_read_from_the_first_lines(text, orders):
    found = ordered_in(text)
    assert list(found.orders) == orders
    assert found.text == "Άλλαξα τόνερ."
    assert found.unknown == ()


def test_what_is_no_order_is_said_and_what_stands_below_words_is_none():
    assert ordered_in("#λυθικε\nκείμενο").unknown == ("#λυθικε",)
    assert ordered_in("#λύθηκε\n#σημείωση\nκείμενο").unknown == ("#σημείωση",)
    assert ordered_in("κείμενο\n#λύθηκε").orders == ()
    assert ordered_in("#1 ο εκτυπωτής").orders == ()


@given(st.text("#λύθηκε \n αβγ", max_size=60))
def test_no_word_is_lost(text):
    found = ordered_in(text)
    kept = "".join([*found.unknown, found.text]).split()
    taken = {word for line in text.split("\n") if line.strip().startswith("#") for word in [line]}
    said = "".join(text.split())
    assert len(said) - len("".join("".join(kept).split())) <= sum(map(len, taken))


@pytest.fixture
def ordering(db):
    set_options(viewer=HOUSE, values={"mail.orders": True, "mail.receiving_server": SERVER})


@pytest.fixture
def ticket(anthi, dafni):
    ticket = opened(anthi)
    act("take_ticket", dafni, ticket)
    return ticket


def entries(ticket):
    return [entry.text for entry in timeline(ticket.record_id, Sight.ALL)]


def written(ticket, account, text, **headers):
    arrival = came(letter(address(account), text, subject=f"Re: {ticket.number}", **headers))
    ticket.refresh_from_db()
    return arrival


@pytest.mark.django_db(transaction=True)
def test_a_technician_solves_and_notes_the_time_by_mail(ticket, dafni, ordering):
    arrival = written(ticket, dafni, "#χρόνος 30λ\n#λύθηκε\nΆλλαξα το τόνερ.", **PASSED)
    assert arrival.fate == Fate.ADDED
    assert ticket.state == State.SOLVED
    assert "Άλλαξα το τόνερ." in entries(ticket)
    assert Effort.objects.get().minutes == 30


@pytest.mark.django_db(transaction=True)
def test_a_note_by_mail_is_not_read_by_whoever_asked(ticket, dafni, ordering):
    written(ticket, dafni, "#σημείωση\nΘέλει νέο τύμπανο.", **PASSED)
    public = [entry.text for entry in timeline(ticket.record_id, Sight.PUBLIC)]
    assert "Θέλει νέο τύμπανο." in entries(ticket)
    assert "Θέλει νέο τύμπανο." not in public


@pytest.mark.django_db(transaction=True)
def test_an_order_that_nobody_knows_is_said_back_and_nothing_is_carried_out(
    ticket, dafni, ordering
):
    arrival = written(ticket, dafni, "#χρόνος 30λ\n#λυθικε\nΆλλαξα το τόνερ.", **PASSED)
    assert (arrival.fate, arrival.why) == (Fate.QUARANTINED, Why.REFUSED)
    assert "#λυθικε" in arrival.detail
    assert ticket.state != State.SOLVED
    assert not Effort.objects.exists()
    told = Notice.objects.filter(person_id=dafni.person_id, key__startswith="mail-refused")
    assert "#λυθικε" in told.get().text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("headers", [{}, {"Authentication_Results": f"{SERVER}; dmarc=none"}])
def test_whom_the_server_does_not_vouch_for_orders_nothing(ticket, dafni, ordering, headers):
    arrival = written(ticket, dafni, "#σημείωση\nΟ χρήστης το έσπασε.", **headers)
    assert (arrival.fate, arrival.why) == (Fate.QUARANTINED, Why.REFUSED)
    assert not any("το έσπασε" in text for text in entries(ticket))
    told = Notice.objects.filter(person_id=dafni.person_id, key__startswith="mail-refused").get()
    assert "«#σημείωση» δεν εκτελέστηκε" in told.text


@pytest.mark.django_db(transaction=True)
def test_whoever_asked_orders_nothing_and_their_words_stay(ticket, anthi, ordering):
    arrival = written(ticket, anthi, "#λύθηκε\nΔουλεύει μόνο το ένα.", **PASSED)
    assert arrival.fate == Fate.ADDED
    assert ticket.state != State.SOLVED
    assert "#λύθηκε" in entries(ticket)[-1]


@pytest.mark.django_db(transaction=True)
def test_until_it_is_switched_on_nobody_orders(ticket, dafni):
    set_options(viewer=HOUSE, values={"mail.receiving_server": SERVER})
    held = written(ticket, dafni, "#λύθηκε\nΆλλαξα το τόνερ.", **PASSED)
    assert ticket.state != State.SOLVED and held.fate == Fate.QUARANTINED
    plain = written(ticket, dafni, "#πρωτόκολλο 12\nΆλλαξα το τόνερ.", **PASSED)
    assert plain.fate == Fate.ADDED and entries(ticket)[-1].startswith("#πρωτόκολλο 12")
