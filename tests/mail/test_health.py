"""How incoming mail fares is said with a count, and never green without one."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone
from tests.mail.letters import address, came, letter

from pindos.kernel.access import HOUSE
from pindos.kernel.health import Level
from pindos.mail.checks import arrivals, handed_in, mailboxes, receiving
from pindos.mail.measures import arrivals as measured
from pindos.mail.models import Mailbox
from pindos.operations.cli import instance
from pindos.operations.commands import set_options
from pindos.organisation.queries import unit_named

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def box(chart):
    return Mailbox.objects.create(
        address="s@apdhp.example", unit_id=unit_named("TP-FLO").id, host="h", username="s"
    )


def test_a_mailbox_that_was_not_read_lately_or_has_trouble_is_down(box):
    assert next(mailboxes()).level == Level.DOWN
    Mailbox.objects.update(looked_at=timezone.now(), taken=12)
    found = next(mailboxes())
    assert (found.level, found.count) == (Level.OK, 12)
    Mailbox.objects.update(looked_at=timezone.now() - timedelta(hours=1))
    assert next(mailboxes()).level == Level.DOWN
    Mailbox.objects.update(looked_at=timezone.now(), trouble="LOGIN failed")
    assert "LOGIN failed" in next(mailboxes()).words


def test_what_came_is_counted_and_what_waits_for_a_person_warns(anthi):
    assert next(arrivals()).level == Level.IDLE
    came(letter(address(anthi)))
    assert (next(arrivals()).level, next(arrivals()).count) == (Level.OK, 1)
    came(letter("xenos@outside.example"))
    found = next(arrivals())
    assert (found.level, found.page) == (Level.WARN, "mail:arrival-list")
    fates = {sample.labels["fate"]: sample.value for sample in next(measured()).samples}
    assert {fate: n for fate, n in fates.items() if n} == {"opened": 1, "quarantined": 1}


def test_what_was_handed_in_long_ago_and_still_lies_there_is_down(db, settings, tmp_path):
    settings.HOME = tmp_path
    assert list(handed_in()) == []
    (tmp_path / "mail-in").mkdir()
    handed_at = (timezone.now() - timedelta(minutes=20)).timestamp()
    (tmp_path / "mail-in" / f"{int(handed_at * 1e9):020d}.7.eml").touch()
    assert next(handed_in()).level == Level.DOWN


def test_mail_that_comes_in_while_nobody_is_believed_about_its_senders_is_a_risk(box, anthi):
    found = next(receiving())
    assert (found.level, found.count) == (Level.WARN, 0)
    came(letter(address(anthi)))
    found = next(receiving())
    assert (found.level, found.count, found.page) == (Level.WARN, 1, "operations:option-list")
    assert "DMARC" in found.words and "Authentication-Results" in found.todo
    set_options(viewer=HOUSE, values={"mail.receiving_server": "mx.apdhp.example"})
    found = next(receiving())
    assert (found.level, found.count, found.words) == (Level.OK, 1, "mx.apdhp.example")


def test_where_no_mail_comes_nobody_is_missed_who_vouches_for_it(chart):
    assert list(receiving()) == []


def test_the_check_of_the_instance_says_that_nobody_is_believed_about_senders(box):
    done = CliRunner().invoke(instance, ["check"])
    assert "Διακομιστής παραλαβής" in done.output
    assert "SPF, DKIM" in done.output and done.exit_code > 0
