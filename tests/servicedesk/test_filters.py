"""What a filter finds is what its words say: checked against plain Python over random tickets."""

from copy import copy
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.kernel.filtering.trees import conditions, trees
from tests.servicedesk.desk import opened

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import Condition, Found, Mode, Op, Unreadable, shaped, write
from pindos.kernel.filtering.days import moments_of
from pindos.kernel.filtering.terms import size_of
from pindos.kernel.filtering.ways import by_each_value
from pindos.kernel.pages import in_order, places_of
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import TICKETS, tickets_for
from pindos.servicedesk.queries.catalogue import find_categories
from pindos.servicedesk.queries.tickets import OF_UNITS, QUEUE
from pindos.servicedesk.terms import OPEN, Priority, State

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
WORDS = ["Εκτυπωτής", "δίκτυο", "ΧΆΡΤΗΣ", "οθόνη", "κωδικός"]
PRIORITIES = [each.name.lower() for each in Priority]
RANKS = ("impact", "urgency", "priority")
VALUES = {
    "state": ["open", *State.values],
    "priority": PRIORITIES,
    "assignee": ["me", "none", "dafni", "giorgos@example.gr", "Πετρίδης"],
    "opened": ["today", "-7d", "last-week", "this-month", "-4h", "26/11/2026 10:00"],
    "solved": ["today", "yesterday", "-30d"],
    "late": ["yes", "όχι"],
    "text": [*WORDS, "εκτυπωτης", "χάρτης οθονη"],
    "title": ["Εκτυ", "οθόνη 3"],
}
MEANT = {"giorgos@example.gr": "giorgos", "Πετρίδης": "giorgos", "dafni": "dafni", "me": "dafni"}


@pytest.fixture
def tickets(anthi, dafni, giorgos):
    """Forty tickets of every state, with and without each value that may be missing."""
    first, random = opened(anthi), Random(7)
    people = [None, dafni.person_id, giorgos.person_id]
    states = [*State.values] * 6
    records = type(first.record).objects.bulk_create(
        type(first.record)(about=first.record.about) for _ in states
    )
    bare, rows = Ticket.objects.get(pk=first.pk), []
    for number, (state, record) in enumerate(zip(states, records, strict=True)):
        row, words = copy(bare), random.sample(WORDS, 2)
        row.pk, row.number, row.record = None, f"FLO-2025-{number:04d}", record
        row.title = f"{words[0]} {number} {words[1]}"
        row.search_text = folded(f"{row.number} {row.title}")
        row.state, row.priority = state, random.choice(Priority.values)
        row.assignee_id = random.choice(people)
        row.opened_at = NOW - timedelta(minutes=random.randrange(60 * 24 * 40))
        row.late_at = random.choice([None, NOW, NOW + timedelta(days=random.randrange(-9, 9))])
        row.solve_due_at = random.choice([None, row.late_at])
        row.solved_at = random.choice([None, row.opened_at + timedelta(hours=3)])
        rows.append(row)
    Ticket.objects.bulk_create(rows)
    ids = {"dafni": dafni.person_id, "giorgos": giorgos.person_id}
    return list(Ticket.objects.all()), ids


def folded(text):
    plain = str.maketrans("άέήίόύώς", "αεηιουωσ")
    return text.lower().translate(plain)


def fits(node, ticket, ids):
    """The same by hand."""
    if not isinstance(node, Condition):
        held = [fits(item, ticket, ids) for item in node.items]
        return {Mode.ALL: all(held), Mode.ANY: any(held), Mode.NONE: not any(held)}[node.mode]
    if node.op is Op.NE:
        return not fits(Condition(node.column, Op.EQ, node.values), ticket, ids)
    if node.op is Op.IN:
        return any(fits(Condition(node.column, Op.EQ, (v,)), ticket, ids) for v in node.values)
    return one(node.column, node.op, node.values, ticket, ids)


def one(column, op, values, ticket, ids):
    held = {"opened": ticket.opened_at, "solved": ticket.solved_at}.get(column)
    if column in ("opened", "solved"):
        return in_time(held, op, values)
    if column == "assignee":
        if op in (Op.EMPTY, Op.FILLED):
            return (ticket.assignee_id is None) == (op is Op.EMPTY)
        wanted = None if values[0] == "none" else ids[MEANT[values[0]]]
        return ticket.assignee_id == wanted
    if column == "priority":
        return in_rank(ticket.priority, op, [PRIORITIES.index(v) + 1 for v in values])
    if column == "state":
        return ticket.state in (OPEN if values[0] == "open" else [values[0]])
    if column == "late":
        is_late = ticket.state in OPEN and ticket.late_at is not None and ticket.late_at <= NOW
        return is_late == (values[0] == "yes")
    if column == "text":
        return all(word in ticket.search_text for word in folded(values[0]).split())
    return in_title(ticket.title, op, values)


