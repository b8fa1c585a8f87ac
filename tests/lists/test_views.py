"""Views are kept, shared and told of; what they find is always the reader's own."""

from datetime import UTC, date, datetime

import pytest
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened

from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.models import Event
from pindos.lists import commands
from pindos.lists.models import Subscription, View
from pindos.lists.queries import views_for
from pindos.notices.models import Notice
from pindos.organisation.commands import end_position
from pindos.organisation.queries import positions

MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)


def keep(account, **words):
    asked = {"list_key": "tickets", "name": "Επείγοντα", "filter": "state = open", **words}
    return commands.save_view(viewer=viewer_of(account), **asked)


def told(account):
    return list(Notice.objects.filter(person_id=account.person_id, kind="view-due").order_by("id"))


def test_a_view_is_kept_as_the_list_writes_it(dafni):
    view = keep(dafni, filter="  state=open  and priority>=high", columns="number,odd,title")
    assert view.filter == "state = open and priority >= high" and view.columns == "number,title"
    [event] = Event.objects.filter(name="lists.ViewSaved")
    assert event.actor_id == dafni.pk and event.changes.count() > 2


@pytest.mark.parametrize(
    "words",
    [
        {"filter": "state = opn"},
        {"filter": "state ="},
        {"sort": "odd"},
        {"name": " "},
        {"name": "α" * 101},
        {"unit": "TP-KOZ"},
        {"unit": "XXX"},
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(dafni, words):
    with pytest.raises(Invalid) as refused:
        keep(dafni, **words)
    assert list(refused.value.fields) == list(words) and not View.objects.exists()


def test_a_name_is_taken_once(dafni, giorgos):
    keep(dafni)
    keep(giorgos)
    with pytest.raises(Invalid, match="όνομα"):
        keep(dafni)


def test_sharing_a_filter_shares_no_rows(dafni, giorgos, kosmas, anthi):
    view = keep(dafni, unit="TP-FLO")
    assert views_for(viewer_of(giorgos)).get() == view
    assert not views_for(viewer_of(kosmas)).exists() and not views_for(viewer_of(anthi)).exists()
    with pytest.raises(NotFound):
        commands.subscribe_to_view(viewer=viewer_of(kosmas), view_id=view.pk, cadence="day")


def test_only_the_owner_changes_a_view(dafni, giorgos):
    view = keep(dafni, unit="TP-FLO")
    for command in (commands.change_view, commands.delete_view):
        with pytest.raises(NotFound):
            command(viewer=viewer_of(giorgos), view_id=view.pk)
    commands.change_view(viewer=viewer_of(dafni), view_id=view.pk, name="Άλλα", unit="")
    view.refresh_from_db()
    assert (view.name, view.unit_id, view.version) == ("Άλλα", None, 2)
    commands.delete_view(viewer=viewer_of(dafni), view_id=view.pk)
    assert not View.objects.exists()


def test_a_subscriber_is_told_once_a_day_of_what_they_may_see(dafni, giorgos, anthi):
    opened(anthi)
    view = keep(dafni, unit="TP-FLO")
    commands.subscribe_to_view(viewer=viewer_of(giorgos), view_id=view.pk, cadence="day")
    assert commands.tell_subscribers(MONDAY) == 1
    assert commands.tell_subscribers(MONDAY) == 0
    [notice] = told(giorgos)
    assert "Επείγοντα" in notice.title and "1 γραμμή" in notice.text
    assert notice.url == "/tickets/?filter=state+%3D+open" and not told(dafni)


def test_what_is_new_is_told_as_soon_as_it_appears_and_once(dafni, anthi):
    opened(anthi)
    view = keep(dafni, filter="assignee = me")
    commands.subscribe_to_view(viewer=viewer_of(dafni), view_id=view.pk, cadence="new")
    commands.tell_subscribers(MONDAY)
    assert not told(dafni)
    act("take_ticket", dafni, opened(anthi))
    commands.tell_subscribers(MONDAY)
    commands.tell_subscribers(MONDAY.replace(minute=10))
    assert ["1 νέο" in notice.title for notice in told(dafni)] == [True]


def test_an_empty_view_is_not_told_of(dafni):
    view = keep(dafni)
    commands.subscribe_to_view(viewer=viewer_of(dafni), view_id=view.pk, cadence="week")
    assert commands.tell_subscribers(MONDAY) == 1 and not told(dafni)


def test_whoever_has_left_is_told_no_more(dafni, giorgos, anthi, admin):
    opened(anthi)
    view = keep(dafni, unit="TP-FLO")
    commands.subscribe_to_view(viewer=viewer_of(giorgos), view_id=view.pk, cadence="day")
    position = positions().get(person=giorgos.person_id)
    end_position(viewer=viewer_of(admin), position_id=position.pk, on=date(2026, 1, 2))
    commands.tell_subscribers(MONDAY)
    assert not Subscription.objects.exists() and not told(giorgos)
    assert Event.objects.filter(name="lists.ViewUnsubscribed").count() == 1


def test_a_view_that_is_no_longer_shared_is_not_told_of(dafni, giorgos, anthi):
    opened(anthi)
    view = keep(dafni, unit="TP-FLO")
    commands.subscribe_to_view(viewer=viewer_of(giorgos), view_id=view.pk, cadence="day")
    commands.change_view(viewer=viewer_of(dafni), view_id=view.pk, unit="")
    commands.tell_subscribers(MONDAY)
    assert not Subscription.objects.exists() and not told(giorgos)


def test_one_may_stop_being_told(dafni):
    view = keep(dafni)
    commands.subscribe_to_view(viewer=viewer_of(dafni), view_id=view.pk, cadence="day")
    commands.subscribe_to_view(viewer=viewer_of(dafni), view_id=view.pk, cadence="week")
    assert Subscription.objects.get().cadence == "week"
    commands.unsubscribe_from_view(viewer=viewer_of(dafni), view_id=view.pk)
    commands.unsubscribe_from_view(viewer=viewer_of(dafni), view_id=view.pk)
    assert not Subscription.objects.exists()


def test_an_unknown_cadence_or_list_is_refused(dafni):
    view = keep(dafni)
    with pytest.raises(Refused):
        commands.subscribe_to_view(viewer=viewer_of(dafni), view_id=view.pk, cadence="hourly")
    with pytest.raises(NotFound):
        keep(dafni, list_key="secrets")
