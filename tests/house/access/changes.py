"""Planned work of Florina: its department does it, its head approves, the building is told."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.cast import viewer_of
from tests.changes.plans import act, planned
from tests.house.access.table import (
    DESKS,
    EVERYONE,
    READERS,
    UNIT,
    WORKERS,
    api,
    command,
    form,
    page,
)

from pindos.changes.commands import link_change, link_problem
from pindos.problems.commands import open_problem

HEAD = frozenset({"giorgos"})
CONCERNED = frozenset({"anthi", "dafni", "giorgos"})  # who sit in the building
SOON = (timezone.now() + timedelta(days=3)).isoformat(timespec="minutes")
LATER = (timezone.now() + timedelta(days=3, hours=2)).isoformat(timespec="minutes")
TIME = {"starts_at": SOON, "ends_at": LATER, "reason": "Ο πάροχος άλλαξε την ημέρα."}
LOCAL = {**TIME, "starts_at": SOON[:16], "ends_at": LATER[:16]}
WHY = {"reason": "Δεν γίνεται αυτή την εβδομάδα."}
NEW = {"title": "Νέος μεταγωγέας", "sites": ["FLO-DIOIK"], "unit": "TP-FLO"}
WORDS = {"kind": "normal", "scale": "few", "undo": "easy", "title": "Νέος μεταγωγέας"}


def world(w):
    dafni, giorgos = w.people["dafni"], w.people["giorgos"]

    def one(*verbs, **words):
        change = planned(dafni, title=f"{w.SECRET} {words}", reason=w.INSIDE, **words)
        for verb in verbs:
            by = giorgos if verb == "approve_change" else dafni
            act(verb, by, change)
        return change.pk

    w.change_draft = one()
    w.change_asked = one("ask_change")
    w.change_planned = one("ask_change", "approve_change")
    w.change_begun = one("ask_change", "approve_change", "start_change")
    w.change_done = one("ask_change", "approve_change", "start_change", "finish_change")
    link_change(viewer=viewer_of(dafni), change_id=w.change_draft, ticket=w.number)
    it = {"viewer": viewer_of(dafni)}
    w.aim, w.new_aim = (open_problem(**it, title=w.SECRET).number for _each in range(2))
    link_problem(**it, change_id=w.change_draft, problem=w.aim)
    w.change_files = [SimpleUploadedFile("σχέδιο.txt", w.SECRET.encode(), "text/plain")]


def _on(name, **words):
    return lambda w: {"change_id": getattr(w, name), **words}


def _tie(w):
    return {"change_id": w.change_draft, "ticket": w.number}


def _aim(name):
    return lambda w: {"change_id": w.change_draft, "problem": getattr(w, name)}


ROWS = [
    page("changes:change-list", WORKERS),
    page("changes:change-plan", DESKS),
    page("changes:change-show", READERS, "change_draft"),
    page("changes:planned-show", CONCERNED, "change_planned"),
    form("changes:change-presence", READERS, "change_draft"),
    form("changes:change-edit", UNIT, "change_draft", **WORDS),
    form("changes:change-ask", UNIT, "change_draft"),
    form("changes:change-withdraw", UNIT, "change_asked"),
    form("changes:change-approve", HEAD, "change_asked"),
    form("changes:change-refuse", HEAD, "change_asked", **WHY),
    form("changes:change-reschedule", UNIT, "change_planned", **LOCAL),
    form("changes:change-start", UNIT, "change_planned"),
    form("changes:change-finish", UNIT, "change_begun"),
    form("changes:change-back-out", UNIT, "change_begun", **WHY),
    form("changes:change-cancel", UNIT, "change_planned", **WHY),
    form("changes:change-review", UNIT, "change_done", text="Πήγε καλά."),
    form("changes:change-note", UNIT, "change_draft", text="Θέλει δύο άτομα."),
    form("changes:change-link", UNIT, "change_draft", ticket="@number", tie="led-to"),
    form("changes:change-unlink", UNIT, "change_draft", ticket="@number"),
    form("changes:change-link-problem", UNIT, "change_draft", problem="@new_aim"),
    form("changes:change-unlink-problem", UNIT, "change_draft", problem="@aim"),
    api("GET /changes", WORKERS),
    api("GET /planned-work", EVERYONE),
    api("POST /changes", UNIT, **NEW),
    api("GET /changes/{change}", READERS, "change_draft"),
    api("POST /changes/{change}/edit", UNIT, "change_draft", reason="Άλλος λόγος"),
    api("POST /changes/{change}/ask", UNIT, "change_draft"),
    api("POST /changes/{change}/withdraw", UNIT, "change_asked"),
    api("POST /changes/{change}/approve", HEAD, "change_asked"),
    api("POST /changes/{change}/refuse", HEAD, "change_asked", **WHY),
    api("POST /changes/{change}/reschedule", UNIT, "change_planned", **TIME),
    api("POST /changes/{change}/start", UNIT, "change_planned"),
    api("POST /changes/{change}/finish", UNIT, "change_begun"),
    api("POST /changes/{change}/back-out", UNIT, "change_begun", **WHY),
    api("POST /changes/{change}/cancel", UNIT, "change_planned", **WHY),
    api("POST /changes/{change}/review", UNIT, "change_done", text="Πήγε καλά."),
    api("POST /changes/{change}/note", UNIT, "change_draft", text="Θέλει δύο άτομα."),
    api("POST /changes/{change}/attachments", UNIT, "change_draft", files="@change_files"),
    api("POST /changes/{change}/link", UNIT, "change_draft", ticket="@number", tie="led-to"),
    api("POST /changes/{change}/unlink", UNIT, "change_draft", ticket="@number"),
    api("POST /changes/{change}/link-problem", UNIT, "change_draft", problem="@new_aim"),
    api("POST /changes/{change}/unlink-problem", UNIT, "change_draft", problem="@aim"),
    command("changes.plan_change", UNIT, lambda w: NEW),
    command("changes.edit_change", UNIT, _on("change_draft", reason="Άλλος λόγος")),
    command("changes.ask_change", UNIT, _on("change_draft")),
    command("changes.withdraw_change", UNIT, _on("change_asked")),
    command("changes.approve_change", HEAD, _on("change_asked")),
    command("changes.refuse_change", HEAD, _on("change_asked", **WHY)),
    command("changes.reschedule_change", UNIT, _on("change_planned", **TIME)),
    command("changes.start_change", UNIT, _on("change_planned")),
    command("changes.finish_change", UNIT, _on("change_begun")),
    command("changes.back_out_change", UNIT, _on("change_begun", **WHY)),
    command("changes.cancel_change", UNIT, _on("change_planned", **WHY)),
    command("changes.review_change", UNIT, _on("change_done", text="Πήγε καλά.")),
    command("changes.note_change", UNIT, _on("change_draft", text="Θέλει δύο άτομα.")),
    command("changes.link_change", UNIT, lambda w: {**_tie(w), "tie": "led-to"}),
    command("changes.unlink_change", UNIT, _tie),
    command("changes.link_problem", UNIT, _aim("new_aim")),
    command("changes.unlink_problem", UNIT, _aim("aim")),
]
