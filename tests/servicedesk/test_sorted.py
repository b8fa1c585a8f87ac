"""Lists go by what a person means: ranks by weight, categories by the Greek alphabet, counts."""

import csv
import io

import pytest
from django.urls import reverse
from tests.cast import viewer_of
from tests.servicedesk.desk import opened

from pindos.kernel.access import HOUSE
from pindos.kernel.filtering import listing_called
from pindos.kernel.text import fold
from pindos.problems.commands import open_problem
from pindos.servicedesk.catalogue.shape import Content
from pindos.servicedesk.commands import add_category, change_category
from pindos.servicedesk.models import Category, Ticket
from pindos.servicedesk.terms import Impact, Urgency

RANKS = {"impact": Impact.values, "urgency": Urgency.values}


def in_pages(get, account, size=2, **asked):
    """The numbers of all pages of the list by the API."""
    found, after = [], ""
    while True:
        page = get(account, "tickets", size=size, after=after, **asked).json()
        found += [item["number"] for item in page["items"]]
        if not (after := page["next"]):
            return found


@pytest.mark.parametrize("column", RANKS)
@pytest.mark.parametrize("sign", ["", "-"])
def test_whom_it_hinders_and_how_much_go_by_weight_at_api_page_and_export(
    get, client, anthi, dafni, column, sign
):
    words = [*RANKS[column], *RANKS[column][::-1]]
    for word in words:
        opened(anthi, **{column: word})
    rows = {row.number: row for row in Ticket.objects.all()}
    sort = sign + column
    order = in_pages(get, dafni, sort=sort)
    ranks = [RANKS[column].index(getattr(rows[number], column)) for number in order]
    assert ranks == sorted(ranks, reverse=sign == "-") and len(set(order)) == len(words)
    priorities = {}
    for number in order:
        priorities.setdefault(getattr(rows[number], column), []).append(rows[number].priority)
    assert all(each == sorted(each, reverse=sign == "") for each in priorities.values())
    page = client.get(reverse("servicedesk:ticket-list"), {"sort": sort, "columns": "number"})
    text = page.content.decode()
    assert [n for n in sorted(order, key=text.index)] == order
    asked = {"list": "tickets", "columns": "number", "sort": sort}
    file = b"".join(client.get(reverse("lists:export"), asked).streaming_content)
    assert [line[0] for line in csv.reader(io.StringIO(file.decode("utf-8-sig")))][1:] == order


def named(name, key):
    return Content.model_validate({"el": name, "en": key, "impact": "person", "urgency": "normal"})


def test_categories_go_by_their_greek_names_whatever_their_accents_and_follow_a_new_name(
    get, catalogue, anthi, dafni
):
    group = Category.objects.first().group.key
    for key, name in (("b-one", "Ωμέγα"), ("a-two", "άλφα"), ("c-three", "Άλγεβρα")):
        add_category(viewer=HOUSE, group=group, content=named(name, key), key=key)
    for key in ("b-one", "a-two", "c-three"):
        opened(anthi, category=key)
    none = opened(anthi)

    def titles(sort):
        order = in_pages(get, dafni, sort=sort)
        keys = dict(Ticket.objects.values_list("number", "category__key"))
        return [keys[number] for number in order]

    assert titles("category") == ["c-three", "a-two", "b-one", None]
    assert titles("-category") == ["b-one", "a-two", "c-three", None], "none stands last"
    change_category(viewer=HOUSE, key="b-one", content=named("Αβάκιο", "b-one"))
    assert titles("category") == ["b-one", "c-three", "a-two", None]
    rows = Category.objects.order_by("by_name").select_related("current")
    names = [fold(row.current.content.el) for row in rows]
    assert names == sorted(names) and len(names) > 40 and none.category_id is None


def test_problems_go_by_their_counts_and_by_whom_they_hinder(anthi, dafni):
    viewer = viewer_of(dafni)
    made = [
        open_problem(
            viewer=viewer,
            title=f"Πρόβλημα {impact}",
            description="Πέφτει το δίκτυο.",
            impact=impact,
            tickets=[opened(anthi).pk for _each in range(many)],
        )
        for impact, many in ((Impact.UNIT, 1), (Impact.ALL, 3), (Impact.PERSON, 0))
    ]
    problems = listing_called("problems")

    def order(sort):
        found, after = [], ""
        while True:
            page = problems.page_for(viewer, "", sort, after, 1)
            found += [made.index(row) for row in page.items]
            if not (after := page.next):
                return found

    assert order("tickets") == order("open") == [2, 0, 1]
    assert order("-tickets") == [1, 0, 2]
    assert order("impact") == [2, 0, 1] and order("-impact") == [1, 0, 2]


@pytest.mark.parametrize("after", ["WyJvZGQiLCAxLCAxXQ==", "W10="])
def test_a_broken_cursor_of_a_rank_is_refused_in_words(get, dafni, after):
    assert get(dafni, "tickets", sort="impact", after=after).status_code == 409


def test_the_heads_of_these_columns_lead_to_their_order(client, anthi, dafni):
    opened(anthi)
    client.force_login(dafni)
    page = client.get(reverse("servicedesk:ticket-list") + "?columns=impact,urgency,category")
    text = page.content.decode()
    assert all(f"sort={column}" in text for column in ("impact", "urgency", "category"))
