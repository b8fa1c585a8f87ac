"""Acts on many tickets: of whoever began them; the head of the unit reads what was carried out."""

from tests.cast import viewer_of
from tests.house.access.table import EVERYONE, UNIT, WORKERS, api, command, form, page

from pindos.servicedesk.commands import carry_out_bulk_act, preview_bulk_act
from pindos.servicedesk.models import Ticket

SEEING = UNIT | {"iason", "ioanna"}
OWN = frozenset({"dafni"})
NOTE = {"verb": "note", "tickets": ["@number"], "arguments": {"text": "Ίδια αιτία."}}


def world(w):
    dafni = viewer_of(w.people["dafni"])
    ids = [Ticket.objects.get(number=w.number).pk]
    looked, done = (
        preview_bulk_act(
            viewer=dafni,
            verb="note",
            ticket_ids=ids,
            arguments={"text": f"{w.SECRET} {w.INSIDE}"},
        ).pk
        for _ in range(2)
    )
    carry_out_bulk_act(viewer=dafni, bulk_id=done)
    w.looked, w.done, w.bulk_ids = looked, done, ids


def _note(w):
    return {"verb": "note", "ticket_ids": w.bulk_ids, "arguments": {"text": "Ίδια αιτία."}}


ROWS = [
    page("servicedesk:bulk-act-list", WORKERS),
    page("servicedesk:bulk-act-show", UNIT, "done"),
    form("servicedesk:bulk-act-preview", SEEING, do="take", ticket="@number"),
    form("servicedesk:bulk-act-carry-out", OWN, "looked"),
    form("servicedesk:bulk-act-undo", OWN, "done"),
    api("GET /tickets/bulk/acts", EVERYONE),
    api("GET /tickets/bulk/{bulk}", UNIT, "done"),
    api("POST /tickets/bulk/preview", SEEING, **NOTE),
    api("POST /tickets/bulk", UNIT, **NOTE),
    api("POST /tickets/bulk/{bulk}/carry-out", OWN, "looked"),
    api("POST /tickets/bulk/{bulk}/undo", OWN, "done"),
    command("servicedesk.preview_bulk_act", SEEING, _note),
    command("servicedesk.carry_out_bulk_act", OWN, lambda w: {"bulk_id": w.looked}),
    command("servicedesk.undo_bulk_act", OWN, lambda w: {"bulk_id": w.done}),
]
