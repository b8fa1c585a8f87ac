"""Equipment in the one box: by its numbers, its words, its place and who uses it."""

import importlib

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override
from tests.cast import viewer_of
from tests.operations.test_pseudonyms import forget, left
from tests.servicedesk.desk import opened

from pindos.inventory.commands import add_asset, change_asset, import_assets, retire_asset
from pindos.inventory.models import Asset
from pindos.inventory.rules import spelling_of
from pindos.inventory.terms import ABOUT
from pindos.organisation.commands import change_person, change_site
from pindos.search.about import Lead, kind_called, lead_of, leads_of
from pindos.search.commands import rebuild
from pindos.search.models import Entry, Rebuild
from pindos.search.queries import found_for, suggested_for
from pindos.search.rules import WORD, terms_of_word

__all__ = ["left"]


def tags(account, words, **more):
    found = found_for(viewer_of(account), words, **more)
    assert found.total == sum(each.number for each in found.counts)
    return [each.shown.number for each in found.items if each.kind == ABOUT]


@pytest.mark.parametrize(
    "words",
    ["3717529", "0417", "versalink", "εκτυπωτές", "ektypotis xerox", "printer", "Καλογήρου"],
)
def test_a_piece_is_found_by_whatever_is_known_of_it(printer, dafni, words):
    assert tags(dafni, words) == [printer.tag]


def test_who_may_not_see_it_neither_finds_nor_counts_nor_is_led(printer, anthi, kosmas, thaleia):
    for account in (anthi, kosmas):
        viewer = viewer_of(account)
        assert found_for(viewer, "versalink").counts == []
        assert suggested_for(viewer, "versal").items == []
        assert leads_of(viewer, "3717529") == [] and not lead_of(viewer, printer.tag).url
    assert tags(thaleia, "versalink") == [printer.tag]


def test_numbers_lead_to_their_piece_however_they_are_typed(client, printer, dafni):
    page = reverse("inventory:asset-show", args=[printer.pk])
    client.force_login(dafni)
    for typed in ("ΦΛΩ-0417", "φλω0417", " ΦΛΩ 0417 ", "ΦΛΩ/0417", "371-7529"):
        assert client.get("/search/", {"q": typed}).url == page, typed
        assert client.get("/api/v1/search", {"q": typed}).json()["leads_to"] == page, typed
    assert lead_of(viewer_of(dafni), "Xerox") == lead_of(viewer_of(dafni), "17") == Lead()
    assert spelling_of("ΑΒΕ-12 χ") == spelling_of("abe 12.X") == "ABE12X"
    change_asset(viewer=viewer_of(dafni), asset_id=printer.pk, serial="ΜΧΒ-77Ρ")
    assert client.get("/search/", {"q": "mxb77p"}).url == page


def test_of_a_ticket_and_a_piece_with_one_number_the_viewer_chooses(client, dafni, anthi):
    ticket = opened(anthi, title="Η οθόνη τρεμοπαίζει", description="-")
    tag = "ΦΛΩ-" + ticket.number[-4:]
    piece = add_asset(viewer=viewer_of(dafni), tag=tag, kind="screen", site="FLO-DIOIK")
    ways = [
        reverse("inventory:asset-show", args=[piece.pk]),
        reverse("servicedesk:ticket-show", args=[ticket.number]),
    ]
    client.force_login(dafni)
    words = client.get("/search/", {"q": tag}).content.decode()
    assert "Τον αριθμό αυτόν" in words and all(f'href="{way}"' in words for way in ways)
    found = client.get("/api/v1/search", {"q": tag}).json()
    assert found["leads_to"] == "" and [each["url"] for each in found["leads"]] == ways
    client.force_login(anthi)
    assert client.get("/search/", {"q": tag}).url == ways[1]


def test_a_serial_number_of_two_pieces_leads_nowhere_and_finds_both(printer, dafni):
    table = "Αριθμός μητρώου;Είδος;Κτίριο;S/N\nΦΛΩ-0418;screen;FLO-DIOIK;3717529\n"
    import_assets(viewer=viewer_of(dafni), content=table.encode())
    assert lead_of(viewer_of(dafni), "3717529") == Lead()
    assert sorted(tags(dafni, "3717529")) == ["ΦΛΩ-0417", "ΦΛΩ-0418"]


