"""The clock on the wall jumps by an hour or a day, on and back: nothing runs amok, nothing stops.

Deliveries and jobs: tests/kernel/test_deliveries.py and test_jobs.py.
"""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from pindos.config.session_length import BEGAN, SEEN
from pindos.identity.commands.throttle import TooSoon, take_turn
from pindos.identity.models import Attempt
from pindos.identity.rules import BY_NAME
from pindos.kernel.leases import SLACK, is_over
from pindos.kernel.models import Schedule

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
jumps = pytest.mark.parametrize("jump", [HOUR, DAY])


def failed_often():
    for _ in range(BY_NAME.free):
        take_turn("anthi")
    with pytest.raises(TooSoon) as refusal:
        take_turn("anthi")
    assert refusal.value.seconds <= 60


@jumps
def test_failures_counted_by_a_clock_that_was_ahead_bar_nobody(db, jump):
    failed_often()
    Attempt.objects.update(at=F("at") + jump)
    take_turn("anthi")


@jumps
def test_guessing_goes_no_faster_for_a_clock_that_was_put_back(db, jump):
    Attempt.objects.create(name="another", address="", at=timezone.now() + jump)
    failed_often()


@jumps
def test_a_session_begun_by_a_clock_that_was_ahead_lasts_no_longer(client, anthi, jump):
    client.force_login(anthi)
    session, ahead = client.session, int((timezone.now() + jump).timestamp())
    session[BEGAN] = session[SEEN] = ahead
    session.save()
    assert client.get("/").status_code == 200
    assert client.session[BEGAN] <= timezone.now().timestamp()


@pytest.mark.parametrize(
    ("ahead", "over"),
    [
        (None, True),
        (-DAY, True),
        (timedelta(seconds=-1), True),
        (timedelta(seconds=30), False),
        (timedelta(minutes=1) + SLACK - timedelta(seconds=1), False),
        (timedelta(minutes=1) + SLACK + timedelta(seconds=1), True),
        (HOUR, True),
        (DAY, True),
    ],
)
def test_a_lease_is_believed_as_far_ahead_as_it_is_ever_written(db, ahead, over):
    now = timezone.now()
    Schedule.objects.create(name="x", every=1, lease_until=None if ahead is None else now + ahead)
    found = Schedule.objects.filter(is_over("lease_until", now, timedelta(minutes=1)))
    assert found.exists() is over
