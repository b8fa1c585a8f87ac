"""What is promised for a ticket follows it from its opening to its end."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from tests.servicedesk.desk import (
    ANSWER,
    QUESTION,
    act,
    assert_ends_are_those_of_its_clocks,
    opened,
    referred,
)

from pindos.clocks.commands import follow_calendars, looking, set_hours
from pindos.clocks.models import Clock, Look
from pindos.identity.queries import viewer_for
from pindos.kernel.deliveries import drain
from pindos.kernel.jobs import run_due
from pindos.kernel.progress import tell_how_far
from pindos.notices.models import Notice
from pindos.servicedesk.commands import levels, promise_for_all, set_level
from pindos.servicedesk.models import Following, Level, Ticket
from pindos.servicedesk.queries import TICKETS
from pindos.servicedesk.telling.deadlines import tell_of_late, warn_of_deadlines
from pindos.servicedesk.terms import FOLLOW_LEVELS, GIVE_CLOCKS

ALWAYS = ["00:00-24:00"] * 7


@pytest.fixture
def always(admin):
    """Everybody works day and night, so that a test does not hang on the hour of its run."""
    viewer = viewer_for(admin)
    set_hours(viewer=viewer, key="office", name="Πάντα", week=ALWAYS, keeps_holidays=False)


@pytest.fixture
def ticket(always, anthi, dafni):
    return opened(anthi)


def whole(moment):
    """Deadlines fall on whole seconds."""
    return moment.replace(microsecond=0)


def text(client, url):
    return client.get(url).content.decode()


def run_all():
    """Deliveries, and the work that they bring forward."""
    while drain():
        pass
    run_due()


def clock(ticket, key):
    return Clock.objects.get(about_id=ticket.pk, key=key)


def test_a_new_ticket_has_a_deadline_for_an_answer_and_one_for_the_solution(ticket):
    minutes = {key: clock(ticket, key).seconds // 60 for key in ("answer", "solution")}
    assert minutes == {"answer": 240, "solution": 2400}
    assert ticket.late_at == clock(ticket, "answer").due_at
    assert ticket.late_at == whole(ticket.opened_at) + timedelta(minutes=240)
    assert_ends_are_those_of_its_clocks(ticket)


def test_the_first_reply_ends_the_first_and_leaves_the_second(ticket, dafni):
    answered = act("reply_to_ticket", dafni, ticket, text=ANSWER)
    assert clock(ticket, "answer").is_met is True
    assert answered.late_at == clock(ticket, "solution").due_at
    act("reply_to_ticket", dafni, ticket, text=ANSWER)
    assert clock(ticket, "answer").stopped_at < timezone.now()


def test_it_stands_still_while_the_user_is_asked_and_runs_on_with_the_answer(ticket, dafni, anthi):
    asked = act("reply_to_ticket", dafni, ticket, text=QUESTION, asks=True)
    assert asked.state == "waiting" and asked.late_at is None
    assert clock(ticket, "solution").still_since is not None
    answered = act("reply_to_ticket", anthi, ticket, text=ANSWER)
    assert answered.late_at == clock(ticket, "solution").due_at
    stood = clock(ticket, "solution").standstills.get()
    late_by = answered.late_at - whole(ticket.opened_at) - timedelta(minutes=2400)
    assert abs(late_by - (stood.end - stood.start)) <= timedelta(seconds=1)


def test_another_priority_brings_other_deadlines_from_the_same_beginning(ticket, dafni):
    urgent = act("set_priority", dafni, ticket, impact="all", urgency="high")
    assert urgent.late_at == whole(ticket.opened_at) + timedelta(hours=1)
    assert clock(ticket, "solution").due_at == whole(ticket.opened_at) + timedelta(hours=8)


def test_each_leg_of_a_referral_has_a_deadline_of_its_own(ticket, dafni, iason):
    referred(dafni, ticket)
    [leg] = Clock.objects.filter(key__startswith="leg:")
    assert leg.seconds == 960 * 60 and leg.unit_id != ticket.unit_id
    act("return_ticket", iason, ticket, question=QUESTION)
    leg.refresh_from_db()
    assert leg.is_met is True
    assert clock(ticket, "solution").stopped_at is None
    referred(dafni, ticket)
    assert Clock.objects.filter(key__startswith="leg:", stopped_at=None).count() == 1


def test_what_is_solved_and_opened_again_has_what_was_left_of_its_time(ticket, dafni, anthi):
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    assert clock(ticket, "solution").is_met is True
    now = timezone.now()
    begun, solved = now - timedelta(days=6), now - timedelta(days=5)
    Clock.objects.filter(key="solution").update(started_at=begun, stopped_at=solved)
    reopened = act("reopen_ticket", anthi, ticket)
    left = timedelta(minutes=2400) - timedelta(days=1)
    assert abs(reopened.late_at - now - left) < timedelta(minutes=1)
    assert clock(ticket, "answer").stopped_at is not None


def test_merging_calls_deadlines_off_and_unmerging_brings_them_back(ticket, anthi, dafni):
    other = opened(anthi)
    merged = act("merge_ticket", dafni, ticket, into=other.pk)
    assert merged.late_at is None and clock(ticket, "solution").is_met is None
    back = act("unmerge_ticket", dafni, ticket)
    assert back.late_at is not None
    assert_ends_are_those_of_its_clocks(back)


def test_open_tickets_follow_a_level_and_closed_ones_do_not(ticket, anthi, dafni, admin):
    solved = opened(anthi)
    act("resolve_ticket", dafni, solved, answer=ANSWER)
    before = clock(solved, "solution").due_at
    set_level(viewer=viewer_for(admin), prefecture="FLO", solution=60)
    run_all()
    assert Ticket.objects.get(pk=ticket.pk).late_at == whole(ticket.opened_at) + timedelta(hours=1)
    assert clock(solved, "solution").due_at == before
    for each in Ticket.objects.all():
        assert_ends_are_those_of_its_clocks(each)


def test_how_far_open_tickets_follow_a_level_is_seen_and_what_was_cut_off_goes_on(
    ticket, anthi, admin, client, monkeypatch
):
    others = [opened(anthi), opened(anthi)]
    run_due()
    monkeypatch.setattr(levels, "AT_ONCE", 1)
    client.force_login(admin)
    set_level(viewer=viewer_for(admin), prefecture="FLO", solution=60)
    while drain():
        pass
    assert "αρχίζει σε λίγο" in text(client, "/levels/")
    seen = []

    def told(done, total):
        tell_how_far(done, total)
        seen.append([text(client, f"/jobs/{FOLLOW_LEVELS}/"), text(client, "/levels/")])
        if len(seen) == 2:
            raise RuntimeError("the machine is switched off")

    with monkeypatch.context() as patch:
        patch.setattr(levels, "tell_how_far", told)
        assert run_due()[FOLLOW_LEVELS] is None
    for words in seen[0]:
        assert "<strong>1</strong> από 3" in words and '<progress value="1" max="3">' in words
    assert [clock(each, "solution").seconds for each in (ticket, *others)] == [3600, 3600, 144000]
    assert levels.follow_levels() == 1, "what was done before it was cut off is not done again"
    assert {each.seconds for each in Clock.objects.filter(key="solution")} == {3600}
    assert 'id="follows"' not in text(client, "/levels/")


def test_a_level_that_is_set_again_meanwhile_begins_anew(ticket, anthi, admin, monkeypatch):
    opened(anthi)
    monkeypatch.setattr(levels, "AT_ONCE", 1)
    viewer = viewer_for(admin)
    set_level(viewer=viewer, prefecture="FLO", solution=60)
    while drain():
        pass

    def set_again(done, total):
        monkeypatch.setattr(levels, "tell_how_far", tell_how_far)
        row = Level.objects.get()
        set_level(viewer=viewer, prefecture="FLO", solution=120, version=row.version)
        while drain():
            pass

    monkeypatch.setattr(levels, "tell_how_far", set_again)
    assert levels.follow_levels() + levels.follow_levels() >= 2
    assert {each.seconds for each in Clock.objects.filter(key="solution")} == {7200}
    assert not Following.objects.exists()


def test_open_tickets_follow_hours_that_change(ticket, admin):
    begins = timezone.localtime() + timedelta(hours=4)  # at whatever hour this runs
    ends = begins + timedelta(hours=8)
    later = [f"{begins:%H}:00-{ends:%H}:00"] * 7
    set_hours(viewer=viewer_for(admin), key="office", name="Βάρδια", week=later)
    assert follow_calendars() == 2
    fresh = Ticket.objects.get(pk=ticket.pk)
    assert fresh.late_at == clock(ticket, "answer").due_at
    assert fresh.late_at > ticket.late_at + timedelta(hours=1)
    assert_ends_are_those_of_its_clocks(fresh)


def test_open_tickets_of_an_older_version_are_given_deadlines(ticket):
    Clock.objects.all().delete()
    Ticket.objects.update(late_at=None)
    assert promise_for_all() == 1 and promise_for_all() == 0
    fresh = Ticket.objects.get(pk=ticket.pk)
    assert fresh.late_at == whole(ticket.opened_at) + timedelta(minutes=240)


def test_an_administrator_sees_how_far_the_giving_is_and_may_leave(
    ticket, anthi, admin, client, monkeypatch
):
    opened(anthi)
    Clock.objects.all().delete()
    monkeypatch.setattr(levels, "AT_ONCE", 1)
    client.force_login(admin)
    page = client.get("/levels/").content.decode()
    assert "<strong>2 ανοιχτά αιτήματα</strong>" in page and "μέσα στην ώρα" in page
    run_due()
    Clock.objects.all().delete()
    begun = client.post(f"/jobs/{GIVE_CLOCKS}/run/", follow=True)
    assert "Αρχίζει σε λίγο" in begun.content.decode()
    seen = []

    def told(done, total):
        tell_how_far(done, total)
        pages = [client.get(f"/jobs/{GIVE_CLOCKS}/"), client.get("/levels/")]
        seen.append([each.content.decode() for each in pages])

    monkeypatch.setattr(levels, "tell_how_far", told)
    assert run_due()[GIVE_CLOCKS] == 2
    for words in seen[0]:
        assert "<strong>1</strong> από 2" in words and '<progress value="1" max="2">' in words
    assert "<strong>2</strong> κομμάτια" in client.get(f"/jobs/{GIVE_CLOCKS}/").content.decode()
    assert 'id="clockless"' not in client.get("/levels/").content.decode()


def test_the_unit_is_warned_and_the_head_hears_what_is_late_each_once(
    ticket, dafni, giorgos, anthi
):
    near = whole(ticket.opened_at) + timedelta(minutes=200)
    over = whole(ticket.opened_at) + timedelta(minutes=241)
    assert warn_of_deadlines(near) == 1 and warn_of_deadlines(near) == 0
    warned = Notice.objects.filter(kind="deadline-near")
    assert set(warned.values_list("person", flat=True)) >= {dafni.person_id}
    assert tell_of_late(over) == 1 and tell_of_late(over) == 0
    told = Notice.objects.filter(kind="deadline-over").values_list("person", flat=True)
    assert giorgos.person_id in told and anthi.person_id not in told


def test_the_page_says_every_interval_and_only_to_whom_it_may(
    client, ticket, dafni, anthi, iason, kosmas
):
    referred(dafni, ticket)
    url = reverse("servicedesk:ticket-deadlines", args=[ticket.number])
    for account, count in ((dafni, 3), (anthi, 2)):
        client.force_login(account)
        page = client.get(url).content.decode()
        assert page.count("Κάθε διάστημα") >= count and "Μετρήθηκε" in page
        assert ("μονάδας που ρωτήθηκε" in page) is (count == 3)
    client.force_login(kosmas)
    assert client.get(url).status_code == 404


def test_a_level_is_made_on_its_page_in_the_words_of_people(client, admin, chart):
    client.force_login(admin)
    url = reverse("servicedesk:level-new")
    said = {"prefecture": "FLO", "answer": "2 ώρες", "solution": "1 ημέρα 4 ώρες", "hours": ""}
    assert client.post(url, said).status_code == 302
    level = Level.objects.get()
    assert (level.answer, level.solution, level.hours) == (120, 720, "")
    wrong = client.post(url, {**said, "prefecture": "", "answer": "σύντομα"})
    assert wrong.status_code == 422 and "σύντομα" in wrong.content.decode()
    assert client.post(url, {"prefecture": "KOZ"}).status_code == 422


def test_what_a_level_would_move_is_seen_before_it_is_set(ticket, anthi, dafni, admin, client):
    """Only open tickets that it is for and that no more particular level decides."""
    answered = opened(anthi)
    act("reply_to_ticket", dafni, answered, text=ANSWER)
    act("resolve_ticket", dafni, opened(anthi), answer=ANSWER)
    client.force_login(admin)
    said = {"prefecture": "FLO", "answer": "2 ώρες", "solution": "10 ημέρες", "hours": ""}
    seen = client.post(reverse("servicedesk:level-new"), {**said, "look": "1"})
    assert seen.status_code == 200 and not Level.objects.exists()
    plan, words = seen.context["plan"], seen.content.decode()
    assert (plan.later, plan.earlier) == (2, 1), "two solutions, and one answer still to come"
    assert ticket.number in words and "40 ώ. αργότερα" in words and "2 ώ. νωρίτερα" in words
    elsewhere = client.post(
        reverse("servicedesk:level-new"), {**said, "prefecture": "KOZ", "look": "1"}
    )
    assert elsewhere.context["plan"].moving == 0
    asked = {"prefecture": "FLO", "answer": 120, "solution": 4800}
    told = client.post("/api/v1/levels/plan", asked, content_type="application/json").json()
    assert (told["later"], told["earlier"], told["look"]) == (2, 1, None)
    assert {each["by"] for each in told["most"]} == {40 * 3600, -2 * 3600}
    assert client.post(reverse("servicedesk:level-new"), said).status_code == 302
    run_all()
    moved = {each.about_id: each.due_at for each in Clock.objects.filter(key="solution")}
    assert {row.about_id: row.after for row in plan.most if row.key == "solution"} == {
        pk: moved[pk] for pk in (ticket.pk, answered.pk)
    }


def test_a_look_at_a_level_that_moves_much_is_left_to_the_job(ticket, admin, client, monkeypatch):
    monkeypatch.setattr(looking, "ON_A_PAGE", 0)
    client.force_login(admin)
    run_due()
    url = reverse("servicedesk:level-set", args=["3-0-0"])
    form = {**client.get(url).context["form"].initial, "solution": "20 ημέρες", "look": "1"}
    form = {name: value for name, value in form.items() if value is not None}
    begun = client.post(url, form)
    assert begun.status_code == 302 and "<strong>0</strong> από" in text(client, begun.url)
    run_due()
    ended = f"{url}?look={Look.objects.get().pk}"
    assert ended in text(client, begun.url)
    shown = client.get(ended)
    assert 'value="20 ημέρες"' in shown.content.decode() and shown.context["plan"].running == 2


def test_a_migration_gives_tickets_of_an_older_version_the_ends_of_their_clocks(ticket, dafni):
    act("reply_to_ticket", dafni, ticket, text=ANSWER)
    other = opened(dafni)
    Ticket.objects.update(answer_due_at=None, solve_due_at=None, risk_at=None)
    migration = import_module("pindos.servicedesk.migrations.0018_deadlines")
    migration.fill(apps, None)
    for pk in (ticket.pk, other.pk):
        assert_ends_are_those_of_its_clocks(Ticket.objects.get(pk=pk))
    assert Ticket.objects.get(pk=other.pk).answer_due_at is not None


STANDINGS = {"missed": -1, "risk": 30, "time": 6000, "none": None}


def test_lists_are_asked_how_deadlines_stand_and_when_they_end(always, anthi, dafni):
    now, viewer, rows = timezone.now(), viewer_for(dafni), {}
    for name, minutes in STANDINGS.items():
        row = opened(anthi)
        due = None if minutes is None else now + timedelta(minutes=minutes)
        risk = due and due - timedelta(hours=1)
        Ticket.objects.filter(pk=row.pk).update(late_at=due, solve_due_at=due, risk_at=risk)
        rows[name] = row.pk
    for name, pk in rows.items():
        assert [row.pk for row in TICKETS.page_for(viewer, f"deadline = {name}").items] == [pk]
    soon = "deadline = risk or (solve_due is not empty and solve_due > tomorrow)"
    found = TICKETS.page_for(viewer, soon, "-solve_due").items
    assert [row.pk for row in found] == [rows["time"], rows["risk"]]
    column = TICKETS.by_key["deadline"]
    shown = [column.value_of(row) for row in Ticket.objects.order_by("pk")]
    assert shown == ["Ξεπεράστηκε", "Σε κίνδυνο", "Στον χρόνο της", "Δεν μετρά καμία"]


def test_a_list_goes_by_the_deadline_either_way_and_what_has_none_stands_last(
    always, anthi, dafni
):
    later, over, soon, waiting = (opened(anthi) for _ in range(4))
    act("take_ticket", dafni, waiting)
    act("reply_to_ticket", dafni, waiting, text=QUESTION, asks=True)
    now = timezone.now()
    for ticket, hours in ((later, 30), (over, -2), (soon, 1)):
        Ticket.objects.filter(pk=ticket.pk).update(late_at=now + timedelta(hours=hours))
    for sort, expected in (
        ("deadline", [over, soon, later, waiting]),
        ("-deadline", [later, soon, over, waiting]),
    ):
        found, after = [], ""
        while True:
            page = TICKETS.page_for(viewer_for(dafni), "state = open", sort, after, 1)
            found += page.items
            if not (after := page.next):
                break
        assert found == expected, sort
