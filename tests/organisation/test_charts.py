"""Charts: the seven that ship, and how a faulty one is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.organisation.charts import DEFAULT, shipped
from pindos.organisation.charts.expansion import duties_of, units_of
from pindos.organisation.charts.reader import FaultyChart, read_chart, read_chart_file
from pindos.organisation.rules import look_of, ruling_on
from pindos.organisation.terms import Basis, Competence

CHARTS = {path.stem: read_chart_file(path).says for path in shipped()}
TEXT = DEFAULT.read_text()
EPWM = CHARTS[DEFAULT.stem]
LOCAL = [str(each) for each in EPWM.local_departments.competences]


def refused(old, new, text=TEXT):
    assert old in text
    with pytest.raises(FaultyChart) as caught:
        read_chart(text.replace(old, new, 1).encode(), "οργανόγραμμα.yaml")
    return str(caught.value)


def test_all_seven_administrations_ship():
    keys = {chart.administration.key for chart in CHARTS.values()}
    assert keys == {"ATT", "THSE", "EPWM", "PWI", "AEG", "CRE", "MTH"}


def test_no_key_of_a_prefecture_or_unit_is_used_by_two_administrations():
    places = [each.key for chart in CHARTS.values() for each in chart.prefectures]
    made = [unit.key for chart in CHARTS.values() for unit in units_of(chart)]
    assert len(places) == len(set(places)) == 74
    assert len(made) == len(set(made))


def test_no_greek_short_name_looks_like_another_prefecture():
    looks = {}
    for chart in CHARTS.values():
        for each in chart.prefectures:
            for look in {each.key, look_of(each.short_el)}:
                assert looks.setdefault(look, each.key) == each.key


def test_what_is_unverified_stays_marked():
    assert {p.key for c in CHARTS.values() for p in c.prefectures if "tile" in p.unverified} == {
        p.key for c in CHARTS.values() if c is not EPWM for p in c.prefectures
    }
    marked = [t.name_el for p in EPWM.prefectures for t in p.municipalities if t.unverified]
    assert len(marked) == TEXT.count("unverified: [seat_el]") == 10


@given(st.sampled_from(sorted(CHARTS)), st.data())
def test_every_local_competence_has_one_answer_in_every_prefecture(name, data):
    chart = CHARTS[name]
    place = data.draw(st.sampled_from(chart.prefectures))
    competence = data.draw(st.sampled_from(LOCAL))
    ruling = ruling_on(duties_of(chart), place.key, competence)
    is_seat = place.key == chart.administration.seat
    assert ruling.basis is (Basis.SEAT if is_seat else Basis.LOCAL)
    assert "S6" in ruling.clause
    assert (ruling.unit_key == f"TP-{place.key}") is not is_seat


@given(st.sampled_from(sorted(CHARTS)), st.sampled_from(list(Competence)), st.data())
def test_the_order_of_the_duties_does_not_decide(name, competence, data):
    chart = CHARTS[name]
    place = data.draw(st.sampled_from(chart.prefectures)).key
    duties = duties_of(chart)
    mixed = data.draw(st.permutations([d for d in duties if d.competence == competence]))
    assert ruling_on(mixed, place, competence) == ruling_on(duties, place, competence) is not None


def test_a_seat_outside_the_prefectures_leaves_none_without_a_department():
    chart = CHARTS["aegean"]
    assert chart.administration.seat is None
    local = [unit for unit in units_of(chart) if unit.prefecture]
    assert {unit.prefecture for unit in local} == {each.key for each in chart.prefectures}


def test_departments_do_the_work_of_the_directorate():
    assert ruling_on(duties_of(EPWM), "FLO", Competence.PLAN_SYSTEMS).unit_key == "DPE-A"
    assert ruling_on(duties_of(EPWM), "FLO", Competence.OVERSEE).unit_key == "DPE"


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("support_users: DPE-A", "support_user: DPE-A", 56, "support_user"),
        ("[design_eservices]", "[design_eservice]", 43, "design_eservice"),
        ("key: DPE-B", "key: DPE-A", 28, "DPE-A"),
        ("    parent: DPE\n", "    parent: DPX\n", 23, "DPX"),
        ("    kind: directorate\n", "    kind: directorate\n    parent: DPE-A\n", 16, "DPE"),
        ("  seat: IOA", "  seat: XXX", 5, "XXX"),
        ("tile: [1, 2]", "tile: [1, a]", 71, "tile"),
        ("tile: [1, 2]", "tile: [1, 3]", 116, "(1, 3)"),
        ("    capital_el: Άρτα\n", "", 81, "capital_el"),
        ("key: IOA", "key: 12", 63, "key"),
        ("TP-{prefecture}", "TP-{nomos}", 46, "nomos"),
        ("  key: EPWM", "  key: EPWM\n  key: ATT", 3, "key"),
        ("  key: EPWM", "\tkey: EPWM", 2, "YAML"),
        ("kind: directorate", "kind: dictatorship", 15, "dictatorship"),
        ("  refer_problems: DPE-B\n", "", 53, "refer_problems"),
        ("[design_eservices]", "[design_eservices, interoperate]", 43, "DPE-A"),
        ("name_el: Άρτα", 'name_el: "Άρ\\u202eτα"', 83, "U+202E"),
        ("website:", "web_site:", 7, "web_site"),
        ("region: EPI", "region: EPX", 69, "EPX"),
    ],
)
def test_a_faulty_chart_is_refused_with_file_line_and_reason(old, new, line, reason):
    said = refused(old, new).splitlines()[0]
    assert said.startswith(f"οργανόγραμμα.yaml:{line}: ")
    assert reason in said


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"# nothing\n",
        b"word",
        b"[1, 2]",
        b"a: &x [1]\nb: *x\n",
        b"--- a\n--- b\n",
        b"? [a]\n: b\n",
        b"\xff\xfe\x00",
        b"a: b\x00",
        b"[" * 100_000,
        b"a: !!python/object/apply:os.getpid []",
        b"n: " + b"9" * 5000,
        b"x" * 2_000_000,
    ],
)
def test_what_is_no_chart_at_all_is_refused_too(text):
    with pytest.raises(FaultyChart, match=r"^chart\.yaml:[12]: "):
        read_chart(text, "chart.yaml")


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_refused_and_never_crash(text):
    with pytest.raises(FaultyChart):
        read_chart(text, "chart.yaml")


@given(st.data())
def test_a_chart_that_loses_a_line_is_read_or_refused_with_a_line(data):
    lines = TEXT.splitlines(keepends=True)
    gone = data.draw(st.integers(0, len(lines) - 1))
    text = "".join(lines[:gone] + lines[gone + 1 :])
    try:
        read_chart(text.encode(), "chart.yaml")
    except FaultyChart as fault:
        assert all(1 <= line <= len(lines) for line, _ in fault.faults)
