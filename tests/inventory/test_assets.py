"""Equipment: whose it is to look after, what two may change at once, and how it is found."""

import pytest
from tests.cast import viewer_of

from pindos.inventory.commands import add_asset, change_asset, restore_asset, retire_asset
from pindos.inventory.models import Asset
from pindos.inventory.queries import ASSETS, asset_named, assets_for, assets_of
from pindos.kernel.errors import Clash, Forbidden, Invalid, NotFound


def tags(account, asked=""):
    return sorted(row.tag for row in ASSETS.found(viewer_of(account), asked))


def test_the_unit_competent_for_the_place_looks_after_it(printer):
    assert printer.unit.key == "TP-FLO" and printer.status == "in_use"


def test_only_units_that_see_the_place_see_it(printer, dafni, giorgos, thaleia, elegktis, kosmas):
    for account in (dafni, giorgos, thaleia, elegktis):
        assert tags(account) == ["ΦΛΩ-0417"]
    assert tags(kosmas) == []
    with pytest.raises(NotFound):
        change_asset(viewer=viewer_of(kosmas), asset_id=printer.pk, note="Δικό μας")


def test_a_place_of_others_is_refused(dafni, anthi):
    words = {"tag": "Α1", "kind": "laptop", "site": "KOZ-DIOIK"}
    with pytest.raises(Forbidden):
        add_asset(viewer=viewer_of(dafni), **words)
    with pytest.raises(Forbidden):
        add_asset(viewer=viewer_of(anthi), **{**words, "site": "FLO-DIOIK"})


def test_all_that_is_wrong_is_said_at_once(dafni):
    with pytest.raises(Invalid) as refused:
        add_asset(
            viewer=viewer_of(dafni), tag=" ", kind="καφετιέρα", site="ΚΑΠΟΥ", person="Κανείς"
        )
    assert set(refused.value.fields) == {"tag", "kind", "site", "person"}


def test_a_number_belongs_to_one_piece(dafni, printer):
    with pytest.raises(Invalid) as refused:
        add_asset(viewer=viewer_of(dafni), tag="ΦΛΩ-0417", kind="printer", site="FLO-DIOIK")
    assert set(refused.value.fields) == {"tag"}


def test_two_who_change_different_things_lose_nothing(dafni, giorgos, printer):
    change_asset(viewer=viewer_of(giorgos), asset_id=printer.pk, version=1, note="Με σύμβαση")
    change_asset(viewer=viewer_of(dafni), asset_id=printer.pk, version=1, serial="999")
    row = Asset.objects.get()
    assert (row.note, row.serial) == ("Με σύμβαση", "999")
    with pytest.raises(Clash):
        change_asset(viewer=viewer_of(dafni), asset_id=printer.pk, version=1, note="Χωρίς")


def test_a_retired_piece_stays_on_record_and_comes_back(dafni, anthi, printer):
    viewer = viewer_of(dafni)
    assert [each.tag for each in assets_of(viewer, anthi.person_id)] == ["ΦΛΩ-0417"]
    retire_asset(viewer=viewer, asset_id=printer.pk)
    assert assets_of(viewer, anthi.person_id) == [] and assets_for(viewer).count() == 1
    restore_asset(viewer=viewer, asset_id=printer.pk)
    assert Asset.objects.get().status == "in_use"


@pytest.mark.parametrize(
    "asked",
    [
        "kind = printer",
        "text contains versalink",
        "text contains καλογηρου",
        "status = in_use",
        "site = FLO-DIOIK",
    ],
)
def test_the_list_answers_any_question(dafni, printer, asked):
    assert tags(dafni, asked) == ["ΦΛΩ-0417"]


def test_it_is_named_by_inventory_or_serial_number(dafni, kosmas, printer):
    assert asset_named(viewer_of(dafni), "φλω-0417").pk == printer.pk
    assert asset_named(viewer_of(dafni), " 3717529 ").pk == printer.pk
    with pytest.raises(Invalid):
        asset_named(viewer_of(kosmas), "ΦΛΩ-0417")
