"""A ticket that is opened is written at once with its record, its number and its event."""

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from tests.servicedesk.desk import opened
from tests.threads import together

from pindos.clocks.models import Clock
from pindos.kernel.models import Delivery, Event
from pindos.records.models import Counter, Entry, Participant, Record
from pindos.records.rules.numbers import written
from pindos.search.models import Entry as Indexed
from pindos.servicedesk.commands.opening import searchable
from pindos.servicedesk.models import Stay, Ticket


class Undone(Exception):
    """Something in the transaction failed."""


def left_by(ticket):
    """How many rows of each table belong to a ticket, and whether they name it."""
    event = Event.objects.get(subject=f"servicedesk.ticket:{ticket.pk}")
    assert event.payload["number"] == ticket.number and event.payload["ticket_id"] == ticket.pk
    assert event.changes.get(field="number").after == ticket.number
    entries = Entry.objects.filter(record=ticket.record_id).order_by("id")
    assert event.payload["entry_id"] == entries.last().pk
    [found] = Indexed.objects.filter(subject=f"servicedesk.ticket:{ticket.pk}")
    assert (found.about_id, found.record) == (ticket.pk, ticket.record_id)
    return {
        "entries": [each.kind for each in entries],
        "part": list(
            Participant.objects.filter(record=ticket.record_id).values_list("part", "person")
        ),
        "clocks": sorted(Clock.objects.filter(about_id=ticket.pk).values_list("key", flat=True)),
        "stays": Stay.objects.filter(ticket=ticket).count(),
        "changes": event.changes.count(),
        "deliveries": sorted(Delivery.objects.filter(event=event).values_list("reaction")),
    }


def test_the_number_counts_on_beyond_four_digits_and_the_ticket_is_found_by_it(anthi):
    first = opened(anthi)
    name, _dash, _digits = first.number.rpartition("-")
    key, _dash, year = name.partition("-")
    for last in (1, 9_998, 9_999, 123_456):
        Counter.objects.filter(series=name).update(last=last)
        ticket = Ticket.objects.get(pk=opened(anthi).pk)
        assert ticket.number == ticket.record.number == written(key, int(year), last + 1)
        assert ticket.search_text == searchable(ticket, ticket.requester.name)


def test_with_a_file_or_without_a_ticket_leaves_the_same_rows(anthi, settings, tmp_path):
    settings.FILES = tmp_path
    plain = opened(anthi)
    file = SimpleUploadedFile("σημείωση.txt", "Γράφει σφάλμα.".encode(), "text/plain")
    held = opened(anthi, files=[file])
    assert left_by(plain) == left_by(held)
    assert held.number == f"{plain.number[:-1]}{int(plain.number[-1]) + 1}"
    assert Entry.objects.filter(record=held.record_id, attachments__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_report_at_once_some_fail_and_no_number_is_missing(anthi):
    chance = random.Random(412)
    failing = {(who, turn) for who in range(8) for turn in range(6) if chance.random() < 0.2}
    people, numbers = iter(range(8)), []

    def report():
        who = next(people)
        for turn in range(6):
            try:
                with transaction.atomic():
                    ticket = opened(anthi, title=f"Αίτημα {who} {turn}")
                    if (who, turn) in failing:
                        raise Undone
                numbers.append(ticket.number)
            except Undone:
                pass
        connection.close()

    together(report, times=8)
    assert failing and len(numbers) == 48 - len(failing)
    assert sorted(int(each.rpartition("-")[2]) for each in numbers) == [
        n + 1 for n in range(len(numbers))
    ]
    rows = Ticket.objects.order_by("pk")
    assert {row.number for row in rows} == set(numbers) == {row.record.number for row in rows}
    assert Record.objects.count() == len(numbers)
    for ticket in rows:
        assert left_by(ticket)["stays"] == 1
