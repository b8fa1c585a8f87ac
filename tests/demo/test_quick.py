"""Routine acts that are written many at once leave the rows that the commands leave."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.utils import timezone
from tests.cast import viewer_of

from pindos.demo.clock import set_clock
from pindos.demo.quick import Desk
from pindos.kernel.errors import Forbidden
from pindos.kernel.models import Change, Delivery, Event
from pindos.servicedesk import commands
from pindos.servicedesk.commands import close_solved_tickets, recount_stays

BEGAN = timezone.make_aware(datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001  by the clock of Athens
STEP = timedelta(minutes=7)
OWN = {"id", "record_id", "ticket_id", "event_id", "number", "salt", "digest", "hash", "seq"}
OWN |= {"search_text", "subject", "next_try_at", "about_id", "clock_id"}


def by_commands(pk, tech, civil, colleague):
    """The script, each line an act at its own moment."""
    return [
        lambda: commands.assign_ticket(viewer=tech, ticket_id=pk, person_id=colleague),
        lambda: commands.take_ticket(viewer=tech, ticket_id=pk),
        lambda: commands.reply_to_ticket(viewer=tech, ticket_id=pk, text="Το κοιτάμε."),
        lambda: commands.reply_to_ticket(viewer=tech, ticket_id=pk, text="Ποιο;", asks=True),
        lambda: commands.reply_to_ticket(viewer=civil, ticket_id=pk, text="Αυτό."),
        lambda: commands.note_ticket(viewer=tech, ticket_id=pk, text="Θέλει καλώδιο."),
        lambda: commands.spend_time(viewer=tech, ticket_id=pk, spent="15", note="έλεγχος"),
        lambda: commands.resolve_ticket(viewer=tech, ticket_id=pk, answer="Έγινε."),
        lambda: commands.reply_to_ticket(viewer=civil, ticket_id=pk, text="Ευχαριστώ."),
    ]


def by_the_desk(desk, file, tech, civil, colleague):
    """The same acts."""
    return [
        lambda: desk.give(file, tech, colleague),
        lambda: desk.give(file, tech, tech.person_id),
        lambda: desk.reply(file, tech, "Το κοιτάμε."),
        lambda: desk.reply(file, tech, "Ποιο;", asks=True),
        lambda: desk.reply(file, civil, "Αυτό."),
        lambda: desk.note(file, tech, "Θέλει καλώδιο."),
        lambda: desk.spend(file, tech, 15, "έλεγχος"),
        lambda: desk.resolve(file, tech, "Έγινε."),
        lambda: desk.reply(file, civil, "Ευχαριστώ."),
    ]


def lived(clock, acts):
    for n, act in enumerate(acts, 1):
        clock.to(BEGAN + n * STEP)
        act()


def tables(ticket):
    """Everything that stands in the database about a ticket."""
    events = Event.objects.filter(subject=f"servicedesk.ticket:{ticket.pk}")
    return {
        "tickets": apps.get_model("servicedesk.Ticket").objects.filter(pk=ticket.pk),
        "entries": apps.get_model("records.Entry").objects.filter(record=ticket.record_id),
        "legs": apps.get_model("servicedesk.Stay").objects.filter(ticket=ticket.pk),
        "clocks": apps.get_model("clocks.Clock").objects.filter(about_id=ticket.pk),
        "standstills": apps.get_model("clocks.Standstill").objects.filter(
            clock__about_id=ticket.pk
        ),
        "efforts": apps.get_model("servicedesk.Effort").objects.filter(ticket=ticket.pk),
        "events": events,
        "changes": Change.objects.filter(event__in=events),
        "deliveries": Delivery.objects.filter(event__in=events),
    }


def rows_of(ticket):
    """The same without what is each row's own: ids become the place in their table."""
    found = tables(ticket)
    places = {
        name: {row.pk: n for n, row in enumerate(found[kind].order_by("id"))}
        for name, kind in (("entry_id", "entries"), ("effort_id", "efforts"))
    }
    places |= {"ticket_id": {ticket.pk: "it"}, "number": {ticket.number: "its"}}

    def plain(row):
        kept = {name: value for name, value in row.items() if name not in OWN}
        name = kept.get("field", "")
        if "after" in kept:
            kept["after"] = placed({"entry": "entry_id"}.get(name, name), kept["after"])
        if "payload" in kept:
            kept["payload"] = {key: placed(key, each) for key, each in kept["payload"].items()}
        return kept

    def placed(name, value):
        return places.get(name, {}).get(value, value) if isinstance(value, int | str) else value

    return {
        kind: sorted((plain(row) for row in rows.order_by("id").values()), key=str)
        if kind in {"changes", "deliveries"}
        else [plain(row) for row in rows.order_by("id").values()]
        for kind, rows in found.items()
    }


@pytest.fixture
def two_ways(anthi, dafni, giorgos):
    """The same ticket twice: through the commands, and many rows at once; and the clock."""
    civil, tech = viewer_of(anthi), viewer_of(dafni)
    with set_clock(BEGAN) as clock:
        desk = Desk(BEGAN)
        first, second = (
            commands.open_ticket(viewer=civil, title="Δεν τυπώνει", description="Καθόλου")
            for _n in range(2)
        )
        lived(clock, by_commands(first.pk, tech, civil, giorgos.person_id))
        file = desk.begin(second)
        lived(clock, by_the_desk(desk, file, tech, civil, giorgos.person_id))
        yield first, second, desk, file, civil, clock


def compared(first, second):
    one, other = rows_of(first), rows_of(second)
    for kind, rows in one.items():
        assert other[kind] == rows, kind


def test_what_was_confirmed_is_row_by_row_the_same(two_ways):
    first, second, desk, file, civil, clock = two_ways
    clock.to(BEGAN + timedelta(hours=5))
    commands.confirm_ticket(viewer=civil, ticket_id=first.pk)
    desk.confirm(file, civil)
    desk.write()
    compared(first, second)


def test_what_the_clock_closed_is_row_by_row_the_same(two_ways):
    first, second, desk, file, _civil, clock = two_ways
    clock.to(BEGAN + timedelta(days=8))
    close_solved_tickets()
    desk.close(file)
    desk.write()
    compared(first, second)


def test_the_legs_are_what_the_trail_says(two_ways):
    _first, second, desk, _file, _civil, _clock = two_ways
    desk.write()
    before = rows_of(second)["legs"]
    recount_stays(everything=True)
    assert rows_of(second)["legs"] == before


def test_an_act_that_is_not_theirs_is_refused_as_by_the_command(two_ways, kosmas):

    _first, _second, desk, file, _civil, _clock = two_ways
    with pytest.raises(Forbidden):
        desk.note(file, viewer_of(kosmas), "Δεν είναι δικό μου.")
