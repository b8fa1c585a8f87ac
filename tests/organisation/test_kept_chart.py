"""The chart is kept by each process, and follows a chart that another one has loaded."""

from pindos.kernel import held
from pindos.organisation.models import Administration, Unit
from pindos.organisation.queries import prefectures, unit_named, units_by_id


def test_the_chart_is_asked_for_once(chart, django_assert_num_queries):
    unit = unit_named("TP-FLO")
    with django_assert_num_queries(0):
        assert units_by_id([unit.id])[unit.id].key == "TP-FLO"
        assert "FLO" in [place.key for place in prefectures()]


def test_what_another_process_has_loaded_is_seen(chart, monkeypatch):
    unit = unit_named("TP-FLO")
    Unit.objects.filter(pk=unit.id).update(short_el="ΑΛΛΟ")
    Administration.objects.update(chart_digest="another")
    assert units_by_id([unit.id])[unit.id].short != "ΑΛΛΟ"
    monkeypatch.setattr(held, "FRESH", 0)
    assert units_by_id([unit.id])[unit.id].short == "ΑΛΛΟ"
