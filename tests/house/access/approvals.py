"""Approval by a head: asked by the desk, decided by the head of the unit that was asked."""

from tests.house.access.table import EVERYONE, READERS, UNIT, api, command, form, page
from tests.servicedesk.desk import act, opened

QUESTION = {"question": "Να αγοραστεί οθόνη;", "unit": "TP-FLO"}
HEAD = frozenset({"giorgos"})


def world(w):
    anthi, dafni = w.people["anthi"], w.people["dafni"]
    asked = opened(anthi, title=f"Οθόνη {w.SECRET}")
    row = act("ask_approval", dafni, asked, question=f"{w.SECRET} {w.INSIDE}", unit="TP-FLO")
    w.approval = row.pk


def _approval(w):
    return {"approval_id": w.approval, "reason": "Δεν υπάρχει πίστωση."}


ROWS = [
    form("servicedesk:ticket-ask-approval", UNIT, "number", **QUESTION),
    page("servicedesk:approval-list", EVERYONE),
    page("servicedesk:approval-show", READERS, "approval"),
    form("servicedesk:approval-give", HEAD, "approval"),
    form("servicedesk:approval-decline", HEAD, "approval", reason="Δεν υπάρχει πίστωση."),
    form("servicedesk:approval-withdraw", UNIT, "approval"),
    api("GET /approvals", EVERYONE),
    api("GET /approvals/{approval}", READERS, "approval"),
    api("POST /tickets/{ticket}/ask-approval", UNIT, "number", **QUESTION),
    api("POST /approvals/{approval}/give", HEAD, "approval"),
    api("POST /approvals/{approval}/decline", HEAD, "approval", reason="Όχι τώρα."),
    api("POST /approvals/{approval}/withdraw", UNIT, "approval"),
    command("servicedesk.ask_approval", UNIT, lambda w: {"ticket_id": w.ticket.pk, **QUESTION}),
    command("servicedesk.give_approval", HEAD, _approval),
    command("servicedesk.decline_approval", HEAD, _approval),
    command("servicedesk.withdraw_approval", UNIT, _approval),
]
