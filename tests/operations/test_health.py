from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone
from tests.cast import engaged, viewer_of
from tests.kernel.saying import SomethingHappened, say

from pindos.kernel import jobs, menu
from pindos.kernel.deliveries import drain
from pindos.kernel.events import on
from pindos.kernel.jobs import every, run_due
from pindos.kernel.models import Delivery, Event, Schedule
from pindos.operations.cli import delivery, job


@pytest.fixture
def broken(db):
    """Three deliveries given up for one reaction, one for another; the list says who mended it."""
    mended = []

    @on(SomethingHappened, name="tell-the-desk")
    def fail(event):
        if not mended:
            raise ValueError("χάλασε «η μηχανή»")

    on(SomethingHappened, name="other")(lambda event: 1 / 0)
    say(1, 2, 3)
    for _ in range(10):
        drain()
        Delivery.objects.filter(state="waiting").update(next_try_at=timezone.now())
    given_up = Delivery.objects.filter(reaction__in=["tell-the-desk", "other"])
    assert set(given_up.values_list("state", flat=True)) == {"parked"}
    return mended


@pytest.fixture
def signed_in(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def timetable(db, monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    every(timedelta(minutes=5), name="look")(lambda: 3)
    every(timedelta(minutes=5), name="bad")(lambda: 1 // 0)
    run_due()


def test_parked_deliveries_are_shown_with_their_error_and_go_again(admin, broken, signed_in):
    page = signed_in.get("/deliveries/").content.decode()
    assert "<strong>6" in page and "tell-the-desk" in page
    assert "ValueError: χάλασε «η μηχανή»" in page and "10 προσπάθειες" in page
    broken.append(True)
    one = Delivery.objects.filter(reaction="tell-the-desk").first()
    assert signed_in.post(f"/deliveries/{one.pk}/retry/").status_code == 302
    assert drain() == 1
    one.refresh_from_db()
    assert one.state == "done"
    signed_in.post("/deliveries/retry/", {"reaction": "tell-the-desk"})
    drain()
    assert set(
        Delivery.objects.filter(reaction="tell-the-desk").values_list("state", flat=True)
    ) == {"done"}
    assert Delivery.objects.filter(reaction="other", state="parked").count() == 3


def test_a_retry_is_in_the_audit(admin, broken, signed_in):
    signed_in.post("/deliveries/retry/", {"reaction": "other"})
    event = Event.objects.get(name="operations.DeliveriesRetried")
    assert (event.actor_id, event.capacity, event.door) == (admin.pk, "administrator", "web")
    assert len(event.payload["delivery_ids"]) == 3
    assert event.changes.get().after == "waiting"


def test_only_what_is_parked_can_be_retried(admin, broken, signed_in):
    one = Delivery.objects.first()
    signed_in.post(f"/deliveries/{one.pk}/retry/")
    assert signed_in.post(f"/deliveries/{one.pk}/retry/").status_code == 404
    assert signed_in.post("/deliveries/retry/", {"reaction": "gone"}).status_code == 404
    assert signed_in.post("/deliveries/retry/").status_code == 404


PAGES = ["/deliveries/", "/jobs/"]
ACTS = ["/deliveries/1/retry/", "/deliveries/retry/", "/jobs/look/run/", "/jobs/look/interval/"]


def test_only_administrators_of_the_whole_may(client, dafni, giorgos, thaleia, elegktis, chart):
    local = engaged("local", "Λ", "Τ", role="administrator", unit="TP-FLO")
    for account in (dafni, giorgos, thaleia, elegktis, local):
        client.force_login(account)
        for page in PAGES:
            assert client.get(page).status_code == 404
        for act in ACTS:
            assert client.post(act, {"every": 5, "reaction": "x"}).status_code == 404
    client.logout()
    for page in PAGES:
        assert client.get(page).status_code == 302


def test_the_timetable_says_what_each_job_did_and_what_failed(timetable, signed_in):
    page = signed_in.get("/jobs/").content.decode()
    assert "look" in page and "ZeroDivisionError" in page and "<strong>1" in page


def test_a_job_can_be_run_at_once_and_says_its_work(timetable, admin, signed_in):
    Schedule.objects.update(last_count=None)
    said = signed_in.post("/jobs/look/run/", follow=True).content.decode()
    assert "look" in said and "3" in said and Schedule.objects.get(name="look").last_count == 3
    assert "ZeroDivisionError" in signed_in.post("/jobs/bad/run/", follow=True).content.decode()
    started = Event.objects.filter(name="operations.JobStarted").order_by("id")
    assert [event.payload["job"] for event in started] == ["look", "bad"]


def test_the_page_of_a_job_says_what_it_did_and_when_the_timer_stands_still(timetable, signed_in):
    assert "<strong>3</strong> κομμάτια" in signed_in.get("/jobs/look/").content.decode()
    assert "ZeroDivisionError" in signed_in.get("/jobs/bad/").content.decode()
    long_ago = timezone.now() - timedelta(hours=1)
    Schedule.objects.filter(name="look").update(next_run_at=long_ago)
    assert "Ο χρονοδιακόπτης δεν τρέχει" in signed_in.get("/jobs/look/").content.decode()
    assert signed_in.get("/jobs/nowhere/").status_code == 404


def test_an_interval_is_changed_and_audited(timetable, admin, signed_in):
    signed_in.post("/jobs/look/interval/", {"every": "60"})
    assert Schedule.objects.get(name="look").every == 60
    event = Event.objects.get(name="operations.ScheduleChanged")
    assert [(row.field, row.before, row.after) for row in event.changes.all()] == [
        ("every", 300, 60)
    ]


@pytest.mark.parametrize("typed", ["0", "-5", "σε λίγο", "", "99999999", "1e3", "٥"])
def test_an_interval_that_makes_no_sense_is_refused_in_words(timetable, signed_in, typed):
    said = signed_in.post("/jobs/look/interval/", {"every": typed}, follow=True).content.decode()
    assert "31 ημέρες" in said and Schedule.objects.get(name="look").every == 300


def test_a_job_that_this_version_lost_cannot_be_run(timetable, admin, signed_in):
    Schedule.objects.create(name="gone", every=60)
    assert signed_in.post("/jobs/gone/run/").status_code == 409
    assert signed_in.post("/jobs/nowhere/run/").status_code == 404


def test_the_command_line_does_the_same(timetable, broken, admin):
    run = CliRunner().invoke
    listed = run(delivery, ["list", "--as", "admin"]).output
    assert listed.count("tell-the-desk") == 3 and "ValueError" in listed
    assert run(delivery, ["retry", "--reaction", "other"]).output == "3\n"
    assert run(delivery, ["retry"]).exit_code == 2
    assert "look 300 s" in run(job, ["list"]).output
    assert run(job, ["run", "look"]).output == "3\n"
    failed = run(job, ["run", "bad"])
    assert failed.exit_code == 1 and "ZeroDivisionError" in failed.output
    assert "every 90 s" in run(job, ["every", "look", "90", "--as", "admin"]).output


def test_the_menu_counts_what_is_parked(admin, broken):
    lines = {line.entry.url_name: line.count for line in menu.lines_for(viewer_of(admin))}
    assert lines["operations:delivery-list"] == 6


@pytest.fixture
def running(timetable):
    """A job that another process has begun."""
    now = timezone.now()
    Schedule.objects.filter(name="look").update(
        running_since=now, lease_until=now + timedelta(minutes=1), run_by="timer-1:77"
    )


def test_a_running_job_is_shown_and_can_be_stopped(running, admin, signed_in):
    page = signed_in.get("/jobs/").content.decode()
    assert "εκτελείται από" in page and "timer-1:77" in page and "/jobs/look/stop/" in page
    assert signed_in.post("/jobs/look/stop/").status_code == 302
    assert Schedule.objects.get(name="look").is_told_to_stop
    assert "διακόπτεται" in signed_in.get("/jobs/").content.decode()
    assert Event.objects.get(name="operations.JobStopped").payload == {"job": "look"}


def test_what_does_not_run_cannot_be_stopped_and_what_runs_not_begun(running, signed_in):
    assert signed_in.post("/jobs/bad/stop/").status_code == 409
    assert signed_in.post("/jobs/look/run/").status_code == 409
    assert signed_in.post("/jobs/nowhere/stop/").status_code == 404


def many(count):
    """So many deliveries of one reaction that were given up."""
    events = Event.objects.bulk_create(
        Event(name="kernel.SomethingHappened", subject="kernel.schedule:1", payload={})
        for _ in range(count)
    )
    Delivery.objects.bulk_create(
        Delivery(event=event, reaction="many", state="parked", attempts=10, last_error="x" * 400)
        for event in events
    )


def test_ten_thousand_parked_deliveries_are_shown_and_let_go_in_few_queries(
    admin, signed_in, django_assert_max_num_queries
):
    many(10_000)
    with django_assert_max_num_queries(40):
        page = signed_in.get("/deliveries/").content
    assert len(page) < 50_000 and b"10.000" in page
    with django_assert_max_num_queries(40):
        signed_in.post("/deliveries/retry/", {"reaction": "many"})
    waiting = Delivery.objects.filter(reaction="many", state="waiting", attempts=0)
    assert waiting.count() == 10_000
    assert (
        len(Event.objects.get(name="operations.DeliveriesRetried").payload["delivery_ids"]) == 1000
    )
