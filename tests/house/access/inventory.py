"""Equipment of Florina: its department looks after it, those above and the auditor see it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import viewer_of
from tests.house.access.table import DESKS, WORKERS, api, command, form, page

from pindos.inventory.commands import add_asset, hand_in_assets

KEEPERS = frozenset({"dafni", "giorgos", "thaleia", "admin"})
SEERS = KEEPERS | {"iason", "ioanna", "elegktis"}
NEW = {"tag": "ΦΛΩ-0002", "kind": "printer", "site": "FLO-DIOIK"}
FILE = "Αριθμός μητρώου;Είδος;Κτίριο\nΦΛΩ-0003;printer;FLO-DIOIK\n".encode()

EDITED = {"tag": "ΦΛΩ-0001", "kind": "printer", "site": "@stands_at", "status": "stored"}


def world(w):
    dafni = viewer_of(w.people["dafni"])
    piece = add_asset(
        viewer=dafni,
        tag="ΦΛΩ-0001",
        kind="printer",
        site="FLO-DIOIK",
        model=w.SECRET,
        note=w.INSIDE,
    )
    w.asset, w.stands_at = piece.pk, str(piece.site_id)
    w.asset_table = SimpleUploadedFile("εξοπλισμός.csv", FILE)
    w.asset_intake = hand_in_assets(viewer=dafni, name="εξοπλισμός.csv", content=FILE).pk


def _it(w):
    return {"asset_id": w.asset}


ROWS = [
    page("inventory:asset-list", WORKERS),
    page("inventory:asset-add", DESKS),
    page("inventory:asset-import", DESKS),
    page("inventory:asset-import-show", frozenset({"dafni"}), "asset_intake"),
    page("inventory:asset-show", SEERS, "asset"),
    form("inventory:asset-edit", KEEPERS, "asset", **EDITED),
    form("inventory:asset-retire", KEEPERS, "asset"),
    form("inventory:asset-restore", KEEPERS, "asset"),
    api("GET /assets", WORKERS),
    api("GET /assets/{asset}", SEERS, "asset"),
    api("POST /assets", KEEPERS, **NEW),
    api("POST /assets/import", DESKS, file="@asset_table"),
    api("POST /assets/{asset}/change", KEEPERS, "asset", note="Άλλη σημείωση"),
    api("POST /assets/{asset}/retire", KEEPERS, "asset"),
    api("POST /assets/{asset}/restore", KEEPERS, "asset"),
    command("inventory.add_asset", KEEPERS, lambda w: NEW),
    command("inventory.change_asset", KEEPERS, lambda w: {**_it(w), "note": "Άλλη"}),
    command("inventory.retire_asset", KEEPERS, _it),
    command("inventory.restore_asset", KEEPERS, _it),
    command("inventory.plan_assets", DESKS, lambda w: {"content": FILE}),
    command("inventory.import_assets", DESKS, lambda w: {"content": FILE}),
    command("inventory.hand_in_assets", DESKS, lambda w: {"name": "α.csv", "content": FILE}),
    command("inventory.intake_of", frozenset({"dafni"}), lambda w: {"intake_id": w.asset_intake}),
    command(
        "inventory.apply_assets",
        frozenset({"dafni"}),
        lambda w: {"intake_id": w.asset_intake, "digest": ""},
    ),
]
