"""A look that takes longer than a page may: a job goes on with it, and it waits for its person."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from tests.cast import engaged

from pindos.cli import root
from pindos.clocks.commands import (
    Promised,
    Wanted,
    begin_clocks,
    follow_calendars,
    go_on_looking,
    looking,
    plan_hours,
    planning,
    set_hours,
)
from pindos.clocks.models import Look
from pindos.clocks.queries import all_hours, hours_called
from pindos.clocks.terms import FOLLOW, LOOKS
from pindos.identity.queries import viewer_for
from pindos.kernel.jobs import Stopped, run_due
from pindos.kernel.models import Schedule
from pindos.kernel.progress import tell_how_far
from pindos.organisation.queries import all_feasts, prefecture_named, unit_named

MONDAY = datetime(2026, 11, 9, 9, tzinfo=ZoneInfo("Europe/Athens"))
SHORTER = ["07:00-12:00"] * 5 + ["", ""]
PAGE = "/office-hours/office/"
SAINT = {"falls": "10/11", "name": "Αγίου Ορέστη", "prefecture": "FLO"}
MANY = 5


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Each clock is a batch of its own, and a page looks at none while somebody waits."""
    monkeypatch.setattr(planning, "AT_ONCE", 1)
    monkeypatch.setattr(looking, "ON_A_PAGE", 0)


@pytest.fixture
def promised(chart):
    """Five promises of eight hours, of two kinds of hours."""
    unit, place = unit_named("TP-FLO").id, prefecture_named("FLO").id
    for number in range(1, MANY + 1):
        eight = Promised(8 * 3600, "office", place, unit)
        start = MONDAY + timedelta(minutes=number)
        begin_clocks("a.thing", [Wanted("solution", eight, start)], start).save(number)


@pytest.fixture
def page(client, admin, promised):
    run_due()
    client.force_login(admin)
    return client


def days(week):
    return {f"day_{weekday}": text for weekday, text in enumerate(week)}


def asked(page, address=PAGE, **fields):
    """Ask what moves; the page of the look."""
    answer = page.post(address, fields)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def of_hours(page):
    initial = {**page.get(PAGE).context["form"].initial}
    kept = {name: initial[name] for name in ("version", "shown", "keeps_holidays")}
    return asked(page, name="Ωράριο", **kept, **days(SHORTER))


def cut_off_after(monkeypatch, batches):
    """Let the job die after so many batches, as when its machine is switched off."""
    told = []

    def tell(done, total):
        told.append((done, total))
        if len(told) == batches:
            raise Stopped

    monkeypatch.setattr(looking, "tell_how_far", tell)


def test_who_asks_sees_how_far_it_is_leaves_and_comes_back_to_the_end(page, admin, monkeypatch):
    address = of_hours(page)
    words = page.get(address).content.decode()
    assert "<strong>0</strong> από 5" in words and 'hx-trigger="every 2s"' in words
    with monkeypatch.context() as patch, pytest.raises(Stopped):
        cut_off_after(patch, 2)
        go_on_looking()
    number = Look.objects.get().pk
    early = page.get(f"{PAGE}?look={number}")
    assert early.status_code == 200 and early.context["plan"] is None, "it is not there yet"
    words = page.get(address).content.decode()
    assert "<strong>2</strong> από 5" in words and '<progress value="2" max="5">' in words
    assert f'href="{address}"' in page.get("/office-hours/").content.decode()
    assert go_on_looking() == 3, "what was done before it died is not done again"
    words = page.get(address).content.decode()
    assert "every 2s" not in words and f"{PAGE}?look=" in words
    shown = page.get(f"{PAGE}?look={Look.objects.get().pk}")
    plan = plan_hours(viewer=viewer_for(admin), week=SHORTER, key="office")
    assert shown.context["plan"] == plan and (plan.running, plan.later) == (5, 5)
    assert 'value="07:00-12:00"' in shown.content.decode()
    assert hours_called("office").week[0] == "07:00-15:00", "it was only looked at"
    saved = page.post(PAGE, {**shown.context["form"].data.dict(), "save": "1"})
    assert saved.status_code == 302 and hours_called("office").week[0] == "07:00-12:00"


def test_asking_brings_the_job_forward_and_the_timer_carries_it_out(page):
    assert Schedule.objects.get(name=LOOKS).last_count == 0
    of_hours(page)
    assert run_due() == {LOOKS: MANY}
    row = Schedule.objects.get(name=LOOKS)
    assert (row.last_count, row.done, row.total) == (MANY, None, None)


def test_a_holiday_and_a_list_of_them_are_counted_so_too(page):
    address = asked(page, "/holidays/new/", **SAINT)
    go_on_looking()
    look = Look.objects.get()
    assert (look.running, look.later) == (MANY, MANY)
    shown = page.get(
        page.get(address).content.decode().split('btn-primary" href="')[1].split('"')[0]
    )
    assert shown.context["plan"].later == MANY and 'value="10/11"' in shown.content.decode()
    data = {**shown.context["form"].data.dict(), "save": "1"}
    assert page.post("/holidays/new/", data).status_code == 302
    assert "Αγίου Ορέστη" in {each.name_el for each in all_feasts().values()}

    asked(page, "/holidays/import/", text="11/11; Αγίου Μηνά; ΦΛΩ")
    go_on_looking()
    look = Look.objects.latest("pk")
    shown = page.get(f"/holidays/import/?look={look.pk}")
    assert shown.context["plan"].running == MANY and shown.context["counts"]["new"] == 1
    data = {**shown.context["form"].data.dict(), "save": "1"}
    assert page.post("/holidays/import/", data).status_code == 302
    assert "Αγίου Μηνά" in {each.name_el for each in all_feasts().values()}


