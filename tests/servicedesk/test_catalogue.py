"""The catalogue: its files, what an administrator makes of it, and what old tickets keep."""

import pytest
from tests.servicedesk.desk import opened

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Forbidden, Invalid, Refused
from pindos.kernel.written import FaultyFile
from pindos.servicedesk.catalogue import shipped
from pindos.servicedesk.catalogue.reader import read_catalogue, read_catalogues
from pindos.servicedesk.catalogue.shape import Content
from pindos.servicedesk.commands import (
    add_category,
    change_category,
    load_catalogue,
    offer_category,
    place_category,
    restore_category,
    retire_category,
)
from pindos.servicedesk.models import Category, CategoryVersion
from pindos.servicedesk.queries import (
    all_categories,
    categories_for,
    category_shown,
    forms_of,
    shelves_of,
    versions_of,
)

SOUND = """
group: {key: printing, el: Εκτυπωτές, en: Printers}
categories:
  - key: toner
    el: Τόνερ
    en: Toner
    fields:
      - {key: printer, kind: line, el: Εκτυπωτής, en: Printer, required: true}
"""


def faults(text):
    with pytest.raises(FaultyFile) as caught:
        read_catalogue(text.encode(), "printing.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("was", "becomes", "line", "words"),
    [
        ("kind: line", "kind: lines", 8, "lines"),
        ("en: Toner", "", 4, "en"),
        ("required: true", "required: 3", 8, "required"),
        ("key: toner", "key: Τόνερ", 4, "Τόνερ"),
        ("kind: line", "kind: choice", 8, "choices"),
        ("el: Τόνερ", "el: Τόνερ\n    el: Μελάνι", 6, "el"),
        ("group:", "gruppe:", 2, "gruppe"),
        ("el: Τόνερ", "el: Τόνερ\n    competence: cook", 6, "cook"),
    ],
)
def test_a_faulty_file_is_refused_with_file_and_line(was, becomes, line, words):
    said = faults(SOUND.replace(was, becomes, 1))
    assert f"printing.yaml:{line}: " in said
    assert words in said


def test_two_fields_or_categories_of_one_key_are_refused_with_what_to_do(tmp_path):
    field = SOUND.splitlines()[-1]
    assert "printer" in faults(SOUND + field + "\n")
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(SOUND)
    with pytest.raises(FaultyFile, match=r"b\.yaml:4: .*toner.*a\.yaml"):
        read_catalogues(sorted(tmp_path.iterdir()))


def test_what_ships_has_both_languages_and_at_least_forty_categories():
    parts = [part for read in read_catalogues(shipped()) for part in read.says.categories]
    assert len(parts) >= 40
    for part in parts:
        assert part.el != part.en
        assert bool(part.first_el) == bool(part.first_en)
        for field in part.fields:
            assert bool(field.help_el) == bool(field.help_en)


@pytest.fixture
def administrator(admin, catalogue):
    return viewer_for(admin)


def with_name(key, name):
    content = category_shown(key).content
    return content.model_copy(update={"el": name})


def test_loading_twice_changes_nothing(catalogue):
    assert load_catalogue(viewer=HOUSE) == []
    assert len(all_categories()) == Category.objects.count() >= 40


def test_an_upgrade_brings_new_words_but_not_over_what_was_edited(administrator, tmp_path):
    change_category(
        viewer=administrator, key="toner", content=with_name("toner", "Μελάνια και τόνερ")
    )
    text = next(path for path in shipped() if "printing" in path.name).read_text()
    text = text.replace("el: Τόνερ και αναλώσιμα", "el: Αναλώσιμα")
    text = text.replace("el: Σάρωση εγγράφων", "el: Σαρώσεις")
    path = tmp_path / "30-printing.yaml"
    path.write_text(text)
    assert [row.key for row in load_catalogue(viewer=HOUSE, paths=[path])] == ["scanner"]
    assert category_shown("toner").content.el == "Μελάνια και τόνερ"
    assert category_shown("scanner").content.el == "Σαρώσεις"
    assert category_shown("scanner").version == 2


