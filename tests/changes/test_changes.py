"""Planned work from the first line to the review: whose it is, who says yes, who hears of it."""

import pytest
from django.utils import timezone
from tests.cast import viewer_of
from tests.changes.plans import PLAN, REASON, act, approved, planned, told, window

from pindos.changes.models import Affected, Approval, Change
from pindos.changes.queries import (
    CHANGES,
    acts_open_to,
    change_by,
    changes_for,
    sight_of_change,
    story_of,
)
from pindos.changes.terms import Sight
from pindos.kernel.errors import Clash, Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Change as Trail
from pindos.kernel.models import Event


def test_it_belongs_to_the_unit_that_does_it_and_has_a_number_of_its_own(change, dafni):
    assert (
        change.unit.key == "TP-FLO"
        and change.number == f"EPWM-CHG-{timezone.localdate().year}-0001"
    )
    assert (change.state, change.planned_by_id) == ("draft", dafni.person_id)
    assert change_by(viewer_of(dafni), change.number.lower()).pk == change.pk


def test_only_the_units_that_have_to_do_with_it_read_it(change, request):
    for name in ("dafni", "giorgos", "thaleia", "elegktis", "iason"):
        assert changes_for(viewer_of(request.getfixturevalue(name))).count() == 1, name
    for name in ("kosmas", "anthi"):
        account = request.getfixturevalue(name)
        assert changes_for(viewer_of(account)).count() == 0
        with pytest.raises(NotFound):
            act("edit_change", account, change, title="Δικό μας")


def test_whoever_works_nowhere_plans_nothing(anthi):
    with pytest.raises(Forbidden):
        planned(anthi)


def test_all_that_is_wrong_is_said_at_once(dafni):
    with pytest.raises(Invalid) as refused:
        planned(
            dafni, title=" ", scale="πολλοί", sites=["ΚΑΠΟΥ"], responsible="κανείς", downtime=-1
        )
    assert set(refused.value.fields) == {"title", "scale", "sites", "responsible", "downtime"}
    backwards = {"starts_at": window()["ends_at"], "ends_at": window()["starts_at"]}
    with pytest.raises(Invalid) as refused:
        planned(dafni, **backwards)
    assert set(refused.value.fields) == {"ends_at"}


def test_risk_follows_from_the_two_answers_and_routine_needs_a_low_one(dafni):
    assert planned(dafni, scale="many", undo="never").risk == 3
    with pytest.raises(Invalid) as refused:
        planned(dafni, kind="standard", scale="many", undo="never")
    assert set(refused.value.fields) == {"kind"}


def test_two_who_put_different_things_otherwise_lose_nothing(change, dafni, giorgos):
    act("edit_change", giorgos, change, version=1, reason="Βγάζει σφάλματα")
    act("edit_change", dafni, change, version=1, service="Όλο το δίκτυο")
    row = Change.objects.get()
    assert (row.reason, row.service, row.version) == ("Βγάζει σφάλματα", "Όλο το δίκτυο", 3)
    with pytest.raises(Clash):
        act("edit_change", dafni, change, version=1, reason="Άλλος λόγος")


def test_a_normal_change_is_asked_for_with_its_way_back(dafni, giorgos):
    change = planned(dafni, back_out="", plan="")
    with pytest.raises(Invalid) as refused:
        act("ask_change", dafni, change)
    assert list(refused.value.fields) == ["plan", "back_out"]


def test_the_head_of_the_unit_approves_and_whose_work_it_is_hears_it(change, dafni, giorgos):
    act("ask_change", dafni, change)
    assert told("change-asked") == ["giorgos"]
    with pytest.raises(Forbidden):
        act("approve_change", dafni, change)
    row = act("approve_change", giorgos, change, reason="Εντάξει")
    assert row.state == "approved" and row.announced_at is not None
    assert told("change-answered") == ["dafni"] and told("change-announced") == []
    with pytest.raises(Refused):
        act("refuse_change", giorgos, change, reason=REASON)


def test_what_touches_others_is_decided_by_the_unit_that_oversees_them(
    dafni, giorgos, thaleia, kosmas
):
    change = planned(dafni, sites=["FLO-DIOIK", "KOZ-DIOIK"])
    act("ask_change", dafni, change)
    assert Approval.objects.get().unit.key == "DPE"
    with pytest.raises(Forbidden):
        act("approve_change", giorgos, change)
    act("approve_change", thaleia, change)
    assert told("change-announced") == ["giorgos", "kosmas"]
    assert sight_of_change(viewer_of(kosmas), change) == Sight.PUBLIC


def test_nobody_approves_their_own(dafni, giorgos, thaleia):
    change = planned(giorgos)
    act("ask_change", dafni, change)
    assert Approval.objects.get().unit.key == "DPE", "his own head is the one above"
    act("approve_change", thaleia, change)
    own = planned(thaleia, unit="DPE")
    with pytest.raises(Refused):
        act("ask_change", thaleia, own)


def test_a_refused_plan_is_put_otherwise_and_asked_for_again(change, dafni, giorgos):
    act("ask_change", dafni, change)
    with pytest.raises(Refused):
        act("edit_change", dafni, change, plan="Αλλιώς")
    act("edit_change", dafni, change, reason="Βγάζει σφάλματα")
    act("refuse_change", giorgos, change, reason="Όχι πριν τις γιορτές")
    assert told("change-answered") == ["dafni"]
    act("edit_change", dafni, change, plan="Μετά τις γιορτές")
    assert act("ask_change", dafni, change).state == "asked"
    assert act("withdraw_change", dafni, change).state == "draft"
    assert told("change-withdrawn") == ["giorgos"] and acts_open_to(viewer_of(giorgos), change)


