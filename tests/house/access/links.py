"""Tickets that belong together: linked by those who work on one and see the other."""

from tests.house.access.table import THEIRS, UNIT, api, command, form, page
from tests.servicedesk.desk import act

OTHER = {"other": "@sent_up_number", "tie": "related"}
TIED = {"other": "@solved_number", "tie": "related"}


def world(w):
    act("link_ticket", w.people["dafni"], w.ticket, other=w.solved_number, tie="related")


ROWS = [
    form("servicedesk:ticket-link", UNIT, "number", **OTHER),
    page("servicedesk:ticket-link-options", THEIRS, "number", other="FLO"),
    form("servicedesk:ticket-unlink", UNIT, "number", **TIED),
    api("GET /tickets/{ticket}/links", THEIRS, "number"),
    api("GET /tickets/{ticket}/link/options", THEIRS, "number", q="FLO"),
    api("POST /tickets/{ticket}/link", UNIT, "number", **OTHER),
    api("POST /tickets/{ticket}/unlink", UNIT, "number", **TIED),
    command(
        "servicedesk.link_ticket",
        UNIT,
        lambda w: {"ticket_id": w.ticket.pk, "other": w.sent_up_number, "tie": "related"},
    ),
    command(
        "servicedesk.unlink_ticket",
        UNIT,
        lambda w: {"ticket_id": w.ticket.pk, "other": w.solved_number, "tie": "related"},
    ),
]
