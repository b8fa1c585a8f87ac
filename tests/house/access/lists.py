"""A filter that somebody keeps is theirs alone until it is shared; its rows are never given."""

from tests.cast import viewer_of
from tests.house.access.table import EVERYONE, REQUESTER, api, command, form, page

from pindos.lists.commands import save_view


def world(w):
    anthi = viewer_of(w.people["anthi"])
    w.view = save_view(viewer=anthi, list_key="tickets", name=w.SECRET, filter="state = open").pk
    w.list_key = "tickets"


def _it(w):
    return {"view_id": w.view}


NEW = {"name": "Νέα προβολή", "filter": "late = yes"}
ROWS = [
    page("lists:view-list", EVERYONE),
    page("lists:view-add", EVERYONE, list="tickets"),
    page("lists:view-edit", REQUESTER, "view"),
    form("lists:view-delete", REQUESTER, "view"),
    form("lists:view-subscribe", REQUESTER, "view", cadence="day"),
    page("lists:export", EVERYONE, list="tickets"),
    api("GET /lists", EVERYONE),
    api("GET /lists/{key}/export", EVERYONE, "list_key"),
    api("GET /lists/{key}/rows", EVERYONE, "list_key"),
    api("GET /views", EVERYONE),
    api("POST /views", EVERYONE, list="tickets", **NEW),
    api("GET /views/{view_id}", REQUESTER, "view"),
    api("PATCH /views/{view_id}", REQUESTER, "view", name="Άλλη"),
    api("DELETE /views/{view_id}", REQUESTER, "view"),
    api("POST /views/{view_id}/subscribe", REQUESTER, "view", cadence="week"),
    api("POST /views/{view_id}/unsubscribe", REQUESTER, "view"),
    command("lists.save_view", EVERYONE, lambda w: {"list_key": "tickets", **NEW}),
    command("lists.change_view", REQUESTER, lambda w: {**_it(w), "name": "Άλλη"}),
    command("lists.delete_view", REQUESTER, _it),
    command("lists.subscribe_to_view", REQUESTER, lambda w: {**_it(w), "cadence": "new"}),
    command("lists.unsubscribe_from_view", EVERYONE, _it),  # who is not told loses nothing
    command("lists.export_list", EVERYONE, lambda w: {"list_key": "tickets"}),
]
