"""Merging and splitting: by whoever works on the tickets; undone likewise."""

from tests.house.access.table import READERS, THEIRS, UNIT, api, command, form, page
from tests.servicedesk.desk import act, opened

from pindos.records.queries import said_in

INTO = {"into": "@joint_number"}


def world(w):
    anthi, dafni = w.people["anthi"], w.people["dafni"]
    joint = opened(dafni, title=f"Έπεσε το δίκτυο {w.SECRET} {w.INSIDE}", description=w.INSIDE)
    merged = opened(anthi, title=f"Δεν έχω δίκτυο {w.SECRET}")
    act("merge_ticket", dafni, merged, into=joint.number)
    act("reply_to_ticket", dafni, joint, text=f"Το κοιτάμε. {w.SECRET}")
    act("note_ticket", dafni, joint, text=f"{w.INSIDE} {w.SECRET}")
    w.joint, w.joint_number = joint, joint.number
    w.said = said_in(w.ticket.record_id)[0].pk
    w.merged, w.merged_number = merged, merged.number


PART = {"entries": ["@said"], "title": "Ξεχωριστό θέμα"}

ROWS = [
    page("servicedesk:ticket-duplicates", READERS, "number"),
    page("servicedesk:ticket-alike", READERS, "number"),
    api("GET /tickets/{ticket}/duplicates", READERS, "number"),
    api("GET /tickets/{ticket}/alike", READERS, "number"),
    form("servicedesk:ticket-split", UNIT, "number", **PART),
    api("POST /tickets/{ticket}/split", UNIT, "number", **PART),
    command(
        "servicedesk.split_ticket",
        UNIT,
        lambda w: {"ticket_id": w.ticket.pk, "entries": [w.said], "title": "Ξεχωριστό θέμα"},
    ),
    form("servicedesk:ticket-merge", UNIT, "number", other="@joint_number", sure="on"),
    form("servicedesk:ticket-unmerge", UNIT, "merged_number"),
    api("GET /tickets/{ticket}/merged", THEIRS, "merged_number"),
    api("POST /tickets/{ticket}/merge", UNIT, "number", **INTO),
    api("POST /tickets/{ticket}/unmerge", UNIT, "merged_number"),
    command(
        "servicedesk.merge_ticket",
        UNIT,
        lambda w: {"ticket_id": w.ticket.pk, "into": w.joint_number},
    ),
    command("servicedesk.unmerge_ticket", UNIT, lambda w: {"ticket_id": w.merged.pk}),
]
