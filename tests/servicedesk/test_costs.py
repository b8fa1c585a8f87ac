"""What the desk costs: statements sent to the database, pinned so that none creeps in.

Two of each count are the begin and the end of the transaction. PostgreSQL takes rows of several
tables by one.
"""

import pytest
from django.db import connection
from tests.servicedesk.desk import STORY, TITLE, act, opened, referred

from pindos.identity.queries import viewer_for
from pindos.servicedesk.commands import open_ticket, take_ticket
from pindos.servicedesk.queries import (
    acts_open_to,
    counts_by_prefecture,
    desk_counts,
    levels,
    named,
    queue_of,
    story_of,
    ticket_by,
)


def test_a_report_by_site_takes_five_or_fifteen_statements(
    anthi, dafni, django_assert_num_queries
):
    viewer = viewer_for(anthi)
    levels()
    for _ in range(2):  # an edition of the hours as young as this is asked for once
        open_ticket(viewer=viewer, title=TITLE, description=STORY, site="FLO-AMYNT")
    with django_assert_num_queries(5 if connection.vendor == "postgresql" else 15):
        open_ticket(viewer=viewer, title=TITLE, description=STORY, site="FLO-AMYNT")


def test_taking_takes_seven_or_nine_statements(ticket, dafni, django_assert_num_queries):
    viewer = viewer_for(dafni)
    with django_assert_num_queries(7 if connection.vendor == "postgresql" else 9):
        take_ticket(viewer=viewer, ticket_id=ticket.pk)


@pytest.mark.parametrize("many", [1, 30])
def test_a_queue_takes_two_queries_however_long(anthi, dafni, many, django_assert_num_queries):
    for _ in range(many):
        opened(anthi)
    viewer = viewer_for(dafni)
    with django_assert_num_queries(2):
        assert len(named(queue_of(viewer))) == many


def test_a_timeline_takes_as_many_queries_however_long(ticket, anthi, dafni, iason, request):
    assert_num = request.getfixturevalue("django_assert_num_queries")
    viewer = viewer_for(dafni)
    referred(dafni, ticket)
    found = ticket_by(viewer, ticket.pk)
    with assert_num(4):
        story_of(viewer, found)
    for n in range(10):
        act("reply_to_ticket", anthi, ticket, text=f"Και {n}.")
        act("note_ticket", iason, ticket, text=f"Σημείωση {n}.")
    with assert_num(4):
        assert len(story_of(viewer, found)) > 20


def test_the_figures_of_a_desk_take_one_query_each(ticket, thaleia, dafni, request):
    assert_num = request.getfixturevalue("django_assert_num_queries")
    director, technician = viewer_for(thaleia), viewer_for(dafni)
    with assert_num(1):
        assert counts_by_prefecture(director)[ticket.prefecture_id].open == 1
    with assert_num(2):
        assert desk_counts(technician).free == 1
    with assert_num(0):
        acts_open_to(technician, ticket)
