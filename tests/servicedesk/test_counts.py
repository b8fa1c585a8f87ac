"""What stands beside the lines of the menu is what their pages hold."""

import pytest
from tests.servicedesk.desk import opened, referred

from pindos.identity.queries import viewer_for
from pindos.kernel.counting import counts_of
from pindos.organisation.rights import units_worked_by
from pindos.servicedesk.queries import queue_of
from pindos.servicedesk.queries.counts import open_counted
from pindos.servicedesk.queries.tickets import FEW


@pytest.fixture
def busy(anthi, dafni, ticket):
    """Three of Florina: two at home, of one the Directorate has the work."""
    referred(dafni, ticket)
    return [ticket, opened(anthi), opened(anthi)]


@pytest.mark.parametrize("who", ["dafni", "iason", "thaleia", "anthi"])
def test_the_menu_counts_what_the_queue_holds(busy, who, request, django_assert_num_queries):
    viewer = viewer_for(request.getfixturevalue(who))
    expected = queue_of(viewer).count()
    assert counts_of([open_counted(viewer)]) == [expected]
    assert expected == {"dafni": 3, "iason": 1, "thaleia": 3, "anthi": 0}[who]
    with django_assert_num_queries(1 if who != "anthi" else 0):
        counts_of([open_counted(viewer)])


def test_few_units_and_many_are_both_counted(dafni, thaleia, busy):
    assert 0 < len(units_worked_by(viewer_for(dafni))) <= FEW
    assert len(units_worked_by(viewer_for(thaleia))) > FEW
