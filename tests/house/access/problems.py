"""Problems of Florina: its department works on them, those above and the auditor read them.

Those here are no known errors: one that is published is everybody's who works at a desk, which
tests/problems/ tries.
"""

from tests.cast import viewer_of
from tests.house.access.table import ASKED, DESKS, READERS, UNIT, WORKERS, api, command, form, page

from pindos.problems.commands import offer_problem, open_problem, resolve_problem

NEW = {"title": "Πέφτει η γραμμή"}
OPENED = {**NEW, "impact": "unit", "priority": "normal", "unit": "TP-FLO"}
EDITED = {"title": "Άλλος", "impact": "unit", "priority": "normal"}
TICKET = {"tickets": ["@solved_number"]}
OFFER = {"unit": "DPE-B", "reason": "Η βλάβη είναι στο κέντρο δεδομένων."}
WHY = {"reason": "Δεν είναι δικός μας ο διακομιστής."}
TELL = {"tell": "note", "text": "Το κοιτάμε."}


def world(w):
    dafni = viewer_of(w.people["dafni"])
    words = {
        "title": w.SECRET,
        "description": w.INSIDE,
        "cause": f"{w.INSIDE} {w.SECRET}",
        "workaround": f"{w.INSIDE} {w.SECRET}",
        "fix": f"{w.INSIDE} {w.SECRET}",
        "is_public": True,
    }
    w.problem = open_problem(viewer=dafni, tickets=[w.number], **words).pk
    w.resolved_problem = open_problem(viewer=dafni, **words).pk
    resolve_problem(viewer=dafni, problem_id=w.resolved_problem)
    w.offered_problem = open_problem(viewer=dafni, **words).pk
    offer_problem(viewer=dafni, problem_id=w.offered_problem, **OFFER)


def _it(**words):
    return lambda w: {"problem_id": w.problem, **words}


def _offered(**words):
    return lambda w: {"problem_id": w.offered_problem, **words}


def _resolved(w):
    return {"problem_id": w.resolved_problem}


def _tickets(w):
    return {"problem_id": w.problem, "tickets": [w.number]}


ROWS = [
    page("problems:problem-list", WORKERS),
    page("problems:known-error-list", WORKERS),
    form("problems:problem-open", UNIT, **OPENED),
    page("problems:problem-show", READERS, "problem"),
    form("problems:problem-edit", UNIT, "problem", **EDITED),
    form("problems:problem-note", UNIT, "problem", text="Βρέθηκε κάτι"),
    form("problems:problem-presence", READERS, "problem"),
    form("problems:problem-link", UNIT, "problem", tickets="@solved_number"),
    form("problems:problem-unlink", UNIT, "problem", ticket="@number"),
    form("problems:problem-cascade", READERS - {"elegktis"}, "problem", **TELL),
    form("problems:problem-investigate", UNIT, "problem"),
    form("problems:problem-publish", UNIT, "problem", cause="Ο δίσκος"),
    form("problems:problem-resolve", UNIT, "problem", fix="Άλλος δίσκος"),
    form("problems:problem-close", UNIT, "resolved_problem"),
    form("problems:problem-reopen", UNIT, "resolved_problem"),
    form("problems:problem-cancel", UNIT, "problem", reason="Δεν ήταν"),
    form("problems:problem-offer", UNIT, "problem", **OFFER),
    form("problems:problem-accept", ASKED, "offered_problem"),
    form("problems:problem-decline", ASKED, "offered_problem", **WHY),
    form("problems:problem-recall", UNIT, "offered_problem"),
    api("POST /problems/{problem}/offer", UNIT, "problem", **OFFER),
    api("POST /problems/{problem}/accept", ASKED, "offered_problem"),
    api("POST /problems/{problem}/decline", ASKED, "offered_problem", **WHY),
    api("POST /problems/{problem}/recall", UNIT, "offered_problem"),
    command("problems.offer_problem", UNIT, _it(**OFFER)),
    command("problems.accept_problem", ASKED, _offered()),
    command("problems.decline_problem", ASKED, _offered(**WHY)),
    command("problems.recall_problem", UNIT, _offered()),
    api("GET /problems", WORKERS),
    api("GET /known-errors", WORKERS),
    api("GET /problems/{problem}", READERS, "problem"),
    api("POST /problems", DESKS, **NEW),
    api("POST /problems/{problem}/edit", UNIT, "problem", cause="Ο δίσκος"),
    api("POST /problems/{problem}/link", UNIT, "problem", **TICKET),
    api("POST /problems/{problem}/unlink", UNIT, "problem", tickets=["@number"]),
    api("POST /problems/{problem}/note", UNIT, "problem", files=["@asset_table"]),
    api("POST /problems/{problem}/investigate", UNIT, "problem"),
    api("POST /problems/{problem}/publish", UNIT, "problem"),
    api("POST /problems/{problem}/resolve", UNIT, "problem"),
    api("POST /problems/{problem}/close", UNIT, "resolved_problem"),
    api("POST /problems/{problem}/reopen", UNIT, "resolved_problem"),
    api("POST /problems/{problem}/cancel", UNIT, "problem", reason="Δεν ήταν"),
    api("POST /problems/{problem}/cascade", READERS - {"elegktis"}, "problem", **TELL),
    command("problems.open_problem", DESKS, lambda w: NEW),
    command("problems.edit_problem", UNIT, _it(cause="Ο δίσκος")),
    command("problems.note_problem", UNIT, _it(text="Βρέθηκε κάτι")),
    command("problems.link_problem", UNIT, _tickets),
    command("problems.unlink_problem", UNIT, _tickets),
    command("problems.investigate_problem", UNIT, _it()),
    command("problems.publish_problem", UNIT, _it()),
    command("problems.resolve_problem", UNIT, _it()),
    command("problems.close_problem", UNIT, _resolved),
    command("problems.reopen_problem", UNIT, _resolved),
    command("problems.cancel_problem", UNIT, _it(reason="Δεν ήταν")),
    command("problems.preview_cascade", READERS - {"elegktis"}, _it(**TELL)),
]