def test_a_program_is_answered_at_once_where_little_moves_and_else_asks_again(page, monkeypatch):
    url, sent = "/api/v1/office-hours/office/plan", {"week": SHORTER}
    begun = page.post(url, sent, content_type="application/json").json()
    assert (begun["running"], begun["total"], begun["is_ended"]) == (0, MANY, False)
    ask = f"/api/v1/calendar-looks/{begun['look']}"
    assert page.get(ask).json() == begun
    go_on_looking()
    ended = page.get(ask).json()
    assert (ended["running"], ended["later"], ended["is_ended"]) == (MANY, MANY, True)
    assert "calendar-looks" not in page.get("/office-hours/").content.decode()
    assert page.get(f"/calendar-looks/{begun['look']}/").status_code == 200
    monkeypatch.setattr(looking, "ON_A_PAGE", MANY)
    at_once = page.post(url, sent, content_type="application/json").json()
    assert at_once == {**ended, "look": None}
    first = at_once["most"][0]
    before, after = (datetime.fromisoformat(first[name]) for name in ("before", "after"))
    assert first["by"] == (after - before).total_seconds() > 0
    holiday = {"falls": "10/11", "name_el": "Αγίου Ορέστη", "prefecture": "FLO"}
    day = page.post("/api/v1/holidays/plan", holiday, content_type="application/json").json()
    assert day["later"] == MANY and {each["by"] for each in day["most"]} == {24 * 3600}


def test_the_page_says_by_how_much_each_deadline_moves(page, monkeypatch):
    monkeypatch.setattr(looking, "ON_A_PAGE", MANY)
    monkeypatch.setattr(planning, "MOST_SHOWN", 2)
    shown = page.post("/holidays/new/", SAINT).content.decode()
    assert shown.count("24 ώ. αργότερα") == 2 and "Οι 2 που μετακινούνται περισσότερο" in shown
    assert "από 5" in shown
    longer = page.post(PAGE, {"name": "Ωράριο", **days(["00:00-24:00"] * 7)}).content.decode()
    assert longer.count(" νωρίτερα</td>") == 2


def test_a_look_belongs_to_who_asked_and_is_forgotten_in_a_day(page, client):
    address = of_hours(page)
    other = engaged("other", "Ά", "Λ", role="administrator", unit="EPWM")
    client.force_login(other)
    assert client.get(address).status_code == 404
    assert address not in client.get("/office-hours/").content.decode()
    number = Look.objects.get().pk
    assert client.get(f"{PAGE}?look={number}").context["plan"] is None
    Look.objects.update(made_at=MONDAY)
    assert go_on_looking() == 0 and not Look.objects.exists()


@pytest.mark.parametrize("look", ["x", "-1", "٣", "9" * 30, "0"])
def test_an_address_of_no_look_shows_the_form_as_it_stands(page, look):
    assert page.get(f"{PAGE}?look={look}").context["plan"] is None
    assert "office" in all_hours()


def test_hours_by_which_nobody_ever_works_are_said_on_the_page_of_the_look(page):
    address = of_hours(page)
    Look.objects.update(hours=[["office", "Ωράριο", [""] * 7, True, False, None, 0]])
    assert go_on_looking() == 0
    assert "δεν εργάζεται" in page.get(address).content.decode()


def test_clocks_that_follow_say_how_far_they_are_and_go_on_after_a_fall(page, admin, monkeypatch):
    name, week = "Ωράριο", SHORTER
    set_hours(viewer=viewer_for(admin), key="office", name=name, week=week)
    seen = []

    def told(done, total):
        tell_how_far(done, total)
        pages = [page.get(f"/jobs/{FOLLOW}/"), page.get("/office-hours/")]
        seen.append([each.content.decode() for each in pages])
        if len(seen) == 2:
            raise RuntimeError("the machine is switched off")

    Schedule.objects.filter(name=FOLLOW).update(next_run_at=MONDAY)
    with monkeypatch.context() as patch:
        patch.setattr(planning, "tell_how_far", told)
        assert run_due()[FOLLOW] is None
    for words in seen[1]:
        assert "<strong>2</strong> από 5" in words and '<progress value="2" max="5">' in words
    assert follow_calendars() == 3
    assert 'id="follows"' not in page.get("/office-hours/").content.decode()


def test_the_terminal_counts_in_parts_and_says_how_far_it_is(promised, admin):
    asked = [each for day in SHORTER for each in ("--day", day or "-")]
    result = CliRunner().invoke(root(), ["hours", "plan", "office", *asked, "--as", "admin"])
    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines() == [f"{done} / {MANY}" for done in range(1, MANY + 1)]
    assert result.stdout.startswith(str(MANY)) and "/" not in result.stdout
