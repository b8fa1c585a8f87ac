"""Instructions on tickets: sent and written down by those who work, closing by whoever asked."""

from tests.house.access.table import EVERYONE, READERS, REQUESTER, THEIRS, api, command, form, page

WRITE = READERS - {"elegktis"}
IT = {"instruction": "@public_instruction"}


def _solves(w):
    return {"ticket_id": w.ticket.pk, "instruction_id": w.public_instruction}


ROWS = [
    page("servicedesk:report-suggest", EVERYONE, what="κωδικός"),
    form("servicedesk:report-helped", EVERYONE, **IT),
    page("servicedesk:ticket-instructions", THEIRS, "number"),
    form("servicedesk:ticket-write-down", WRITE, "solved_number"),
    form("servicedesk:ticket-solve-by-instruction", REQUESTER, "number", **IT),
    api("GET /tickets/{ticket}/instructions", THEIRS, "number"),
    api("POST /tickets/{ticket}/write-down", WRITE, "solved_number"),
    api("POST /tickets/{ticket}/solve-by-instruction", REQUESTER, "number", **IT),
    command("servicedesk.write_down_ticket", WRITE, lambda w: {"ticket_id": w.solved.pk}),
    command("servicedesk.solve_by_instruction", REQUESTER, _solves),
]