def test_kinds_narrow_and_the_page_marks_what_fits(client, printer, anthi, dafni):
    opened(anthi, title="Ο εκτυπωτής δεν τυπώνει", description="-")
    client.force_login(dafni)
    both = client.get("/search/", {"q": "εκτυπωτης"})
    assert [each.kind for each in both.context["found"].counts] == [ABOUT, "servicedesk.ticket"]
    words = client.get("/search/", {"q": "εκτυπωτης 0417", "kind": ABOUT}).content.decode()
    assert "<mark>Εκτυπωτής</mark> Xerox" in words and "ΦΛΩ-<mark>0417</mark>" in words
    assert "Εξοπλισμός (1)" in words and "Σε χρήση" in words


def test_what_changes_is_found_as_it_is_now(printer, dafni, admin, anthi):
    change_asset(viewer=viewer_of(dafni), asset_id=printer.pk, model="Kyocera Ecosys")
    assert tags(dafni, "versalink") == [] and tags(dafni, "kyocera") == [printer.tag]
    change_person(viewer=viewer_of(admin), person_id=anthi.person_id, family_name="Λιανοπούλου")
    assert tags(dafni, "Λιανοπούλου") == [printer.tag] and tags(dafni, "Καλογήρου") == []
    site = Asset.objects.get().site
    change_site(viewer=viewer_of(admin), site_id=site.pk, name="Καποδιστριακό Μέγαρο")
    assert tags(dafni, "μέγαρο") == [printer.tag]
    retire_asset(viewer=viewer_of(dafni), asset_id=printer.pk)
    found = found_for(viewer_of(dafni), "kyocera").items[0]
    assert found.shown.facts == ("Αποσύρθηκε", "Καποδιστριακό Μέγαρο")


def test_a_pseudonym_is_all_that_is_found_of_who_used_it(printer, left, admin, anthi, dafni):
    before = set(Entry.objects.get(kind=ABOUT).terms.split())
    forget(admin, anthi)
    after = set(Entry.objects.get(kind=ABOUT).terms.split())
    assert "kalogir" in before and "kalogir" not in after
    assert tags(dafni, "versalink") == [printer.tag]


def test_it_is_built_anew_and_after_an_upgrade(printer, dafni):
    Entry.objects.filter(kind=ABOUT).delete()
    rebuild()
    assert tags(dafni, "versalink") == [printer.tag]
    Entry.objects.filter(kind=ABOUT).delete()
    Asset.objects.update(tag_key="", serial_key="")
    migration = importlib.import_module("pindos.inventory.migrations.0002_numbers_compared")
    migration.fill(apps, None)
    assert Rebuild.objects.get(ended_at=None).kind == ABOUT
    rebuild()
    assert tags(dafni, "versalink") == [printer.tag] and lead_of(viewer_of(dafni), "φλω0417").url


@pytest.mark.parametrize("words", ["printer", "πρίντερ", "Καλογήρου", "3717529", "Φλώρινα"])
def test_a_piece_says_by_which_of_its_words_it_was_found(printer, dafni, words):
    found = next(each for each in found_for(viewer_of(dafni), words).items if each.kind == ABOUT)
    pieces = [*found.title, *(piece for why in found.whys for piece in why.pieces)]
    assert any(piece.is_hit for piece in pieces)


@pytest.mark.parametrize("language", ["el", "en"])
def test_what_a_piece_shows_holds_every_term_by_which_it_is_found(printer, dafni, language):
    with override(language):
        shown = kind_called(ABOUT).shown(viewer_of(dafni), [printer.pk])[printer.pk]
    words = [
        word
        for text in (shown.title, *(each.text for each in shown.texts))
        for word in WORD.findall(text)
    ]
    terms = Entry.objects.get(kind=ABOUT, about_id=printer.pk).terms.split()
    assert set(terms) <= {term for word in words for term in terms_of_word(word)}
