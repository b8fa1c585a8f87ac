"""Answers to short forms: what fits is kept in one form, what does not is said by field."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.servicedesk.desk import act, opened

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Invalid
from pindos.servicedesk.catalogue.shape import FieldKind, Question
from pindos.servicedesk.commands import open_ticket
from pindos.servicedesk.queries import forms_of
from pindos.servicedesk.rules import checked

CHOICES = ({"key": "a", "el": "Άλφα", "en": "Alpha"}, {"key": "b", "el": "Βήτα", "en": "Beta"})


def question(kind, *, required=False):
    return Question(
        key="it",
        kind=kind,
        el="Αυτό",
        en="It",
        required=required,
        choices=CHOICES if kind == FieldKind.CHOICE else (),
    )


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(list(FieldKind)),
    st.booleans(),
    anything | st.sampled_from(["a", "b", "12", "-3", "2026-12-03", "3/12/2026", "ναι"]),
)
def test_any_answer_is_kept_as_plain_values_or_refused_by_its_field(kind, required, value):
    kept, faults = checked([question(kind, required=required)], {"it": value})
    assert set(kept) | set(faults) <= {"it"}
    assert not (kept and faults)
    json.dumps(kept, allow_nan=False)
    again, faults_again = checked([question(kind, required=required)], kept)
    if kept:
        assert (again, faults_again) == (kept, {})  # what is kept fits, and stays what it is


@given(st.dates(min_value=date(1000, 1, 1)))
@settings(max_examples=40, deadline=None)
def test_a_date_is_understood_as_greeks_write_it(day):
    written = f"{day.day}/{day.month}/{day.year}"
    assert checked([question(FieldKind.DATE)], {"it": written})[0] == {"it": day.isoformat()}


@pytest.mark.parametrize("kind", list(FieldKind))
def test_what_is_required_is_missed(kind):
    for empty in ({}, {"it": None}, {"it": "  "}):
        assert list(checked([question(kind, required=True)], empty)[1]) == ["it"]
        assert checked([question(kind)], empty) == ({}, {})


def test_a_field_that_is_not_there_is_refused_by_its_name():
    kept, faults = checked([question(FieldKind.LINE)], {"other": "x"})
    assert not kept
    assert "it" in str(faults["other"])


def test_a_ticket_with_wrong_answers_is_not_opened_and_each_field_says_why(anthi, catalogue):
    with pytest.raises(Invalid) as caught:
        opened(anthi, category="toner", answers={"colour": "pink", "pieces": "δύο"})
    assert set(caught.value.fields) == {
        "answers.printer",
        "answers.colour",
        "answers.pieces",
    }


def test_a_site_is_kept_by_its_id_and_read_by_its_name(anthi, chart, catalogue):
    site = chart.sites["FLO-AMYNT"]
    ticket = opened(anthi, category="line-down", answers={"site": "FLO-AMYNT", "power-cut": "ναι"})
    [form] = forms_of(ticket)
    assert form.values == {"site": site.pk, "power-cut": True}
    assert [each.text for each in form.answers] == [site.name_el, "Ναι"]


def test_a_person_is_looked_up_for_the_desk_only(anthi, dafni, catalogue):
    answers = {"who": "anthi@example.gr", "last-day": "3/12/2026"}
    by_desk = opened(dafni, category="leaving-employee", answers=answers)
    assert forms_of(by_desk)[0].values["who"] == anthi.person_id
    assert forms_of(by_desk)[0].answers[0].text == "Ανθή Καλογήρου"
    by_herself = opened(anthi, category="leaving-employee", answers=answers)
    assert forms_of(by_herself)[0].values["who"] == "anthi@example.gr"


def test_the_category_gives_impact_and_urgency_unless_they_are_said(anthi, catalogue):
    ticket = opened(anthi, category="malware", answers={"shows": "Παράθυρα"})
    assert (ticket.impact, ticket.urgency) == ("unit", "high")
    said = opened(anthi, category="malware", answers={"shows": "Παράθυρα"}, urgency="low")
    assert (said.impact, said.urgency) == ("unit", "low")


def test_the_statute_says_who_is_competent_for_a_category(anthi, catalogue):
    wish = {"application": "Πρωτόκολλο", "wish": "Στατιστικά"}
    ticket = opened(anthi, category="application-change", answers=wish)
    plain = opened(anthi, category="toner", answers={"printer": "14"})
    assert plain.unit.key == "TP-FLO"
    assert ticket.unit.key != "TP-FLO"


def test_the_desk_corrects_the_category_and_old_answers_stay(anthi, dafni, catalogue):
    ticket = opened(anthi, category="toner", answers={"printer": "14"})
    act("categorise_ticket", dafni, ticket, category="scanner", answers={"device": "14"})
    ticket.refresh_from_db()
    assert ticket.category.key == "scanner"
    assert [form.values for form in forms_of(ticket)] == [{"device": "14"}, {"printer": "14"}]
    assert ticket.unit.key == "TP-FLO"


def test_a_corrected_category_moves_it_only_when_that_is_asked_for(anthi, dafni, catalogue):
    ticket = opened(anthi)
    act("categorise_ticket", dafni, ticket, category="application-change")
    ticket.refresh_from_db()
    assert ticket.unit.key == "TP-FLO"
    act("categorise_ticket", dafni, ticket, category="application-change", reroute=True)
    ticket.refresh_from_db()
    assert ticket.unit.key != "TP-FLO"


def test_an_unknown_caller_is_noted_with_the_ticket(dafni, chart):
    ticket = open_ticket(
        viewer=viewer_for(dafni),
        title="Ρωτά για το Wi-Fi",
        caller="Μαρία Πασχαλίδου, ΚΕΠ",
        caller_phone="2385 0 44 100",
        site="FLO-DIOIK",
    )
    assert ticket.requester_id is None
    assert ticket.caller.name == "Μαρία Πασχαλίδου, ΚΕΠ"
    with pytest.raises(Invalid):
        open_ticket(viewer=viewer_for(dafni), title="Χωρίς τόπο", caller="Κάποιος")
