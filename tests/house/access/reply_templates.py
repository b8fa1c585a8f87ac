"""Ready texts of a unit: used by those who work for it, written by its head."""

from tests.cast import viewer_of
from tests.house.access.table import (
    EVERYONE,
    READERS,
    UNIT,
    WORKERS,
    api,
    command,
    form,
    page,
)

from pindos.servicedesk.commands import add_reply_template

HEADS = UNIT - {"dafni"}
ANY_HEAD = HEADS | {"kyriaki"}
WORDING = {"name": "Νέο κείμενο", "text": "Καλημέρα σας."}


def world(w):
    made = add_reply_template(
        viewer=viewer_of(w.people["giorgos"]),
        name=w.SECRET,
        text=f"{w.SECRET} {w.INSIDE}",
        unit="TP-FLO",
    )
    w.template = made.pk


def _it(w):
    return {"template_id": w.template}


ROWS = [
    page("servicedesk:reply-template-list", WORKERS),
    page("servicedesk:reply-template-add", ANY_HEAD),
    page("servicedesk:reply-template-show", READERS, "template"),
    form("servicedesk:reply-template-edit", HEADS, "template", **WORDING),
    form("servicedesk:reply-template-retire", HEADS, "template"),
    form("servicedesk:reply-template-restore", HEADS, "template"),
    form("servicedesk:ticket-reply-template", UNIT, "number", template="@template"),
    api("GET /reply-templates", EVERYONE),
    api("POST /reply-templates", HEADS, unit="TP-FLO", **WORDING),
    api("GET /reply-templates/{template}", READERS, "template"),
    api("POST /reply-templates/{template}/edit", HEADS, "template", **WORDING),
    api("POST /reply-templates/{template}/retire", HEADS, "template"),
    api("POST /reply-templates/{template}/restore", HEADS, "template"),
    api("GET /tickets/{ticket}/reply-templates/{template}", READERS, "number", "template"),
    command("servicedesk.add_reply_template", HEADS, lambda w: {**WORDING, "unit": "TP-FLO"}),
    command("servicedesk.edit_reply_template", HEADS, lambda w: {**_it(w), **WORDING}),
    command("servicedesk.retire_reply_template", HEADS, _it),
    command("servicedesk.restore_reply_template", HEADS, _it),
]