def test_a_decision_on_a_plan_that_changed_meanwhile_is_refused(change, dafni, giorgos):
    seen = act("ask_change", dafni, change).version
    act("withdraw_change", dafni, change)
    act("edit_change", dafni, change, plan="Αλλιώς")
    act("ask_change", dafni, change)
    with pytest.raises(Clash):
        act("approve_change", giorgos, change, version=seen)


def test_routine_is_approved_at_once_and_told_to_the_technicians(dafni, giorgos):
    change = planned(dafni, kind="standard", back_out="")
    assert act("ask_change", dafni, change).state == "approved"
    assert not Approval.objects.exists() and told() == ["giorgos"]


def test_an_emergency_begins_at_once_and_is_approved_and_reviewed_afterwards(dafni, giorgos):
    change = planned(dafni, kind="emergency", plan="", back_out="")
    row = act("start_change", dafni, change)
    assert row.state == "in_work" and Approval.objects.get().is_after
    assert told("change-announced") == ["giorgos"] or told("change-asked") == ["giorgos"]
    act("finish_change", dafni, change)
    with pytest.raises(Refused):
        act("review_change", dafni, change, text="Πήγε καλά")
    assert act("approve_change", giorgos, change).state == "done"
    assert act("review_change", dafni, change, text="Πήγε καλά").state == "reviewed"


def test_moved_or_called_off_is_told_again_once_and_not_to_who_did_it(
    dafni, giorgos, thaleia, kosmas
):
    change = approved(dafni, thaleia, sites=["KOZ-DIOIK"])
    row = act("reschedule_change", dafni, change, reason=REASON, **window(days=5))
    assert row.state == "approved" and row.moved_at is not None
    assert told("change-moved") == ["kosmas", "thaleia"]
    act("cancel_change", dafni, change, reason="Δεν χρειάζεται πια")
    assert told("change-moved") == ["kosmas", "kosmas", "thaleia", "thaleia"]


def test_what_was_backed_out_is_tried_again_with_a_new_yes(dafni, giorgos):
    change = approved(dafni, giorgos)
    act("start_change", dafni, change)
    with pytest.raises(Refused):
        act("cancel_change", dafni, change, reason="Όχι πια")
    act("back_out_change", dafni, change, reason="Δεν σήκωσε τις θύρες")
    row = act("reschedule_change", dafni, change, reason=REASON, **window(days=9))
    assert row.state == "draft" and row.announced_at is None
    act("ask_change", dafni, change)
    assert act("approve_change", giorgos, change).state == "approved"


def test_a_window_that_has_passed_is_refused(change, dafni):
    with pytest.raises(Invalid):
        act("ask_change", dafni, planned(dafni, **window(days=-3)))


def test_a_touched_unit_reads_and_writes_but_not_the_review(dafni, thaleia, kosmas):
    change = approved(dafni, thaleia, sites=["KOZ-DIOIK"])
    act("note_change", kosmas, change, text="Εκείνη την ώρα γίνεται συνεδρίαση")
    act("start_change", dafni, change)
    act("finish_change", dafni, change, text="Χωρίς διακοπή")
    act("review_change", dafni, change, text="Πήγε καλά", otherwise="Νωρίτερα")
    theirs = [line.text for line in story_of(viewer_of(kosmas), change)]
    own = [line.text for line in story_of(viewer_of(dafni), change)]
    assert "Πήγε καλά" in own and "Πήγε καλά" not in theirs
    assert "Εκείνη την ώρα γίνεται συνεδρίαση" in own
    with pytest.raises(Forbidden):
        act("cancel_change", kosmas, change, reason="Όχι εδώ")


@pytest.mark.parametrize(
    "asked",
    [
        "state = draft",
        "risk = low",
        "text contains μεταγωγεα",
        "affects = TP-FLO",
        "site = FLO-DIOIK",
        "unit = mine",
        "kind = normal and downtime >= 30",
    ],
)
def test_the_list_answers_any_question(dafni, giorgos, asked):
    change = planned(dafni, units=["TP-FLO"])
    assert [row.pk for row in CHANGES.found(viewer_of(dafni), asked)] == [change.pk]
    assert not CHANGES.found(viewer_of(dafni), f"not ({asked})").exists()


def test_what_it_touches_is_written_for_whoever_looks_from_the_other_side(dafni):
    change = planned(dafni, units=["DPE"], sites=["KOZ-DIOIK"])
    rows = Affected.objects.filter(change=change)
    named = {row.unit.key for row in rows.filter(is_named=True, unit__isnull=False)}
    served = {row.unit.key for row in rows.filter(is_named=False)}
    assert named == {"DPE"} and {"TP-KOZ", "TP-FLO", "DPE-A"} <= served
    act("edit_change", dafni, change, units=[], sites=["FLO-DIOIK"])
    assert {row.unit.key for row in rows.filter(unit__isnull=False)} == {"TP-FLO"}
    assert change.plan == PLAN


def test_the_trail_says_of_each_act_how_the_state_changed(dafni, giorgos):
    change = approved(dafni, giorgos)
    act("start_change", dafni, change)
    rows = Trail.objects.filter(event__subject=f"changes.change:{change.pk}", field="state")
    found = list(rows.order_by("event_id").values_list("before", "after"))
    assert found == [("draft", "asked"), ("asked", "approved"), ("approved", "in_work")]
    decided = Event.objects.get(name="changes.ChangeApproved")
    assert decided.capacity == "head" and decided.actor_id == giorgos.pk


@pytest.mark.parametrize(
    "when", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00", "χθες"]
)
def test_a_moment_that_no_calendar_has_is_refused(dafni, when):
    with pytest.raises(Invalid):
        planned(dafni, starts_at=when)
