"""A long timeline read in part is the same timeline."""

import pytest
from tests.remembered import remembered
from tests.servicedesk.desk import act, opened
from tests.servicedesk.test_timeline import entries_in, page_of

from pindos.identity.queries import viewer_for
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import Excerpt, found_on, glance_at, story_of

FEWEST = 3


def glance(account, ticket, latest, kind=""):
    ticket = Ticket.objects.get(pk=ticket.pk)
    wanted = Excerpt(latest, kind)
    return glance_at(viewer_for(account), ticket, wanted, found_on(ticket), fewest=FEWEST)


def whole(account, ticket, kind=""):
    story = story_of(viewer_for(account), Ticket.objects.get(pk=ticket.pk))
    if kind == "internal":
        return [moment for moment in story if moment.is_internal]
    if kind == "public":
        return [moment for moment in story if not (moment.is_internal or moment.origin)]
    return story


@pytest.fixture
def busy(anthi, dafni, giorgos, kosmas):
    """Words of both sides, steps, links of which a foreigner sees only one end, a merged one."""
    return remembered("a long timeline", lambda: _busy(anthi, dafni, giorgos))


def _busy(anthi, dafni, giorgos):
    ticket = opened(anthi)
    others = [opened(anthi, title=f"Άλλο {number}") for number in range(3)]
    for number, other in enumerate(others):
        act("note_ticket", dafni, ticket, text=f"Μέτρηση {number}")
        act("reply_to_ticket", anthi, ticket, text=f"Πάλι {number}")
        act("link_ticket", dafni, ticket, other=other.number, tie="related")
    act("merge_ticket", dafni, others[0], into=ticket.number)
    act("assign_ticket", dafni, ticket, person_id=giorgos.person_id)
    for number in range(6):
        act("reply_to_ticket", dafni, ticket, text=f"Νέα {number}")
    return ticket


@pytest.mark.parametrize("kind", ["", "public", "internal"])
@pytest.mark.parametrize("latest", [None, 1, 2, 3, 5, 8, 13, 100])
def test_the_first_and_the_latest_are_those_of_the_whole(busy, dafni, anthi, latest, kind):
    for account in (dafni, anthi):
        story = whole(account, busy, kind)
        seen = glance(account, busy, latest, kind)
        if seen.older:
            assert seen.older >= FEWEST and len(seen.end) == latest
            assert [*seen.begin, *seen.end] == [story[0], *story[len(story) - latest :]]
            assert seen.older == len(story) - latest - 1
        else:
            assert seen.begin == story and seen.end == []
            assert latest is None or len(story) - latest - 1 < FEWEST
        assert [moment.step for moment in seen.came] == ["routed"]


def test_a_line_about_a_ticket_that_is_not_seen_is_neither_told_nor_counted(busy, anthi):
    for latest in (1, 2, 4):
        seen = glance(anthi, busy, latest)
        shown = [*seen.begin, *seen.end]
        assert not [moment for moment in shown if moment.step in ("linked", "merged-here")]
        assert len(shown) + seen.older == len(whole(anthi, busy))


def test_a_question_that_was_asked_long_ago_still_stands_before_who_was_asked(
    ticket, dafni, anthi
):
    act("reply_to_ticket", dafni, ticket, text="Ποιο γραφείο;", asks=True)
    for number in range(30):
        act("reply_to_ticket", dafni, ticket, text=f"Υπενθύμιση {number}")
    response = page_of(anthi, ticket)
    assert Ticket.objects.get(pk=ticket.pk).state == "waiting"
    assert "Ποιο γραφείο;" in response.content.decode()
    assert len(entries_in(response)) == 21