def test_an_old_ticket_keeps_what_its_category_said_when_it_was_opened(anthi, administrator):
    answers = {"printer": "Η/Υ 14", "colour": "black", "pieces": "2"}
    ticket = opened(anthi, category="toner", answers=answers)
    content = category_shown("toner").content
    change_category(
        viewer=administrator, key="toner", content=content.model_copy(update={"fields": ()})
    )
    retire_category(viewer=administrator, key="toner")
    ticket.refresh_from_db()
    [form] = forms_of(ticket)
    assert form.category == "Τόνερ και αναλώσιμα"
    assert [(each.label, each.text) for each in form.answers] == [
        ("Ποιος εκτυπωτής;", "Η/Υ 14"),
        ("Χρώμα", "Μαύρο"),
        ("Πόσα τεμάχια;", "2"),
    ]


def test_an_older_version_is_published_again_as_the_newest(administrator):
    before = category_shown("toner").content
    change_category(viewer=administrator, key="toner", content=with_name("toner", "Μελάνια"))
    restore_category(viewer=administrator, key="toner", number=1)
    assert category_shown("toner").content == before
    numbers = [row.number for row in versions_of(category_shown("toner").id)]
    assert numbers == [3, 2, 1]


def test_the_same_words_make_no_version_and_a_stale_page_is_refused(administrator):
    content = category_shown("toner").content
    change_category(viewer=administrator, key="toner", content=content)
    assert CategoryVersion.objects.filter(category__key="toner").count() == 1
    with pytest.raises(Refused, match="άλλαξε"):
        change_category(viewer=administrator, key="toner", content=content, version=99)


def test_only_an_administrator_tends_it(dafni, catalogue):
    viewer = viewer_for(dafni)
    content = category_shown("toner").content
    for act in (
        lambda: change_category(viewer=viewer, key="toner", content=content),
        lambda: retire_category(viewer=viewer, key="toner"),
        lambda: offer_category(viewer=viewer, key="toner"),
        lambda: place_category(viewer=viewer, key="toner", is_up=True),
        lambda: restore_category(viewer=viewer, key="toner", number=1),
        lambda: add_category(viewer=viewer, key="new", group="printing", content=content),
        lambda: load_catalogue(viewer=viewer),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_category_is_added_at_the_end_and_put_higher(administrator):
    content = Content(el="Πλαστικοποίηση", en="Laminating")
    add_category(viewer=administrator, key="laminating", group="printing", content=content)
    place_category(viewer=administrator, key="laminating", is_up=True)
    keys = [each.key for each in all_categories() if each.group_key == "printing"]
    assert keys[-2:] == ["laminating", "printer-connect"]
    with pytest.raises(Invalid):
        add_category(viewer=administrator, key="laminating", group="printing", content=content)
    with pytest.raises(Invalid):
        add_category(viewer=administrator, key="Άλφα", group="printing", content=content)


def test_what_is_for_the_desk_is_hidden_from_everybody_else(anthi, dafni, catalogue):
    keys = {each.key for each in categories_for(viewer_for(anthi))}
    assert "maintenance" not in keys
    assert "maintenance" in {each.key for each in categories_for(viewer_for(dafni))}
    with pytest.raises(Invalid) as hidden:
        opened(anthi, category="maintenance")
    with pytest.raises(Invalid) as unknown:
        opened(anthi, category="no-such-thing")
    assert hidden.value.fields == unknown.value.fields


@pytest.mark.parametrize("typed", ["ΕΚΤΥΠΩΤΗΣ", "εκτυπωτης", "printer", "τονερ"])
def test_a_category_is_found_however_it_is_typed(anthi, catalogue, typed):
    found = shelves_of(categories_for(viewer_for(anthi)), typed)
    assert "printing" in [shelf.key for shelf in found]
    assert shelves_of(categories_for(viewer_for(anthi)), "ξψζ") == []
