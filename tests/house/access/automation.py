"""Rules of a unit: read by those who read its work, written by its head and above."""

from tests.cast import viewer_of
from tests.house.access.table import EVERYONE, READERS, UNIT, WORKERS, api, command, form, page

from pindos.automation.commands import add_routine, add_rule, try_rule

HEADS = UNIT - {"dafni"}
ANY_HEAD = HEADS | {"kyriaki"}
NEW = {"name": "Νέος κανόνας", "when": "opened", "note": "Δες το χαρτί."}
SENT = {**NEW, "place": "10", "do": "save"}
ROUTINE = {"name": "Κάθε μήνα", "title": "Έλεγχος {μήνας:γενική}"}
OFTEN = {
    **{"every": "months", "step": "1", "day": "1", "weekday": "0", "nth": "1"},
    **{"shift": "forward", "begins": "2026-01-01", "requester": "@head"},
}


def world(w):
    made = add_rule(
        viewer=viewer_of(w.people["giorgos"]),
        unit="TP-FLO",
        **{**NEW, "name": f"Κανόνας {w.SECRET}", "note": f"{w.INSIDE} {w.SECRET}"},
    )
    try_rule(viewer=viewer_of(w.people["giorgos"]), rule_id=made.pk)
    w.rule = made.pk
    again = {**ROUTINE, "name": f"Κάθε μήνα {w.SECRET}", "description": w.INSIDE}
    w.routine = add_routine(viewer=viewer_of(w.people["giorgos"]), unit="TP-FLO", **again).pk
    w.head = w.people["giorgos"].person_id


def _it(w):
    return {"rule_id": w.rule}


def _again(w):
    return {"routine_id": w.routine}


ROWS = [
    page("automation:rule-list", WORKERS),
    page("automation:run-list", WORKERS),
    page("automation:rule-add", ANY_HEAD),
    page("automation:rule-show", READERS, "rule"),
    form("automation:rule-edit", HEADS, "rule", **SENT),
    form("automation:rule-try", HEADS, "rule"),
    form("automation:rule-switch-on", HEADS, "rule"),
    form("automation:rule-switch-off", HEADS, "rule"),
    api("GET /rules", EVERYONE),
    api("POST /rules", HEADS, unit="TP-FLO", **NEW),
    api("GET /rules/runs", EVERYONE),
    api("GET /rules/{rule}", READERS, "rule"),
    api("POST /rules/{rule}/edit", HEADS, "rule", note="Άλλο"),
    api("POST /rules/{rule}/try", HEADS, "rule"),
    api("POST /rules/{rule}/switch-on", HEADS, "rule"),
    api("POST /rules/{rule}/switch-off", HEADS, "rule"),
    command("automation.add_rule", HEADS, lambda w: {**NEW, "unit": "TP-FLO"}),
    command("automation.edit_rule", HEADS, lambda w: {**_it(w), "note": "Άλλο"}),
    command("automation.try_rule", HEADS, _it),
    command("automation.switch_rule_on", HEADS, _it),
    command("automation.switch_rule_off", HEADS, _it),
    page("automation:routine-list", WORKERS),
    page("automation:routine-add", ANY_HEAD),
    page("automation:routine-show", READERS, "routine"),
    form("automation:routine-edit", HEADS, "routine", **ROUTINE, **OFTEN),
    form("automation:routine-switch-on", HEADS, "routine"),
    form("automation:routine-switch-off", HEADS, "routine"),
    api("GET /routines", EVERYONE),
    api("POST /routines", HEADS, unit="TP-FLO", requester="giorgos", **ROUTINE),
    api("GET /routines/{routine}", READERS, "routine"),
    api("POST /routines/{routine}/edit", HEADS, "routine", step=2),
    api("POST /routines/{routine}/switch-on", HEADS, "routine"),
    api("POST /routines/{routine}/switch-off", HEADS, "routine"),
    command(
        "automation.add_routine",
        HEADS,
        lambda w: {**ROUTINE, "unit": "TP-FLO", "requester_id": w.head},
    ),
    command("automation.edit_routine", HEADS, lambda w: {**_again(w), "step": 2}),
    command("automation.switch_routine_on", HEADS, _again),
    command("automation.switch_routine_off", HEADS, _again),
]
