"""What a mail server hands in belongs to the unit of the address that it was written to."""

import pytest
from click.testing import CliRunner
from tests.mail.letters import came, letter

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.mail.cli import mail
from pindos.mail.models import Arrival, Mailbox
from pindos.mail.queries import arrivals_for
from pindos.mail.terms import Fate
from pindos.operations.commands import set_options
from pindos.organisation.queries import unit_named

pytestmark = pytest.mark.django_db(transaction=True)
FLORINA, KOZANI = "support.florina@apdhp.example", "Support.Kozani@apdhp.example"
OLD = "helpdesk@apdhp.example"
NEW = "m.nea@apdhp.example"


@pytest.fixture
def boxes(anthi):
    """Two addresses that a server of the office delivers: nothing is fetched."""
    set_options(viewer=HOUSE, values={"mail.own_domains": "apdhp.example"})
    for address, unit in ((FLORINA, "TP-FLO"), (KOZANI, "TP-KOZ")):
        Mailbox.objects.create(
            address=address,
            unit_id=unit_named(unit).id,
            host="127.0.0.1",
            username=unit,
            is_on=False,
        )


def unit_of(arrival):
    return arrival.mailbox.unit.key if arrival.mailbox else None


def test_the_envelope_says_whose_it_is_before_the_head_does(boxes, dafni, kosmas):
    def to(*recipients, to=OLD, **head):
        return unit_of(came(letter(NEW, to=to, **head), recipients=recipients))

    assert to("support.kozani@APDHP.example") == "TP-KOZ"
    assert to("", KOZANI, to=FLORINA) == "TP-KOZ"
    assert to("nobody@apdhp.example", "support.kozani+printer@apdhp.example") == "TP-KOZ"
    assert to(X_Original_To=KOZANI, to=FLORINA) == "TP-KOZ"
    assert to(Delivered_To=OLD, Cc=FLORINA) == "TP-FLO"
    assert to() is None and to("nobody", "<>") is None
    assert arrivals_for(viewer_for(dafni)).count() == 1  # hers, and of no other mailbox
    waits = arrivals_for(viewer_for(dafni)).get()
    assert waits.fate == Fate.UNASSIGNED and not waits.to_sort
    assert not Mailbox.objects.exclude(taken=0).exists()  # none of them has been read


def test_what_is_handed_in_twice_for_two_addresses_is_one_message_of_the_first(boxes):
    raw = letter(NEW, to=OLD)
    came(raw, recipients=[KOZANI])
    again = came(b"Delivered-To: support.florina@apdhp.example\r\n" + raw, recipients=[FLORINA])
    assert (again.copies, unit_of(again)) == (2, "TP-KOZ")


@pytest.mark.parametrize(
    ("said", "surroundings", "unit"),
    [
        (["--recipient", KOZANI], {"RECIPIENT": FLORINA}, "TP-KOZ"),
        ([], {"RECIPIENT": "pindos@localhost", "ORIGINAL_RECIPIENT": KOZANI}, "TP-KOZ"),
        ([], {"RECIPIENT": FLORINA}, "TP-FLO"),
        ([], {}, None),
    ],
)
def test_the_pipe_takes_it_from_the_option_or_from_what_the_mail_server_sets(
    boxes, said, surroundings, unit, settings, tmp_path
):
    settings.HOME = tmp_path  # what is handed in is looked for in a home, once it was so
    done = CliRunner().invoke(
        mail, ["receive", *said], input=letter(NEW, to=OLD), env=surroundings
    )
    assert done.exit_code == 0, done.output
    assert unit_of(Arrival.objects.get()) == unit
