"""Every list of the house can be asked by every one of its columns; a new one fails until it can.

A page that shows a table has the bar of lists, an operation that gives a list has ``filter`` and
``sort``, or it stands below with its reason.
"""

import csv
import io
import re
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import viewer_of

from pindos.config.api import api
from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import Choice, Named, Op, YesNo, listings
from pindos.kernel.filtering.speaking import choices_of
from pindos.kernel.pages import in_order
from pindos.lists.commands import export_list
from pindos.servicedesk.models import Ticket

HOUSE = Path(__file__).parents[2] / "src" / "pindos"
FIGURES = "figures, each a sum: there are no rows to find"
ONE_THING = "what belongs to one thing and stands on its page, a few rows"
FIXED = "as many as the product knows, always all on one page"
PAGES = {
    "shell/_list_table.html": "the table of the lists themselves",
    "identity/directory_plan.html": "what a comparison with the directory would do, row by row",
    "identity/invitation_list.html": "the invitations that still wait for an answer: a few",
    "inventory/asset_import_show.html": "what a table that was handed in would do, row by row",
    "organisation/chart_load.html": "what a chart would change, before it holds",
    "servicedesk/category_show.html": ONE_THING,
    "organisation/chart_show.html": "the chart in the order of its tree; its units are unit-list",
    "organisation/person_show.html": ONE_THING,
    "organisation/table_show.html": "what a table that was handed in would do, row by row",
    "operations/export_index.html": "stands in the copy of somebody's data, not on a page",
    "operations/person_pseudonymise.html": "what a pseudonym would change, before it stands",
    "operations/option_list.html": FIXED,
    "operations/options_set.html": FIXED,
    "operations/revision_list.html": "what one thing was set to, version by version, on its page",
    "operations/revision_undo.html": ONE_THING,
    "oversight/_table.html": FIGURES,
    "oversight/_year.html": FIGURES,
    "notices/preferences_set.html": FIXED,
    "servicedesk/_matrix.html": FIXED,
    "servicedesk/level_list.html": FIXED,
    "organisation/_steps.html": "what a change of the chart would do, before it is done",
    "servicedesk/ticket_deadlines.html": ONE_THING,
    "clocks/_moves.html": "the few deadlines that would move most, before anything moves",
    "servicedesk/work_calendar.html": "days; its tasks are task-list, its tickets the queue",
    "servicedesk/_short_table.html": "the first few of a list, with the way to the list",
    "servicedesk/bulk_act_show.html": ONE_THING,
    "automation/rule_show.html": "what a rule would have done, before it is switched on",
}
OPERATIONS = {
    "/prefectures": FIXED,
    "/search": "what fits best of all kinds together, ranked: it has its own filters",
    "/levels": "few; no person reads more than a page of them",
    "/office-hours": FIXED,
    "/holidays": FIXED,
    "/tickets/{ticket}/deadlines": ONE_THING,
    "/instructions/{instruction}/history": ONE_THING,
    "/options": FIXED,
    "/lists": FIXED,
    "/notices/preferences": FIXED,
    "/me/exports": "the few copies that somebody asked for about themself",
    "/webhooks/kinds": FIXED,
    "/events": "the feed, in the one order in which things happened; programs follow it",
    "/tickets/{ticket}/duplicates": "what is probably the same as one thing, the likeliest first",
    "/tickets/{ticket}/alike": "the five that are likest to one thing",
    "/instructions/suggest": "the three that are offered for what was typed",
    "/instructions/ailing": "those that no longer help, the worst first: a few",
    "/tickets/{ticket}/instructions": ONE_THING,
    "/calendar/feeds": "the few secret addresses that somebody has made",
    "/tickets/{ticket}/surveys": ONE_THING,
    "/tickets/{ticket}/time": ONE_THING,
    "/tickets/{ticket}/links": ONE_THING,
    "/tickets/{ticket}/link/options": "the few that are offered for what was typed",
    "/tickets/{ticket}/tasks": ONE_THING,
    "/tickets/bulk/{bulk}": ONE_THING,
    "/tickets/{ticket}/addressable": "the few that can be told of it",
    "/tickets/{ticket}/readers": ONE_THING,
    "/tickets/{ticket}/watchers": ONE_THING,
    "/tickets/{ticket}/outsiders": ONE_THING,
    "/tickets/{ticket}/watchers/options": "the few that are offered for what was typed",
    "/callers": "the few whom a telephone or a name may mean, while somebody calls",
    "/invitations": "those that still wait for an answer: a few",
    "/planned-work": "what is announced for the week to come: a few",
    "/reports": "the monthly reports, twelve a year",
    "/revisions": "what one thing was set to, version by version",
    "/approvals": "what waits for one's own word: a few, the oldest first",
    "/categories": "the catalogue: a few dozen, all in one answer",
    "/categories/{category}/versions": ONE_THING,
    "/checklists": "a few dozen, all in one answer, some shipped and in no table",
}
SIZES = (3, 3, 3, 30)  # of pages, in turn: they end everywhere, and long lists end soon


