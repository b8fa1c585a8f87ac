"""Merging: by whoever works on both; undone by whoever works on the one that was merged."""

from tests.house.access.table import THEIRS, UNIT, api, command, form
from tests.servicedesk.desk import act, opened

INTO = {"into": "@joint_number"}


def world(w):
    anthi, dafni = w.people["anthi"], w.people["dafni"]
    joint = opened(dafni, title=f"Έπεσε το δίκτυο {w.SECRET} {w.INSIDE}", description=w.INSIDE)
    merged = opened(anthi, title=f"Δεν έχω δίκτυο {w.SECRET}")
    act("merge_ticket", dafni, merged, into=joint.number)
    act("reply_to_ticket", dafni, joint, text=f"Το κοιτάμε. {w.SECRET}")
    act("note_ticket", dafni, joint, text=f"{w.INSIDE} {w.SECRET}")
    w.joint, w.joint_number = joint, joint.number
    w.merged, w.merged_number = merged, merged.number


ROWS = [
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