def in_title(title, op, values):
    if op in (Op.EMPTY, Op.FILLED):
        return (title == "") == (op is Op.EMPTY)
    return title.startswith(values[0]) if op is Op.STARTS else title == values[0]


def in_rank(rank, op, ranks):
    low, high = ranks[0], ranks[-1]
    return {
        Op.EQ: rank == low,
        Op.LT: rank < low,
        Op.LE: rank <= low,
        Op.GT: rank > low,
        Op.GE: rank >= low,
        Op.BETWEEN: low <= rank <= high,
    }[op]


def in_time(at, op, values):
    if op in (Op.EMPTY, Op.FILLED):
        return (at is None) == (op is Op.EMPTY)
    start, end = moments_of(values[0], NOW)
    last = moments_of(values[-1], NOW).end
    return (
        at is not None
        and {
            Op.EQ: start <= at < end,
            Op.LT: at < start,
            Op.LE: at < end,
            Op.GT: at >= end,
            Op.GE: at >= start,
            Op.BETWEEN: start <= at < last,
        }[op]
    )


def askable():
    """Conditions that the columns know."""
    return st.one_of(
        conditions((name,), st.sampled_from(values)).filter(
            lambda each: each.op in TICKETS.by_key[each.column].kind.operators
        )
        for name, values in VALUES.items()
    )


@pytest.mark.usefixtures("tickets")
@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(tree=trees(askable()))
def test_a_filter_finds_exactly_the_rows_that_its_words_say(tickets, dafni, tree):
    rows, ids = tickets
    if size_of(tree).depth > 5:
        return
    expected = {row.pk for row in rows if fits(tree, row, ids)}
    found = TICKETS.found(viewer_for(dafni), tree, NOW).values_list("pk", flat=True)
    assert sorted(found) == sorted(expected), write(tree)


SORTS = ["", "-opened", "due", "-deadline", "state", "-solve_due", "-solved,priority", "assignee"]


@pytest.mark.usefixtures("tickets")
@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(
    tree=trees(askable()), sort=st.sampled_from(SORTS), name=st.sampled_from(["dafni", "anthi"])
)
def test_pages_by_prepared_statements_are_those_of_the_orm(request, dafni, tree, sort, name):
    if size_of(tree).depth > 5:
        return
    viewer, after = viewer_for(request.getfixturevalue(name)), ""
    asked = TICKETS.condition(tree, TICKETS.ask_of(viewer_for(dafni), NOW))
    while True:
        rows = tickets_for(viewer).filter(asked)
        expected = TICKETS.page_of(rows, sort, after, 7)
        page = TICKETS.page_where(viewer, asked, sort, after, 7)
        facts = TICKETS.page_where(viewer, asked, sort, after, 7, ("id", "title", "late_at"))
        assert (page.items, page.next) == (expected.items, expected.next), write(tree)
        assert facts.next == page.next
        assert facts.items == [(row.pk, row.title, row.late_at) for row in page.items]
        if not (after := page.next):
            break
    for seen in (QUEUE, OF_UNITS):
        found = Found(seen, viewer, asked)
        assert found.counted(4) == min(found.rows.count(), 5), write(tree)


@pytest.mark.usefixtures("tickets")
@pytest.mark.parametrize("states", [Q(), Q(state__in=OPEN)])
@pytest.mark.parametrize("sort", SORTS)
def test_a_unit_that_answers_or_has_the_work_finds_each_ticket_once(dafni, sort, states):
    viewer, after, seen = viewer_for(dafni), "", []
    unit = Ticket.objects.values_list("unit", flat=True).first()
    asked = (Q(unit=unit) | Q(with_unit=unit)) & states
    while True:
        page = TICKETS.page_where(viewer, asked, sort, after, 4, ("id",))
        seen += [pk for (pk,) in page.items]
        if not (after := page.next):
            break
    rows = in_order(tickets_for(viewer).filter(asked), TICKETS.ordered_by(sort))
    assert seen == [row.pk for row in rows]


def test_what_a_unit_has_open_is_asked_for_state_by_state_where_an_index_is_in_order():
    asked = Q(Q(unit__in=(5,)), state__in=OPEN) & Q(priority=3, id__gt=7)
    urgent, opened = (
        places_of(Ticket.objects.all(), by) for by in (("-priority", "id"), ("opened_at", "id"))
    )
    turned = places_of(Ticket.objects.all(), ("priority", "-id"))
    for order in (urgent, turned):
        assert by_each_value(Ticket, asked, order) == [
            Q(("unit__in", (5,)), ("id__gt", 7), ("priority", 3), ("state__in", (state,)))
            for state in OPEN
        ]
    assert by_each_value(Ticket, asked, opened) == [asked]
    for whole in (
        Q(state__in=OPEN),
        Q(unit=5) & ~Q(state__in=OPEN),
        Q(unit=5, state__in=("new",)),
    ):
        assert by_each_value(Ticket, whole, urgent) == [whole]


