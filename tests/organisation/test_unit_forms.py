"""A unit is added, renamed, moved and closed by a form; the chart stays the one truth."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import viewer_of

from pindos.cli import root
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.models import Event
from pindos.kernel.sealing import seal
from pindos.kernel.text import clean
from pindos.kernel.written import FaultyFile
from pindos.operations.commands import undo_revision
from pindos.organisation import commands
from pindos.organisation.charts import DEFAULT, editing, shipped
from pindos.organisation.charts.reader import read_chart
from pindos.organisation.models import Administration, ChartText, Reach, Unit
from pindos.organisation.queries import competent_unit, prefecture_named
from pindos.organisation.queries.charts import chart_now

NEW = {
    "name_el": "Τμήμα Δικτύων",
    "name_en": "",
    "short_el": "ΔΠΕ-Δ",
    "kind": "department",
    "parent": "DPE",
}


def says(text):
    return read_chart(text.encode(), "chart.yaml").says


def chart_text():
    return DEFAULT.read_text(encoding="utf-8")


def own():
    return Administration.objects.get(key="EPWM")


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_writing_a_unit_anew_says_the_same_in_every_chart_that_ships(path):
    text = path.read_text(encoding="utf-8")
    chart = says(text)
    for unit in chart.units:
        assert says(editing.with_unit(text, unit.key, {})) == chart
    assert says(editing.with_local(text, {})) == chart


words = st.text("αΒé x-:#'\"{}[]&*!|>%@`,?.~=1/\\\n", min_size=1, max_size=40)


@given(words)
def test_any_name_is_written_so_that_it_is_read_again(name):
    try:
        changed = says(editing.with_unit(chart_text(), "DPE-B", {"name_el": name}))
    except FaultyFile:  # what a chart may not say its reader refuses
        return
    [unit] = [each for each in changed.units if each.key == "DPE-B"]
    assert unit.name_el == clean(name)
    others = [each for each in changed.units if each.key != "DPE-B"]
    assert others == [each for each in says(chart_text()).units if each.key != "DPE-B"]


def test_remarks_and_all_other_lines_stay_word_for_word():
    text = chart_text()
    changed = editing.with_unit(text, "DPE-B", {"phone": "26510 1"})
    added = editing.with_new_unit(changed, {"key": "DPE-D", **NEW})
    lines = set(text.splitlines())
    assert set(added.splitlines()) - lines == {
        "    phone: 26510 1",
        "  - key: DPE-D",
        "    short_el: ΔΠΕ-Δ",
        "    name_el: Τμήμα Δικτύων",
    }
    assert lines <= set(added.splitlines())
    assert editing.without_unit(added, "DPE-D") == changed


def test_units_in_brackets_are_written_one_below_the_other_first():
    parts = "{key: A, short_el: Α, kind: directorate, name_el: Α}"
    text = (
        "administration: {key: XX, name_el: Χ, seat_el: Ψ}\n"
        f"units: [{parts}]\n"
        "prefectures: [{key: ABC, short_el: ΑΒΓ, name_el: Α, genitive_el: Α,"
        " capital_el: Α, tile: [0, 0]}]\n"
    )
    assert [
        each.key
        for each in says(editing.with_new_unit(text, {"key": "B", **NEW, "parent": "A"})).units
    ] == ["A", "B"]
    assert says(editing.with_unit(text, "A", {"phone": "1"})).units[0].phone == "1"


def test_a_unit_is_looked_at_first_then_added_renamed_moved_and_closed_on_pages(client, admin):
    client.force_login(admin)
    looked = client.post("/units/add/", {"key": "DPE-D", **NEW}).content.decode()
    assert "Να ισχύσει" in looked and "Τμήμα Δικτύων" in looked
    assert not Unit.objects.filter(key="DPE-D").exists()
    assert (
        client.post("/units/add/", {"key": "DPE-D", **NEW, "load": "1"}).url
        == "/organisation/DPE-D/"
    )
    page = client.get("/units/DPE-D/edit/").content.decode()
    assert 'value="Τμήμα Δικτύων"' in page
    moved = {
        **NEW,
        "name_el": "Τμήμα Δικτύων και Γραμμών",
        "parent": "EPWM",
        "email": "d@example.gr",
    }
    client.post("/units/DPE-D/edit/", {**moved, "load": "1"})
    row = Unit.objects.get(key="DPE-D")
    assert (row.name_el, row.parent.key, row.email) == (moved["name_el"], "EPWM", "d@example.gr")
    assert not Reach.objects.filter(above__key="DPE", below=row).exists()
    assert "d@example.gr" in client.get("/organisation/DPE-D/").content.decode()
    assert 'name="load"' in client.get("/units/DPE-D/close/").content.decode()
    client.post("/units/DPE-D/close/", {"load": "1"})
    assert Unit.objects.get(key="DPE-D").is_abolished
    assert ChartText.objects.count() == 4 and "form" not in ChartText.objects.latest("pk").file
    assert says(ChartText.objects.latest("pk").text) == says(chart_text())


def test_what_the_chart_refuses_the_form_refuses_and_keeps_what_was_typed(client, admin, dafni):
    client.force_login(admin)
    asked = {**NEW, "name_el": "Τμήμα Ω", "competences": ["receive_referrals"], "load": "1"}
    answer = client.post("/units/add/", {"key": "DPE-D", **asked})
    page = answer.content.decode()
    assert answer.status_code == 422 and "DPE-B" in page and "Τμήμα Ω" in page
    circle = {**NEW, "name_el": "Διεύθυνση", "kind": "directorate", "parent": "DPE-A", "load": "1"}
    assert client.post("/units/DPE/edit/", circle).status_code == 422
    for key in ("DPE-A", "DPE"):  # it answers for the seat's prefecture; units stand below it
        assert client.post(f"/units/{key}/close/", {"load": "1"}).status_code == 422
    assert client.get("/units/TP-FLO/close/").status_code == 422
    assert not Unit.objects.filter(is_abolished=True).exists()


def test_whoever_looked_at_a_chart_that_holds_no_more_is_told(client, admin):
    client.force_login(admin)
    seen = own().chart_digest
    commands.change_unit(viewer=viewer_of(admin), key="DPE-B", phone="26510 1")
    answer = client.post("/units/add/", {"key": "DPE-D", **NEW, "digest": seen, "load": "1"})
    assert answer.status_code == 422 and "στο μεταξύ" in answer.content.decode()


def test_a_local_department_has_its_own_telephone_and_all_have_their_name_alike(client, admin):
    client.force_login(admin)
    viewer = viewer_of(admin)
    client.post("/units/TP-FLO/edit/", {"phone": "23850 1", "email": "", "load": "1"})
    assert Unit.objects.get(key="TP-FLO").phone == "23850 1"
    assert Unit.objects.get(key="TP-KOZ").phone == ""
    with pytest.raises(Invalid):
        commands.change_unit(viewer=viewer, key="TP-FLO", name_el="Άλλο")
    page = client.get("/chart/local/").content.decode()
    assert "{genitive_el}" in page
    commands.change_local_departments(viewer=viewer, name_el="Γραφείο {genitive_el}")
    assert Unit.objects.get(key="TP-FLO").name_el == "Γραφείο Φλώρινας"
    assert Unit.objects.get(key="TP-FLO").phone == "23850 1"
    commands.change_unit(viewer=viewer, key="TP-FLO", phone="")
    assert not chart_now(own()).local_departments.contacts


def test_a_competence_at_the_seat_moves_to_the_unit_where_it_is_ticked(admin):
    viewer = viewer_of(admin)
    seat = Unit.objects.get(key="TP-FLO").administration
    assert seat.key == "EPWM"
    commands.change_unit(
        viewer=viewer, key="DPE-B", seat_duties=["refer_problems", "keep_backups"]
    )
    held = {str(each): key for each, key in chart_now(own()).seat_prefecture.items()}
    assert held["keep_backups"] == "DPE-B" and held["support_users"] == "DPE-A"
    place = prefecture_named("IOA").id
    assert competent_unit("keep_backups", place).unit_key == "DPE-B"
    with pytest.raises(Invalid):
        commands.change_unit(viewer=viewer, key="DPE-B", seat_duties=[])


def test_a_change_of_a_unit_and_its_end_are_put_back(admin):
    viewer = viewer_of(admin)
    name = Unit.objects.get(key="DPE-C").name_el
    commands.change_unit(viewer=viewer, key="DPE-C", name_el="Άλλο", competences=[])
    seal()
    changed = Event.objects.filter(name="organisation.UnitChanged").latest("seq")
    assert set(undo_revision(viewer=viewer, seq=changed.seq)) == {"name_el", "duties"}
    row = Unit.objects.get(key="DPE-C")
    assert row.name_el == name and row.duties.get().competence == "design_eservices"
    commands.close_unit(viewer=viewer, key="DPE-C")
    seal()
    ended = Event.objects.get(name="organisation.UnitAbolished")
    undo_revision(viewer=viewer, seq=ended.seq)
    row.refresh_from_db()
    assert not row.is_abolished and row.duties.get().competence == "design_eservices"
    assert row.parent.key == "DPE" and row.seat_el == "Ιωάννινα"
    assert sorted(map(str, chart_now(own()).units)) == sorted(map(str, says(chart_text()).units))


def test_whoever_does_not_keep_the_chart_knows_of_no_form(dafni):
    with pytest.raises(NotFound):
        commands.change_unit(viewer=viewer_of(dafni), key="DPE-B", phone="1")


def test_the_same_over_http_and_in_a_terminal(client, admin):
    client.force_login(admin)

    def send(verb, path, **body):
        return getattr(client, verb)(f"/api/v1{path}", body, content_type="application/json")

    looked = send("post", "/units", key="DPE-D", **NEW, dry_run=True).json()
    assert [(each["act"], each["key"]) for each in looked["steps"]] == [("add", "DPE-D")]
    assert not Unit.objects.filter(key="DPE-D").exists()
    send("post", "/units", key="DPE-D", **NEW)
    changed = send("patch", "/units/DPE-D", email="d@example.gr").json()
    assert changed["steps"][0]["changes"] == {"email": ["", "d@example.gr"]}
    assert send("patch", "/units/DPE-D", email="not one").status_code == 422
    assert send("patch", "/units/NONE", email="").status_code == 404
    assert send("patch", "/local-departments", name_el="Γραφείο {genitive_el}").status_code == 200
    assert send("post", "/units/DPE-D/close").json()["steps"][0]["act"] == "abolish"

    def run(*asked):
        return CliRunner().invoke(root(), ["unit", *asked, "--as", "admin"])

    said = [
        "--name-el",
        "Τμήμα Ε",
        "--short-el",
        "ΔΠΕ-Ε",
        "--kind",
        "department",
        "--parent",
        "DPE",
    ]
    assert "+ unit DPE-E" in run("add", "DPE-E", *said).output
    assert "phone" in run("change", "DPE-E", "--phone", "26510 1").output
    dry = run("close", "DPE-E", "--dry-run").output
    assert "- unit DPE-E" in dry and Unit.objects.filter(key="DPE-E", is_abolished=False).exists()
    assert "name_en" in run("local", "--name-en", "Office of {name_en}").output
