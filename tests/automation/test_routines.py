"""Recurring work: each day once, also after a standstill, on every door."""

from datetime import date, datetime, time, timedelta

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone
from tests.cast import viewer_of

from pindos.automation.commands import (
    add_routine,
    edit_routine,
    open_what_is_due,
    switch_routine_off,
    switch_routine_on,
)
from pindos.automation.models import Occurrence, Routine
from pindos.automation.queries import next_opening
from pindos.automation.queries.routines import Opening
from pindos.automation.rules import Day
from pindos.automation.terms import OPENING
from pindos.cli import root
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Clash, Invalid
from pindos.kernel.models import Schedule
from pindos.kernel.sealing import seal
from pindos.notices.models import Notice
from pindos.operations.commands import set_options
from pindos.records.models import Entry
from pindos.servicedesk.models import Task, Ticket

DAILY = {
    "name": "Έλεγχος αντιγράφων",
    "title": "Έλεγχος αντιγράφων, {ημερομηνία}",
    "every": "days",
    "step": 1,
    "shift": "stay",
    "tasks": "Άνοιξε την αναφορά\nΔοκίμασε μία επαναφορά",
}


def at(day, hour=9):
    return datetime.combine(day, time(hour), timezone.get_current_timezone())


@pytest.fixture
def routine(giorgos, dafni):
    row = add_routine(
        viewer=viewer_of(giorgos), unit="TP-FLO", assign_to_id=dafni.person_id, **DAILY
    )
    return switch_routine_on(viewer=viewer_of(giorgos), routine_id=row.pk)


def test_its_ticket_opens_once_a_day_and_the_timeline_names_it(routine, dafni, giorgos):
    today = timezone.localdate()
    assert open_what_is_due(at(today, 6)) == 0, "not before seven"
    assert open_what_is_due(at(today)) == 1 and open_what_is_due(at(today, 12)) == 0
    ticket = Ticket.objects.get()
    assert ticket.title.startswith("Έλεγχος αντιγράφων, ") and str(today.year) in ticket.title
    assert (ticket.unit_id, ticket.assignee_id) == (routine.unit_id, dafni.person_id)
    assert ticket.requester_id == giorgos.person_id and Task.objects.count() == 2
    named = Entry.objects.filter(author_name="Επαναλαμβανόμενη εργασία «Έλεγχος αντιγράφων»")
    assert named.count() == 3 and "Άνοιξε αυτόματα" in named.order_by("id")[0].text


def test_from_which_hour_it_opens_is_set_by_the_administrators(routine):
    set_options(viewer=HOUSE, values={"automation.opens_at": 10})
    today = timezone.localdate()
    assert open_what_is_due(at(today, 9)) == 0
    assert next_opening(routine, at(today, 9)) == Opening(Day(today, today), at(today, 10), False)
    assert next_opening(routine, at(today, 10)).is_due
    assert open_what_is_due(at(today, 10)) == 1


def test_the_page_says_when_it_opens_next_for_which_day_and_when_the_timer_looks(
    routine, giorgos, client
):
    """Of a Sunday in November: the ticket waits for Monday, and for the hour."""
    sunday = date(2026, 11, 29)
    Routine.objects.update(shift="forward", begins=sunday, done_until=sunday - timedelta(days=1))
    routine.refresh_from_db()
    opening = next_opening(routine, at(sunday, 12))
    monday = sunday + timedelta(days=1)
    assert opening == Opening(Day(sunday, monday), at(monday, 7), False)
    assert not next_opening(routine, at(monday, 6)).is_due
    assert next_opening(routine, at(monday, 7)).is_due
    assert not next_opening(routine, at(monday + timedelta(days=1), 5)).is_due, "late, but night"
    client.force_login(giorgos)
    page = reverse("automation:routine-show", args=[routine.pk])
    Schedule.objects.filter(name=OPENING).delete()
    assert "δεν έχει τρέξει ακόμη" in client.get(page).content.decode()
    Routine.objects.update(begins=timezone.localdate() + timedelta(days=400))
    Schedule.objects.create(name=OPENING, every=1800, last_ok_at=timezone.now())
    words = client.get(page).content.decode()
    assert "Το επόμενο αίτημα ανοίγει <strong>" in words and "από τις 07:00" in words
    assert "κοίταξε τελευταία φορά" in words and "ξανακοιτάζει" in words
    long_ago = timezone.now() - timedelta(hours=3)
    Schedule.objects.update(next_run_at=long_ago, last_error="DatabaseError: χάλασε")
    words = client.get(page).content.decode()
    assert "δεν τρέχει από" in words and "DatabaseError: χάλασε" in words


def test_switching_on_and_changing_make_the_timer_look_at_once(routine, giorgos, client):
    viewer, later = viewer_of(giorgos), timezone.now() + timedelta(minutes=25)
    job = Schedule.objects.create(name=OPENING, every=1800, next_run_at=later)
    edit_routine(viewer=viewer, routine_id=routine.pk, name="Έλεγχος αντιγράφων ασφαλείας")
    job.refresh_from_db()
    assert job.is_waiting
    Schedule.objects.update(next_run_at=later)
    switch_routine_off(viewer=viewer, routine_id=routine.pk)
    set_options(viewer=HOUSE, values={"automation.opens_at": 0})
    client.force_login(giorgos)
    on = client.post(reverse("automation:routine-switch-on", args=[routine.pk]), follow=True)
    job.refresh_from_db()
    assert job.is_waiting and "το σημερινό αίτημα ανοίγει σε λίγο" in on.content.decode()
    assert "είναι στην ώρα του" in on.content.decode()