def templates():
    found = HOUSE.glob("*/templates/*/*.html")
    return {f"{path.parent.name}/{path.name}": path.read_text() for path in found}


def shown_in(name, every):
    """The text of a template with that of all that it includes."""
    text = every[name]
    for inside in re.findall(r'{% include "([^"]+)"', text):
        if inside in every and inside != name:
            text += shown_in(inside, every)
    return text


def test_every_page_with_a_table_or_a_pager_has_the_bar_of_lists_or_a_reason():
    every = templates()
    tables = {name for name, text in every.items() if "<table" in text or "_pager.html" in text}
    bars = {name for name in every if "_list_bar.html" in every[name]}
    within = {
        inside for name in bars for inside in re.findall(r'{% include "([^"]+)"', every[name])
    }
    bare = sorted(tables - bars - within - PAGES.keys())
    assert not bare, f"give these a Listing (docs/architecture.md, Lists), or a reason: {bare}"
    left_over = sorted(PAGES.keys() - tables)
    assert not left_over, f"these are no more: {left_over}"


def lists_of_the_api():
    """The operations that give many things, and the names of their parameters."""
    schema = api.get_openapi_schema()
    kinds = schema["components"]["schemas"]
    for path, operations in schema["paths"].items():
        answer = operations.get("get", {}).get("responses", {}).get(200, {})
        shape = answer.get("content", {}).get("application/json", {}).get("schema", {})
        kind = kinds.get(shape.get("$ref", "").rpartition("/")[2], {})
        is_page = kind.get("properties", {}).get("items", {}).get("type") == "array"
        if shape.get("type") == "array" or is_page:
            given = operations["get"].get("parameters", [])
            yield path.removeprefix("/api/v1"), {one["name"] for one in given}


def test_every_list_of_the_api_takes_a_filter_and_an_order_or_has_a_reason():
    found = dict(lists_of_the_api())
    assert len(found) > 15
    bare = sorted(path for path, names in found.items() if not {"filter", "sort"} <= names)
    missing = sorted(set(bare) - OPERATIONS.keys())
    assert not missing, f"give these the filter and sort of a Listing, or a reason: {missing}"
    left_over = sorted(OPERATIONS.keys() - set(bare))
    assert not left_over, f"these are no more, or can be asked now: {left_over}"


WHO = ["admin", "dafni", "anthi"]


def open_to(viewer):
    return [one for one in listings().values() if one.is_open_to(viewer)]


def orders_of(listing):
    return [column.key for column in listing.columns if column.sort]


