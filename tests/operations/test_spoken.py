"""The trail says what was kept as people say it: names for numbers, words for keys."""

import pytest
from tests.automation.conftest import RULE
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened, referred

from pindos.automation.commands import add_rule, edit_rule
from pindos.clocks.commands import set_hours
from pindos.identity.commands import set_sign_in_policy
from pindos.kernel.access import HOUSE
from pindos.kernel.models import Event
from pindos.kernel.sealing import seal
from pindos.operations.queries import lines_of, revision_lines, revisions_for
from pindos.operations.queries.trail import in_words
from pindos.organisation.commands import set_holiday
from pindos.servicedesk.commands import load_catalogue, set_level

OFFICE = {"key": "office", "name": "Ωράριο"}


@pytest.fixture(autouse=True)
def catalogue(chart):
    """What ships with the product."""
    load_catalogue(viewer=HOUSE)


def trail():
    """Of the newest event that changed something: what was said of each field."""
    seal()
    rows = Event.objects.filter(changes__isnull=False).distinct().order_by("-seq")[:1]
    [line] = lines_of(rows)
    return {each.field: (each.before, each.after) for each in line.differences}


def test_answers_of_a_form_are_said_with_their_questions_and_rows_by_their_names(anthi, chart):
    answers = {"site": "FLO-AMYNT", "power-cut": "ναι"}
    opened(anthi, category="line-down", answers=answers, site="FLO-AMYNT")
    said = trail()
    words = said["απαντήσεις"][1]
    assert "Αμυνταίου" in words and "Ναι" in words
    assert "power-cut" not in words and "FLO-AMYNT" not in words and ";:" not in words
    assert said["κατηγορία"] == ("", "Όλο το κτίριο χωρίς δίκτυο")
    assert "Αμυνταίου" in said["έδρα"][1]


def test_whoever_takes_part_and_whoever_worked_is_named(anthi, dafni, kosmas):
    ticket = opened(anthi)
    act("add_watcher", dafni, ticket, person="kosmas@example.gr")
    assert trail()[f"συμμετοχή στο αίτημα ({kosmas.person.name})"] == ("", "Παρακολουθεί")
    act("spend_time", dafni, ticket, spent="25 λεπτά", note="Καλώδιο")
    said = trail()
    assert said["πρόσωπο που εργάστηκε"][1] == dafni.person.name
    assert "Φλώρινας" in said["μονάδα που εργάστηκε"][1]


def test_another_ticket_is_told_by_its_row_alone_for_not_all_who_read_this_may_see_it(
    anthi, dafni
):
    ticket, other = opened(anthi), opened(anthi, title="Και ο δεύτερος εκτυπωτής δεν τυπώνει")
    act("link_ticket", dafni, ticket, other=other.number, tie="duplicates")
    [(before, after)] = [pair for name, pair in trail().items() if name == "σύνδεση"]
    assert before == "" and after == f"Αυτό εδώ είναι διπλό του: αίτημα {other.pk}"
    assert other.number not in after


def test_an_approval_is_asked_for_and_given_in_words(anthi, dafni, giorgos):
    ticket = opened(anthi)
    act("ask_approval", dafni, ticket, question="Να αγοραστεί καινούργιος;")
    assert trail()["έγκριση"] == ("", "ζητήθηκε")


def test_a_referral_names_the_unit_that_has_it(anthi, dafni):
    ticket = opened(anthi)
    act("take_ticket", dafni, ticket)
    referred(dafni, ticket)
    assert "Τμήμα" in trail()["έχει την εργασία"][1]


def test_what_administrators_set_is_said_as_their_pages_say_it(admin):
    viewer = viewer_of(admin)
    rule = add_rule(viewer=viewer, unit="TP-FLO", **RULE)
    edit_rule(viewer=viewer, rule_id=rule.pk, condition="priority = critical", category="toner")
    assert trail() == {
        "μόνο όπου": ("Τίτλος αρχίζει με Χάλασε", "Προτεραιότητα είναι Κρίσιμη"),
        "κατηγορία": ("", "Τόνερ και αναλώσιμα"),
    }
    set_hours(viewer=viewer, week=["07:00-15:00"] * 5 + ["", ""], **OFFICE)
    set_hours(viewer=viewer, week=["08:00-16:00", "", "", "", "", "", ""], **OFFICE)
    before, after = trail()["ωράριο εβδομάδας"]
    assert before.startswith("Δευτέρα 07:00-15:00 · Τρίτη") and after == "Δευτέρα 08:00-16:00"
    set_level(viewer=viewer, priority="high", answer=60, leg=240, solution=1440, hours="office")
    assert trail()["χρόνος ως την επίλυση"][1] == "3 εργάσιμες ημέρες"
    set_holiday(
        viewer=viewer, name_el="Απελευθέρωση", name_en="Liberation", falls="8/11", prefecture="FLO"
    )
    assert trail()["νομός"] == ("", "Φλώρινα")
    set_sign_in_policy(viewer=viewer, roles=["head", "auditor"], grace_days=3)
    assert trail()["ρόλοι"][1] == "Προϊστάμενος μονάδας, Ελεγκτής"


def test_of_a_kind_with_one_row_its_number_is_not_said(admin):
    viewer = viewer_of(admin)
    set_sign_in_policy(viewer=viewer, roles=["head"], grace_days=3)
    seal()
    [(line, kind)] = revision_lines(viewer, revisions_for(viewer))
    assert line.about == "" and kind.thing == "identity.signinpolicy"


@pytest.mark.parametrize("value", [[], {}, "", None])
def test_nothing_is_said_of_what_is_empty(admin, value):
    event = Event(name="identity.SignInPolicyChanged", subject="identity.signinpolicy:1")
    assert in_words(event, {"roles": value}) == {"roles": ""}
