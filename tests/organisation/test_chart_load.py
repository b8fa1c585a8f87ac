"""Loading a chart: repeatable, only what differs, and never over people's heads."""

from datetime import date

import pytest
from tests.cast import viewer_of

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Forbidden
from pindos.kernel.models import Change, Event
from pindos.organisation.charts import DEFAULT, shipped
from pindos.organisation.charts.reader import FaultyChart
from pindos.organisation.commands import load_chart
from pindos.organisation.models import Administration, Duty, Prefecture, Reach, Unit

TEXT = DEFAULT.read_text()


def load(text, viewer=HOUSE, **options):
    return load_chart(viewer=viewer, text=text.encode(), **options)


def without_florina(text=TEXT):
    return text[: text.index("  - key: FLO\n")]


def test_the_default_chart_makes_twelve_units_under_one_root(bare_chart):
    assert Unit.objects.count() == 12
    root = Unit.objects.get(parent=None)
    assert (root.key, root.kind) == ("EPWM", "administration")
    assert Reach.objects.filter(above=root).count() == 12
    assert set(Prefecture.objects.filter(is_seat=True).values_list("key", flat=True)) == {"IOA"}
    assert Unit.objects.get(key="TP-FLO").short_el == "ΤΠ-ΦΛΩ"


def test_a_second_load_changes_nothing_and_says_nothing(bare_chart):
    before = Event.objects.count()
    assert not load_chart(viewer=HOUSE, path=DEFAULT)
    assert Event.objects.count() == before


def test_a_comment_in_the_file_is_no_difference(bare_chart):
    before = Event.objects.count()
    assert not load(TEXT + "# σχόλιο\n")
    assert Event.objects.count() == before


def test_a_changed_name_changes_that_row_only_and_says_before_and_after(bare_chart):
    difference = load(TEXT.replace("capital_el: Φλώρινα", "capital_el: Νέα Φλώρινα"))
    assert [(step.act, step.kind, step.key) for step in difference.steps] == [
        ("change", "prefecture", "FLO"),
        ("change", "unit", "TP-FLO"),
    ]
    change = Change.objects.get(field="capital_el")
    assert (change.before, change.after) == ("Φλώρινα", "Νέα Φλώρινα")
    assert change.event.name == "organisation.PrefectureChanged"


def test_a_competence_that_moves_is_a_change_of_both_units(bare_chart):
    changed = TEXT.replace("support_users: DPE-A", "support_users: DPE-B")
    difference = load(changed)
    assert {step.key for step in difference.steps} == {"DPE-A", "DPE-B"}
    assert Duty.objects.get(competence="support_users", prefecture__key="IOA").unit.key == "DPE-B"


def test_a_trial_shows_the_difference_and_changes_nothing(db):
    difference = load(TEXT, is_trial=True)
    assert len(difference.steps) == 1 + 8 + 12
    assert not Administration.objects.exists()
    assert not Event.objects.exists()


def test_a_prefecture_that_is_gone_is_abolished_with_its_department(bare_chart):
    difference = load(without_florina())
    acts = {(step.act, step.key) for step in difference.steps}
    assert {("abolish", "FLO"), ("abolish", "TP-FLO")} <= acts
    assert Unit.objects.get(key="TP-FLO").is_abolished
    assert not Duty.objects.filter(unit__key="TP-FLO").exists()
    assert Reach.objects.filter(above__key="EPWM", below__key="TP-FLO").exists()


def test_a_unit_that_comes_back_is_the_same_unit(bare_chart):
    first = Unit.objects.get(key="TP-FLO").pk
    load(without_florina())
    load(TEXT)
    unit = Unit.objects.get(key="TP-FLO")
    assert (unit.pk, unit.is_abolished) == (first, False)
    assert unit.duties.count() == 8


def test_a_unit_where_people_stand_is_not_abolished_over_their_heads(dafni):
    with pytest.raises(FaultyChart, match="TP-FLO"):
        load(without_florina())
    assert not Prefecture.objects.get(key="FLO").is_abolished


def test_a_unit_where_people_stood_once_may_go(dafni):
    viewer = viewer_of(dafni)
    dafni.person.positions.update(ends_on=date(2026, 2, 1))
    assert viewer.posts
    load(without_florina())
    assert Unit.objects.get(key="TP-FLO").is_abolished


def test_a_faulty_chart_leaves_everything_as_it_was(bare_chart):
    before = Event.objects.count()
    with pytest.raises(FaultyChart):
        load(TEXT.replace("nuts3: EL533", "nuts3: Φλώρινα").replace("Κοζάνη", "Κοζάνη!"))
    assert Event.objects.count() == before


def test_all_seven_charts_stand_side_by_side(db):
    for path in shipped():
        assert load_chart(viewer=HOUSE, path=path)
    assert Unit.objects.filter(parent=None).count() == 7
    assert Prefecture.objects.count() == 74
    for path in shipped():
        assert not load_chart(viewer=HOUSE, path=path)


def test_a_chart_cannot_take_another_administrations_prefecture(bare_chart):
    crete = next(path for path in shipped() if path.stem == "crete").read_text()
    with pytest.raises(FaultyChart, match="FLO"):
        load(crete.replace("key: LAS", "key: FLO"))
    assert not Administration.objects.filter(key="CRE").exists()


def test_a_unit_that_moves_in_the_tree_is_seen_from_its_new_place(bare_chart):
    moved = TEXT.replace("    key: DPE-C", "    key: DPE-C").replace(
        "  - key: DPE-C\n    short_el: ΔΠΕ-Γ\n    kind: department\n    parent: DPE\n",
        "  - key: DPE-C\n    short_el: ΔΠΕ-Γ\n    kind: department\n",
    )
    load(moved)
    assert not Reach.objects.filter(above__key="DPE", below__key="DPE-C").exists()
    assert Reach.objects.filter(above__key="EPWM", below__key="DPE-C").exists()


def test_only_administrators_load_a_chart(dafni, admin, elegktis):
    changed = TEXT.replace("Νέα ", "").replace("capital_el: Φλώρινα", "capital_el: Φλώρινα κάτω")
    for account in (dafni, elegktis):
        with pytest.raises(Forbidden):
            load(changed, viewer=viewer_of(account))
    assert load(changed, viewer=viewer_of(admin))
    assert Event.objects.filter(name="organisation.ChartLoaded").last().capacity == "administrator"
