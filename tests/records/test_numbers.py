import random
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from tests.threads import together

from pindos.kernel.errors import Refused
from pindos.records.commands import give_number, open_record
from pindos.records.models import Counter, Record

DAY = date(2026, 11, 23)


class Undone(Exception):
    """Something in the transaction failed."""


def number_one(on=DAY, key="FLO"):
    with transaction.atomic():
        record = open_record(about="servicedesk.ticket")
        return give_number(record_id=record.pk, prefecture_key=key, on=on)


def test_numbers_count_up_within_a_prefecture_and_a_year(db):
    assert [number_one(), number_one(), number_one(key="KOZ"), number_one(date(2027, 1, 1))] == [
        "FLO-2026-0001",
        "FLO-2026-0002",
        "KOZ-2026-0001",
        "FLO-2027-0001",
    ]


def test_the_number_after_9999_has_five_digits(db):
    Counter.objects.create(series="FLO-2026", last=9999)
    assert number_one() == "FLO-2026-10000"


def test_the_year_is_that_of_athens(db):
    assert number_one(datetime(2026, 12, 31, 22, 30, tzinfo=UTC)) == "FLO-2027-0001"


def test_a_record_never_gets_a_second_number(db):
    number_one()
    with pytest.raises(Refused):
        give_number(record_id=Record.objects.get().pk, prefecture_key="KOZ", on=DAY)
    assert Record.objects.get().number == "FLO-2026-0001"
    assert not Counter.objects.filter(series="KOZ-2026").exists()


@pytest.mark.django_db(transaction=True)
def test_eight_writers_that_fail_now_and_then_leave_no_gap():
    given, chance = [], random.Random(412)
    failing = {
        (thread, turn) for thread in range(8) for turn in range(25) if chance.random() < 0.1
    }
    threads = iter(range(8))

    def write():
        thread = next(threads)
        for turn in range(25):
            try:
                with transaction.atomic():
                    record = open_record(about="servicedesk.ticket")
                    number = give_number(record_id=record.pk, prefecture_key="FLO", on=DAY)
                    if (thread, turn) in failing:
                        raise Undone
                given.append(number)
            except Undone:
                pass

    together(write, times=8)
    assert failing and len(given) == 200 - len(failing)
    assert sorted(given) == [f"FLO-2026-{n:04d}" for n in range(1, len(given) + 1)]
    assert Counter.objects.get().last == len(given)