def test_one_that_cannot_be_opened_holds_up_no_other(routine, giorgos, monkeypatch):
    broken = add_routine(viewer=viewer_of(giorgos), unit="TP-FLO", **{**DAILY, "name": "Άλλος"})
    switch_routine_on(viewer=viewer_of(giorgos), routine_id=broken.pk)
    Routine.objects.filter(pk=routine.pk).update(every="never")
    with pytest.raises(RuntimeError, match=f"{routine.pk}: ValueError"):
        open_what_is_due(at(timezone.localdate()))
    assert Occurrence.objects.get().routine_id == broken.pk


def test_after_a_standstill_each_day_is_caught_up_on_once_and_the_head_hears(routine, giorgos):
    today = timezone.localdate()
    assert open_what_is_due(at(today + timedelta(days=3))) == 4
    assert open_what_is_due(at(today + timedelta(days=3), 18)) == 0
    days = list(Occurrence.objects.order_by("on").values_list("on", flat=True))
    assert days == [today + timedelta(days=n) for n in range(4)]
    told = Notice.objects.get(kind="routine-late", person=giorgos.person_id)
    assert told.text.count("εκ των υστέρων") == 3


def test_what_was_off_is_not_caught_up_on(routine, giorgos):
    viewer = viewer_of(giorgos)
    switch_routine_off(viewer=viewer, routine_id=routine.pk)
    later = timezone.localdate() + timedelta(days=5)
    assert open_what_is_due(at(later)) == 0
    Routine.objects.update(begins=later - timedelta(days=400), done_until=None)
    switch_routine_on(viewer=viewer, routine_id=routine.pk)
    assert open_what_is_due(at(timezone.localdate())) == 1


def test_a_day_that_cannot_be_opened_is_told_and_does_not_stop_the_next(routine, giorgos):
    Routine.objects.update(category="gone")
    today = timezone.localdate()
    assert open_what_is_due(at(today)) == 0 and Occurrence.objects.get().refused
    assert Notice.objects.filter(kind="routine-late", person=giorgos.person_id).exists()
    Routine.objects.update(category="")
    assert open_what_is_due(at(today + timedelta(days=1))) == 1


def test_what_could_never_be_opened_is_refused_with_all_its_reasons(giorgos, kosmas):
    with pytest.raises(Invalid) as wrong:
        add_routine(
            viewer=viewer_of(giorgos),
            unit="TP-FLO",
            name="",
            title="{εβδομάδα}",
            every="never",
            step=0,
            nth=0,
            requester_id=kosmas.person_id,
            begins=date(2026, 5, 1),
            ends=date(2026, 4, 1),
        )
    assert set(wrong.value.fields) == {
        *("name", "title", "every", "step", "nth", "requester", "ends")
    }


def test_whoever_writes_it_finds_its_history_on_its_page(client, routine, giorgos, dafni):
    edit_routine(viewer=viewer_of(giorgos), routine_id=routine.pk, title="Άλλος τίτλος")
    while seal():
        pass
    for who, is_there in ((giorgos, True), (dafni, False)):
        client.force_login(who)
        page = client.get(reverse("automation:routine-show", args=[routine.pk]))
        assert ("/settings/history/" in page.content.decode()) is is_there


def test_two_who_change_the_same_of_it_clash(routine, giorgos, thaleia):
    edit_routine(viewer=viewer_of(thaleia), routine_id=routine.pk, version=1, step=2)
    with pytest.raises(Clash):
        edit_routine(viewer=viewer_of(giorgos), routine_id=routine.pk, version=1, step=3)


def test_it_is_written_and_switched_on_on_pages(client, giorgos):
    client.force_login(giorgos)
    page = client.get("/automation/routines/add/").content.decode()
    assert "Γιώργος Πετρίδης" in page
    sent = {
        **{"name": "Μηνιαίος έλεγχος", "title": "Έλεγχος {μήνας:γενική}", "every": "last"},
        **{"step": "1", "day": "1", "weekday": "0", "nth": "1", "shift": "forward"},
        **{"begins": "2026-11-01", "requester": str(giorgos.person_id)},
    }
    wrong = client.post("/automation/routines/add/", {**sent, "title": "{κάτι}"})
    assert wrong.status_code == 422 and "{κάτι}" in wrong.content.decode()
    answer = client.post("/automation/routines/add/", sent)
    shown = client.get(answer.url).content.decode()
    assert shown.count("202") > 12 and "Ενεργοποίηση" in shown
    client.post(f"{answer.url}switch-on/")
    assert Routine.objects.get().is_on
    assert "Μηνιαίος έλεγχος" in client.get("/automation/routines/").content.decode()
    edited = client.post(f"{answer.url}edit/", {**sent, "step": "3", "version": "1"})
    assert edited.status_code == 302 and Routine.objects.get().step == 3
    client.post(f"{answer.url}switch-off/")
    assert not Routine.objects.get().is_on


def test_it_is_there_over_http_and_in_a_terminal(client, giorgos):
    client.force_login(giorgos)
    body = {**DAILY, "unit": "TP-FLO", "requester": "giorgos"}
    made = client.post("/api/v1/routines", body, content_type="application/json").json()
    assert len(made["days"]) == 12 and not made["is_on"]
    path = f"/api/v1/routines/{made['id']}"
    edited = client.post(f"{path}/edit", {"step": 7}, content_type="application/json").json()
    assert edited["step"] == 7
    assert client.post(f"{path}/switch-on").json()["is_on"]
    assert len(client.get("/api/v1/routines").json()["items"]) == 1
    days = CliRunner().invoke(root(), ["routine", "days", str(made["id"]), "--as", "giorgos"])
    assert len(days.output.splitlines()) == 12
    off = CliRunner().invoke(root(), ["routine", "off", str(made["id"]), "--as", "giorgos"])
    assert "off TP-FLO" in off.output
