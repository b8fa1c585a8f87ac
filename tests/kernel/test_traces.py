"""What hangs on one thing is asked of all tables at once, and a page asks only for that."""

from django.utils import timezone

from pindos.kernel import slots, traces
from pindos.kernel.access import NOBODY
from pindos.kernel.models import Draft, Presence


def test_one_question_tells_what_there_is(db, django_assert_num_queries):
    traces.trace("test.thing", "drafts", lambda pk: Draft.objects.filter(account_id=pk))
    traces.trace("test.thing", "drafts", lambda pk: Draft.objects.filter(account_id=pk, form="a"))
    assert traces.traces_of("test.thing", 7) == frozenset()
    Draft.objects.create(account_id=7, form="a", data={}, at=timezone.now())
    Draft.objects.create(account_id=7, form="b", data={}, at=timezone.now())
    with django_assert_num_queries(1):
        assert traces.traces_of("test.thing", 7) == {"drafts"}
    assert traces.traces_of("test.thing", 8) == frozenset()
    traces.trace("test.thing", "people", lambda pk: Presence.objects.filter(account_id=pk))
    assert traces.traces_of("test.thing", 7) == {"drafts"}, "a trace that is said later counts"


def test_a_panel_without_what_it_shows_is_not_asked_for():
    @slots.panel("test.traced", of="things", without=lambda viewer, pk: "none;")
    def things(viewer, pk):
        return "things;"

    @slots.panel("test.traced", of="others")
    def others(viewer, pk):
        return "others;"

    @slots.panel("test.traced")
    def always(viewer, pk):
        return "always;"

    assert slots.render("test.traced", NOBODY, 1) == "things;others;always;"
    assert slots.render("test.traced", NOBODY, 1, frozenset()) == "none;always;"
    assert slots.render("test.traced", NOBODY, 1, frozenset({"things"})) == "things;always;"
