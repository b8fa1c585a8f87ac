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
from pindos.cli import root
from pindos.kernel.errors import Clash, Invalid
from pindos.kernel.sealing import seal
from pindos.notices.models import Notice
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
