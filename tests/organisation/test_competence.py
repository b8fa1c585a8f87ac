"""Who is competent, asked of the database: the same as the chart says."""

import pytest
from django.utils import translation

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Invalid, Refused
from pindos.organisation.charts import shipped
from pindos.organisation.charts.expansion import duties_of
from pindos.organisation.charts.reader import read_chart_file
from pindos.organisation.commands import load_chart
from pindos.organisation.models import Duty
from pindos.organisation.queries import (
    competent_unit,
    prefecture_named,
    prefectures,
    unit_named,
    units_that_support,
)
from pindos.organisation.rules import ruling_on
from pindos.organisation.terms import Competence


def competent(prefecture, competence="support_users"):
    return competent_unit(competence, prefecture_named(prefecture).id)


def test_florina_has_its_own_department(bare_chart):
    found = competent("FLO")
    assert (found.unit_key, found.clause) == ("TP-FLO", "S9, S6")
    assert "Florina" in found.why
    assert "S6" in found.why


def test_in_the_seats_prefecture_department_alpha_answers(bare_chart):
    assert competent("IOA").unit_key == "DPE-A"
    assert competent("IOA", "refer_problems").unit_key == "DPE-B"
    assert "S6" in competent("IOA").clause


def test_referrals_are_received_by_department_beta_everywhere(bare_chart):
    for place in prefectures():
        assert competent_unit("receive_referrals", place.id).unit_key == "DPE-B"


def test_the_database_answers_as_the_charts_do(db):
    for path in shipped():
        load_chart(viewer=HOUSE, path=path)
    for path in shipped():
        chart = read_chart_file(path).says
        duties = duties_of(chart)
        for part in chart.prefectures:
            place = prefecture_named(part.key)
            for competence in Competence.values:
                ruling = ruling_on(duties, part.key, competence)
                found = competent_unit(competence, place.id)
                assert (found.unit_key, found.clause) == (ruling.unit_key, ruling.clause)


def test_where_nobody_answers_it_is_said(bare_chart):
    Duty.objects.filter(competence="keep_backups").delete()
    with pytest.raises(Refused):
        competent("FLO", "keep_backups")


@pytest.mark.parametrize(
    "text",
    ["FLO", "flo", " Flo ", "ΦΛΩ", "φλω", "Φλώρινα", "ΦΛΩΡΙΝΑ", "φλωρινας", "Florina"],
)
def test_a_prefecture_is_found_however_it_is_typed(bare_chart, text):
    assert prefecture_named(text).key == "FLO"


@pytest.mark.parametrize("text", ["KOZ", "ΚΟΖ", "κοζ", "Κοζάνης"])
def test_greek_letters_that_look_latin_are_taken_for_them(bare_chart, text):
    assert prefecture_named(text).key == "KOZ"


@pytest.mark.parametrize("text", ["", "XXX", "Ατλαντίδα", "\x00", "FLO" * 1000])
def test_an_unknown_prefecture_is_refused(bare_chart, text):
    with pytest.raises(Invalid) as caught:
        prefecture_named(text)
    assert list(caught.value.fields) == ["prefecture"]


def test_an_unknown_competence_is_refused_and_the_known_ones_are_named(bare_chart):
    with pytest.raises(Invalid, match="support_users"):
        competent("FLO", "cook")


def test_names_come_in_the_readers_language(bare_chart):
    with translation.override("en"):
        assert unit_named("tp-flo").name == "Informatics Department of Florina"
    with translation.override("el"):
        assert unit_named("ΤΠ-ΦΛΩ").name == "Τμήμα Πληροφορικής Φλώρινας"


def test_a_ticket_may_go_to_any_department_of_its_administration(bare_chart):
    place = prefecture_named("FLO")
    keys = [unit.key for unit in units_that_support(place.administration_id)]
    assert keys[:3] == ["DPE-A", "DPE-B", "DPE-C"]
    assert len(keys) == 10
    assert "EPWM" not in keys
