"""What is sent each month: read by those who read the unit's work, set by its head and above."""

from tests.cast import viewer_of
from tests.house.access.table import EVERYONE, READERS, UNIT, WORKERS, api, command, form, page

from pindos.oversight.commands import add_dispatch

HEADS = UNIT - {"dafni"}
NEW = {"unit": "TP-FLO", "person": "giorgos", "what": "report"}


def world(w):
    w.dispatch = add_dispatch(
        viewer=viewer_of(w.people["giorgos"]), **{**NEW, "person": "dafni"}
    ).pk
    w.receiver = w.people["giorgos"].person_id


ROWS = [
    page("oversight:dispatch-list", WORKERS),
    page("oversight:dispatch-add", HEADS | {"kyriaki"}),
    page("oversight:dispatch-show", READERS, "dispatch"),
    form("oversight:dispatch-edit", HEADS, "dispatch", is_on="no"),
    api("GET /dispatches", EVERYONE),
    api("POST /dispatches", HEADS, **NEW),
    api("GET /dispatches/{dispatch}", READERS, "dispatch"),
    api("POST /dispatches/{dispatch}/edit", HEADS, "dispatch", is_on=False),
    command("oversight.add_dispatch", HEADS, lambda w: NEW),
    command(
        "oversight.edit_dispatch",
        HEADS,
        lambda w: {"dispatch_id": w.dispatch, "is_on": False},
    ),
]
