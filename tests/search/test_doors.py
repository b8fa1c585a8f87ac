"""Finding by API and in a terminal, and whom people and units are found by."""

import pytest
from click.testing import CliRunner
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened

from pindos.cli import root
from pindos.kernel.errors import Forbidden
from pindos.organisation.commands import change_person
from pindos.search.commands import keep_all_of, note_missed
from pindos.search.found import PERSON, UNIT
from pindos.search.queries import found_for, missed_lately

TITLE = "Ο εκτυπωτής στο ισόγειο δεν τυπώνει"


@pytest.fixture
def toner(anthi, dafni):
    return opened(anthi, title=TITLE, description="-")


@pytest.fixture
def all_kept(anthi, dafni, kosmas):
    return keep_all_of(PERSON), keep_all_of(UNIT)


def test_the_api_finds_and_marks_what_the_page_does(client, toner, dafni, kosmas):
    client.force_login(dafni)
    found = client.get("/api/v1/search", {"q": "ektypotis"}).json()
    assert found["total"] == 1 and found["items"][0]["number"] == toner.number
    hits = [piece["text"] for piece in found["items"][0]["title"] if piece["is_hit"]]
    assert hits == ["εκτυπωτής"]
    assert client.get("/api/v1/search", {"q": toner.number}).json()["leads_to"]
    client.force_login(kosmas)
    found = client.get("/api/v1/search", {"q": "ektypotis"}).json()
    assert (found["total"], found["counts"], found["items"]) == (0, [], [])
    assert client.get("/api/v1/search", {"q": toner.number}).json()["leads_to"] == ""


def test_by_the_api_a_note_is_found_by_those_who_may_read_it_only(
    client, toner, anthi, dafni, iason, kosmas
):
    script = '<script>alert("καραμήτσος")</script>'
    act("note_ticket", dafni, toner, text=f"Προμήθεια Καραμήτσου {script} κλειδοθήκη")
    wanted = {"q": "καραμήτσου κλειδοθήκη"}
    for reader in (iason, dafni):  # the Directorate reads it as the unit does
        client.force_login(reader)
        found = client.get("/api/v1/search", wanted).json()
        assert (found["total"], found["items"][0]["number"]) == (1, toner.number), reader
    assert [each["number"] for each in found["counts"]] == [1]
    pieces = found["items"][0]["whys"][0]["pieces"]
    assert [each["text"] for each in pieces if each["is_hit"]], "it says where"
    assert script in "".join(each["text"] for each in pieces), "text, not markup"
    page = client.get("/search/", wanted).content.decode()
    assert toner.number in page and "<script>alert" not in page
    for other in (anthi, kosmas):
        client.force_login(other)
        found = client.get("/api/v1/search", wanted).json()
        assert (found["total"], found["counts"], found["items"]) == (0, [], []), other
        assert toner.number not in client.get("/search/", wanted).content.decode()
    client.force_login(anthi)
    found = client.get("/api/v1/search", {"q": "εκτυπωτής"}).json()
    assert found["total"] == 1 and "Καραμήτσου" not in str(found), "theirs, without the note"


@pytest.mark.parametrize("query", [{}, {"q": "α", "size": "0"}, {"q": "α", "unit": "x"}])
def test_the_api_refuses_what_cannot_be(client, dafni, query):
    client.force_login(dafni)
    assert client.get("/api/v1/search", query).status_code == 422


def test_the_terminal_finds_and_builds_anew(toner, dafni):
    found = CliRunner().invoke(root(), ["search", "find", "ektypotis", "--as", dafni.username])
    assert TITLE in found.output, found.output
    built = CliRunner().invoke(root(), ["search", "rebuild", "--fresh"])
    assert built.exit_code == 0 and TITLE in str(
        [each.shown.title for each in found_for(viewer_of(dafni), "τυπώνει").items]
    )


def test_people_are_found_by_those_who_may_look_them_up(all_kept, anthi, dafni, kosmas):
    def people(account, words):
        found = found_for(viewer_of(account), words, kinds=[PERSON])
        return [each.about_id for each in found.items]

    for words in ("Ανθή", "anthi", "ΑΝΘΗ", "an8h"):
        assert people(dafni, words) == [anthi.person_id], words
    assert people(kosmas, "Ανθή") == people(anthi, "Δάφνη") == []


def test_units_are_found_by_everybody(all_kept, anthi):
    found = found_for(viewer_of(anthi), "τμήμα φλώρινας", kinds=[UNIT])
    assert any("Φλώρινας" in each.shown.title for each in found.items)


def test_what_was_missed_is_read_with_the_sigma_that_ends_a_word(dafni):
    note_missed(viewer_of(dafni), "Σεισμός σε πίνακες")
    assert [each.words for each in missed_lately(viewer_of(dafni))] == ["σεισμος σε πινακες"]


def test_what_was_missed_is_for_the_desk_of_the_unit(anthi, dafni, kosmas):
    note_missed(viewer_of(dafni), "Ζαχαροπλαστική")
    assert [each.words for each in missed_lately(viewer_of(dafni))] == ["ζαχαροπλαστικη"]
    note_missed(viewer_of(anthi), "Ζαχαροπλαστική")  # a civil servant whom the desk helps
    assert [each.times for each in missed_lately(viewer_of(dafni))] == [1]
    assert missed_lately(viewer_of(kosmas)) == []
    with pytest.raises(Forbidden):
        missed_lately(viewer_of(anthi))


def test_people_are_found_as_they_are_called_with_the_change_itself(all_kept, admin, anthi):
    change_person(viewer=viewer_of(admin), person_id=anthi.person_id, family_name="Κρυστάλλη")
    found = found_for(viewer_of(admin), "krystalli", kinds=[PERSON])
    assert [each.about_id for each in found.items] == [anthi.person_id]