@pytest.mark.usefixtures("tickets")
def test_a_page_is_put_into_sql_once_for_all_values_of_its_filter(dafni, monkeypatch):
    viewer = viewer_for(dafni)
    found = TICKETS.page_for(viewer, "state = new and opened < today", size=3)
    monkeypatch.setattr(shaped, "_written", None)
    again = TICKETS.page_for(viewer, "state = closed and opened < -3d", size=3)
    assert {row.state for row in found.items} == {"new"}
    assert {row.state for row in again.items} == {"closed"}


@pytest.mark.parametrize("column", [each for each in TICKETS.columns if each.sort])
@pytest.mark.parametrize("sign", ["", "-"])
def test_pages_in_any_order_hold_every_row_once_and_empty_ones_last(tickets, dafni, column, sign):
    viewer, after, seen = viewer_for(dafni), "", []
    while True:
        page = TICKETS.page_of(tickets_for(viewer), sign + column.key, after, 7)
        seen += page.items
        if not (after := page.next):
            break
    assert len(seen) == len({row.pk for row in seen}) == len(tickets[0])
    if column.key in ("solved", "due", "deadline", "solve_due"):
        held = [getattr(row, column.sort[0]) for row in seen]
        filled = [each for each in held if each]
        assert held == [*sorted(filled, reverse=sign == "-"), *[None] * (len(held) - len(filled))]


def test_every_column_can_be_read_for_showing(tickets, dafni):
    [row] = TICKETS.with_values(TICKETS.found(viewer_for(dafni)))[:1]
    values = {column.key: column.value_of(row) for column in TICKETS.columns}
    assert values["unit"] == "Τμήμα Πληροφορικής Φλώρινας"
    assert values["requester"] == "Ανθή Καλογήρου" and values["priority"]


MISTAKES = [
    ("state = opn", "«open»"),
    ("late = perhaps", "«perhaps»"),
    ("opened = someday", "«someday»"),
    ("number contains x", "contains"),
    ("state < new", "<"),
    ("assignee = Κανέναςτέτοιος", "Κανέναςτέτοιος"),
    ("unit = XXX", "XXX"),
]


@pytest.mark.parametrize(("text", "words"), MISTAKES)
def test_what_does_not_fit_is_told_with_its_place(dafni, text, words):
    with pytest.raises(Unreadable) as refused:
        TICKETS.found(viewer_for(dafni), f"priority = high and {text}")
    assert words in str(refused.value) and refused.value.at == 21


def test_whom_one_may_not_look_up_is_nobody(anthi, dafni):
    opened(anthi)
    viewer = viewer_for(anthi)
    assert TICKETS.found(viewer, "requester = me").count() == 1
    for name in ("dafni", "Λιβαδά", "nobody-at-all"):
        with pytest.raises(Unreadable, match=name):
            TICKETS.found(viewer, f"assignee = {name}")


def test_a_filter_never_shows_what_is_not_the_viewers(anthi, kosmas):
    opened(anthi)
    for text in ("", "state = open", "not state = closed", "assignee is empty or late = no"):
        assert not TICKETS.found(viewer_for(kosmas), text).exists()


def test_the_api_takes_a_filter_and_an_order(get, dafni, anthi, tickets):
    answer = get(dafni, "tickets", filter="priority >= high and state = open", sort="-opened")
    rows = answer.json()["items"]
    assert rows and all(row["priority"] >= 3 for row in rows)
    assert [row["opened_at"] for row in rows] == sorted(
        (row["opened_at"] for row in rows), reverse=True
    )
    every = []
    after = ""
    while True:
        page = get(dafni, "tickets", sort="assignee", after=after, size=10).json()
        every += [row["id"] for row in page["items"]]
        if not (after := page["next"]):
            break
    assert len(every) == len(set(every)) == len(tickets[0])


@pytest.mark.parametrize(("name", "value"), [("filter", "state = = x"), ("sort", "opnd")])
def test_the_api_says_what_is_wrong_with_a_filter_or_an_order(get, dafni, name, value):
    answer = get(dafni, "tickets", **{name: value})
    assert answer.status_code == 422 and name in answer.json()["fields"]


def test_now_is_now(dafni, anthi):
    opened(anthi)
    assert TICKETS.found(viewer_for(dafni), "opened = today").count() == 1
    assert timezone.localdate() and not TICKETS.found(viewer_for(dafni), "opened < today").exists()


def test_a_category_that_nobody_knows_is_said_by_what_was_typed(dafni, catalogue):
    with pytest.raises(Invalid, match="«εκτυπωτ»"):
        find_categories(viewer_for(dafni), "εκτυπωτ")
    by_key = find_categories(viewer_for(dafni), "toner")
    assert find_categories(viewer_for(dafni), "τονερ και αναλωσιμα") == by_key
