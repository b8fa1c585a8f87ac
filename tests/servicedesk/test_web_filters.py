"""Filtering the queue on its page: conditions as chips, as rows of a form and as text."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from hypothesis import given
from tests.kernel.filtering.trees import NAMES, conditions, trees
from tests.servicedesk.busy import busy
from tests.servicedesk.test_web_lists import MOST, numbers, titles

from pindos.kernel.filtering import EVERYTHING, parse, write
from pindos.kernel.filtering.builder import read_rows, rows_of, tree_of


@pytest.fixture
def tickets(anthi, dafni, giorgos, iason):
    return busy(anthi, dafni, giorgos, iason)


@pytest.fixture
def queue(tickets, client, dafni):
    client.force_login(dafni)

    def get(**asked):
        return client.get(reverse("servicedesk:ticket-list"), asked)

    return get


@given(trees(conditions()))
def test_the_rows_of_a_form_say_the_same_as_the_filter(tree):
    rows = rows_of(tree)
    is_plain = all(value.strip() for row in (rows.rows if rows else []) for value in row.values)
    if rows and is_plain:
        assert tree_of(rows) == tree


def test_what_a_form_sends_is_read_as_its_rows():
    sent = QueryDict(
        "m0=any&c0=state&o0=in&v0=a&v0=b&c1=title&o1=%3D&v1=x&g1=1&m1=none&c2=odd&o2=in"
    )
    tree = tree_of(read_rows(sent, NAMES))
    assert write(tree) == "state in (a, b) or not title = x"
    assert tree_of(read_rows(QueryDict("c0=state&o0=in"), NAMES)) == EVERYTHING


def test_the_queue_shows_what_a_filter_finds_among_all_that_one_sees(queue, tickets):
    assert titles(tickets, queue(filter="priority = critical")) == {"network"}
    assert titles(tickets, queue(filter="state in (solved, waiting)")) == {"newcomer", "scanner"}
    assert titles(tickets, queue(filter="assignee = none", state="new")) == {"card"}


def test_each_condition_is_a_chip_in_words_that_can_be_dropped(queue, tickets):
    answer = queue(filter="state = open and (assignee = me or opened >= -7d)", q="δίκτυο")
    first, second = answer.context["asked"].chips
    assert first.words == "Κατάσταση είναι Ανοιχτές"
    assert second.words == "Υπεύθυνος είναι εγώ ή Άνοιξε το πολύ 7 ημέρες πριν"
    asked = queue(filter="unit = tp-flo and opened >= 2026-01-09").context["asked"]
    assert [chip.words for chip in asked.chips] == [
        "Υπεύθυνη μονάδα είναι Τμήμα Πληροφορικής Φλώρινας",
        "Άνοιξε από 09/01/2026",
    ]
    asked = queue(filter="category = none and opened = last-14-days").context["asked"]
    assert [chip.words for chip in asked.chips] == [
        "Κατηγορία είναι καμία",
        "Άνοιξε τις τελευταίες 14 ημέρες",
    ]
    assert "q=" in first.without and "state" not in first.without
    assert parse(unescape(QueryDict(second.without[1:])["filter"]), {"state": "state"})


def test_a_mistake_is_told_beside_the_text_and_nothing_is_shown(queue, tickets):
    words = unescape(queue(filter="xyzzy = 1").content.decode())
    assert "Υπάρχουν: number, title" in words and "αριθμοσ" not in words
    answer = queue(filter="state = opn")
    words = unescape(answer.content.decode())
    assert numbers(answer) == [] and "Μήπως εννοείτε «open»;" in words
    assert ">state = opn</textarea>" in words and 'aria-invalid="true"' in words


def test_a_condition_is_built_without_a_script(queue, tickets):
    words = queue(build="1").content.decode()
    assert 'name="n0"' in words and 'value="add:0"' in words
    words = queue(do="add:0", n0="priority", m0="all").content.decode()
    assert 'name="c0" value="priority"' in words and 'name="v0" value="high"' in words
    answer = queue(do="apply", m0="all", c0="priority", o0=">=", v0="high", g0="0", state="new")
    assert answer.status_code == 302
    asked = QueryDict(answer.url.partition("?")[2])
    assert asked["filter"] == "priority >= high" and asked["state"] == "new"
    words = queue(do="remove:0", m0="all", c0="priority", o0=">=", v0="high").content.decode()
    assert 'name="c0"' not in words
    assert 'name="m1"' in queue(do="group", m0="all").content.decode()


def test_the_form_puts_a_list_in_any_order_also_where_heads_are_hidden(queue, tickets):
    page = queue(build="1", sort="-deadline", filter="state = open").content.decode()
    form = page[page.index('id="list-sort"') - 600 :]
    assert re.search(r'value="-deadline" selected>Προθεσμία, φθίνουσα', form)
    assert 'name="filter"' in form and form.count('name="sort"') == 1


def test_columns_are_chosen_and_heads_sort(queue, tickets):
    answer = queue(cols=["number", "requester", "solved"], filter="state = solved")
    assert answer.status_code == 302 and "columns=number%2Crequester%2Csolved" in answer.url
    words = queue(columns="number,requester,solved", sort="-number").content.decode()
    assert "Ανθή Καλογήρου" in words and re.search(
        r'aria-sort="descending"><a [^>]*>Αριθμός', words
    )
    answer = queue(sort="number")
    assert numbers(answer) == sorted(numbers(answer))
    assert answer.context["asked"].head("number").address == f"?{urlencode({'sort': '-number'})}"


@pytest.mark.parametrize("sort", ["nothing", "watched", "-assignee,nothing"])
def test_an_order_that_does_not_exist_is_said(queue, tickets, sort):
    assert "Δεν γίνεται ταξινόμηση" in unescape(queue(sort=sort).content.decode())


def test_an_open_form_stays_a_light_page(queue, tickets):
    text = " and ".join(["state in (new, assigned, waiting)"] * 5 + ["assignee = me"] * 5)
    assert len(queue(filter=text, build="1").content) < MOST