def values_for(kind, viewer):
    """A value that each kind takes; of a choice, its first, its last and one within."""
    if isinstance(kind, Choice | YesNo | Named):
        offered = [word for word, _label in choices_of(kind, viewer)] or ["FLO-DIOIK"]
        return list(dict.fromkeys([offered[0], offered[len(offered) // 2], offered[-1]]))
    return {"number": ["7"], "moment": ["last-month"], "day": ["-7d"]}.get(kind.name, ["Ανθή"])


@pytest.mark.parametrize("who", WHO)
def test_every_column_filters_by_every_operator_and_not_turns_the_rows_round(world, who):
    viewer = viewer_of(world.people[who])
    asked = 0
    for listing in open_to(viewer):
        every = set(listing.found(viewer).values_list("pk", flat=True))
        for column in listing.columns:
            values = values_for(column.kind, viewer)
            for op in column.kind.operators:
                for value in values:
                    said = {
                        Op.IN: f'{column.key} in ("{value}")',
                        Op.BETWEEN: f'{column.key} between "{value}" and "{value}"',
                        Op.EMPTY: f"{column.key} is empty",
                        Op.FILLED: f"{column.key} is not empty",
                    }.get(op, f'{column.key} {op} "{value}"')
                    found = set(listing.found(viewer, said).values_list("pk", flat=True))
                    rest = set(listing.found(viewer, f"not ({said})").values_list("pk", flat=True))
                    assert found | rest == every and not found & rest, (listing.key, said)
                    asked += 1
    assert asked > 100


@pytest.mark.parametrize("who", WHO)
def test_every_order_gives_each_row_once_page_by_page_and_turned_round_the_same(world, who):
    viewer = viewer_of(world.people[who])
    for listing in open_to(viewer):
        every = sorted(listing.found(viewer).values_list("pk", flat=True))
        orders = orders_of(listing)
        for sort in ["", *orders, *(f"-{key}" for key in orders)]:
            seen, after = [], ""
            for size in cycle(SIZES):
                page = listing.page_of(listing.found(viewer), sort, after, size=size)
                seen += [row.pk for row in page.items]
                after = page.next
                if not after or len(seen) > len(every):
                    break
            assert sorted(seen) == every, (listing.key, sort)
            by = listing.ordered_by(sort)
            rows = in_order(listing.answered(listing.found(viewer), by), by)
            assert seen == list(rows.values_list("pk", flat=True)), (listing.key, sort)


def test_what_is_no_stands_before_what_is_yes_and_turned_round_after_it(world):
    viewer = viewer_of(world.people["admin"])
    late = Ticket.objects.filter(state="new", late_at__isnull=False).latest("pk")
    Ticket.objects.filter(pk=late.pk).update(late_at=late.opened_at - timedelta(days=1))
    both = set()
    for listing in open_to(viewer):
        for column in listing.exported:
            if not isinstance(column.kind, YesNo):
                continue
            for sort, is_turned in ((column.key, False), (f"-{column.key}", True)):
                rows = listing.page_for(viewer, "", sort, size=500).items
                said = [bool(column.value_of(row)) for row in rows]
                assert said == sorted(said, reverse=is_turned), (listing.key, sort)
                both |= {listing.key} if len(set(said)) == 2 else set()
    assert both >= {"tickets", "accounts", "people"}, "of these some are and some are not"


@pytest.mark.parametrize("who", WHO)
def test_the_page_of_a_list_shows_its_bar_and_all_that_its_columns_hold(world, who):
    client, account = Client(), world.people[who]
    client.force_login(account)
    for listing in open_to(viewer_of(account)):
        address = reverse(listing.page)
        bare = client.get(address, follow=True)  # who only asked is led to their own tickets
        assert bare.status_code == 200, listing.key
        assert 'id="list-bar"' in bare.content.decode(), listing.key
        assert bare.context["asked"].listing is listing
        keys = [column.key for column in listing.exported]
        for at, some in enumerate((keys[:12], keys[-12:])):
            asked = {"columns": ",".join(some), "sort": orders_of(listing)[-at]}
            chosen = client.get(address, asked, follow=True)
            assert chosen.status_code == 200, listing.key
            if listing.found(viewer_of(account)).exists():
                assert [head.label for head in chosen.context["asked"].heads], listing.key
        wrong = client.get(address, {"filter": "odd = 1"}, follow=True)
        assert wrong.status_code == 200 and wrong.context["asked"].mistake, listing.key
        assert not wrong.context["page"].items, listing.key


@pytest.mark.parametrize("who", WHO)
def test_a_file_holds_the_rows_of_the_pages_and_the_api_gives_the_same(world, who):
    client, account = Client(), world.people[who]
    client.force_login(account)
    viewer = viewer_of(account)
    for listing in open_to(viewer):
        table = export_list(viewer=viewer, list_key=listing.key)
        lines = b"".join(table.csv()).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(lines), delimiter=";"))[1:]
        assert all(len(row) == len(listing.exported) for row in rows), listing.key
        got, after = 0, ""
        while True:
            url = f"/api/v1/lists/{listing.key}/rows"
            answer = client.get(url, {"size": 200, "after": after})
            assert answer.status_code == 200, (listing.key, answer.content)
            body = answer.json()
            got += len(body["items"])
            if not (after := body["next"]):
                break
        grown = 2 if listing.key in {"audit", "deliveries"} else 0  # that it was looked at
        assert abs(got - len(rows)) <= grown, listing.key


def test_a_list_that_is_not_open_is_not_there(world):
    anthi, client = world.people["anthi"], Client()
    client.force_login(anthi)
    shut = [one for one in listings().values() if not one.is_open_to(viewer_of(anthi))]
    assert {"people", "positions", "sites"} <= {one.key for one in shut}
    for one in shut:
        assert client.get(f"/api/v1/lists/{one.key}/rows").status_code == 404
        assert client.get(f"/api/v1/lists/{one.key}/export").status_code == 404
        assert client.get(reverse("lists:export"), {"list": one.key}).status_code == 404


def test_what_moves_while_pages_are_turned_is_given_at_most_once(world):
    """A cursor is a place, not a count: a new row before it moves nothing after it."""
    viewer = viewer_of(world.people["admin"])
    tickets = listings()["tickets"]
    first = tickets.page_of(tickets.found(viewer), "opened", size=1)
    world.solved.opened_at = timezone.now() - timedelta(days=900)
    type(world.solved).objects.filter(pk=world.solved.pk).update(opened_at=world.solved.opened_at)
    rest = tickets.page_of(tickets.found(viewer), "opened", first.next, size=50)
    assert not {row.pk for row in first.items} & {row.pk for row in rest.items}


def test_an_unknown_order_is_refused_in_words(world):
    viewer = viewer_of(world.people["admin"])
    for listing in listings().values():
        with pytest.raises(Invalid):
            listing.ordered_by("nothing-such")
        assert listing.ordered_by("") == listing.order
        assert set(listing.shown) <= listing.by_key.keys(), listing.key
        assert viewer.is_known
