"""A ticket of Florina: its unit works on it, the unit asked on its leg, its requester asks."""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.house.access.table import (
    ADMIN,
    ASKED,
    EVERYONE,
    READERS,
    REQUESTER,
    THEIRS,
    UNIT,
    api,
    command,
    form,
    page,
)
from tests.servicedesk.desk import ANSWER, QUESTION, REASON, STORY, TRIED

ACTS = {  # verb: command, who may, on which ticket, with what
    "take": ("take_ticket", UNIT, "ticket", {}),
    "assign": ("assign_ticket", UNIT, "ticket", {}),
    "note": ("note_ticket", UNIT, "ticket", {"text": STORY}),
    "priority": ("set_priority", UNIT, "ticket", {"impact": "all", "urgency": "high"}),
    "edit": ("edit_ticket", UNIT | REQUESTER, "ticket", {"title": "Νέος τίτλος"}),
    "refer": ("refer_ticket", UNIT, "ticket", {"tried": TRIED, "reason": REASON}),
    "accept": ("accept_ticket", ASKED, "sent_up", {}),
    "return": ("return_ticket", ASKED, "sent_up", {"question": QUESTION}),
    "hand-back": ("hand_back_ticket", ASKED, "sent_up", {"answer": ANSWER}),
    "recall": ("recall_ticket", UNIT, "sent_up", {"reason": REASON}),
    "move": ("move_ticket", UNIT, "ticket", {"reason": REASON, "unit": "TP-KOZ"}),
    "resolve": ("resolve_ticket", UNIT, "ticket", {"answer": ANSWER}),
    "confirm": ("confirm_ticket", REQUESTER, "solved", {}),
    "reopen": ("reopen_ticket", UNIT | REQUESTER, "solved", {"reason": REASON}),
    "categorise": ("categorise_ticket", UNIT, "ticket", {"category": "toner"}),
    "equip": ("equip_ticket", UNIT, "ticket", {"asset": ""}),
    "reply": ("reply_to_ticket", UNIT | REQUESTER, "ticket", {"text": STORY}),
}
PLACE = {"prefecture": "FLO", "answer": 30}
LEVEL = {"answer": "1 ώρα", "solution": "2 ημέρες", "leg": "4 ώρες", "hours": "office"}
# These pages ask in words of their own.
NOT_AS_FORM = {"categorise", "note", "assign", "move", "refer", "reply"}


def _number(thing):
    return "number" if thing == "ticket" else f"{thing}_number"


def _given(thing, words):
    return lambda w: {"ticket_id": getattr(w, thing).pk, **words}


ROWS = [
    page("servicedesk:today", EVERYONE),
    page("servicedesk:report", EVERYONE),
    page("servicedesk:requester-options", EVERYONE, requester="Κα"),
    page("servicedesk:report-sent", THEIRS, "number"),
    page("servicedesk:referral-list", EVERYONE),
    page("servicedesk:level-list", ADMIN),
    form("servicedesk:level-new", ADMIN, priority="", prefecture="FLO", answer="30 λεπτά"),
    form("servicedesk:level-set", ADMIN, "scope", **LEVEL),
    page("servicedesk:ticket-deadlines", THEIRS, "number"),
    page("servicedesk:ticket-list", EVERYONE),
    page("servicedesk:ticket-board", EVERYONE),
    page("servicedesk:ticket-mine", EVERYONE),
    page("servicedesk:ticket-show", THEIRS, "number"),
    form("servicedesk:ticket-presence", READERS, "number", seen="0"),
    form("servicedesk:ticket-reply", UNIT | REQUESTER, "number", text=STORY, to="user"),
    form(
        "servicedesk:ticket-refer",
        UNIT,
        "number",
        why="other",
        other=REASON,
        more=TRIED,
        found=STORY,
        ask=QUESTION,
    ),
    form("servicedesk:ticket-move", UNIT, "number", reason=REASON, unit="TP-KOZ"),
    form("servicedesk:ticket-assign", UNIT, "number", person_id="@worker"),
    api("GET /tickets", EVERYONE),
    api("POST /tickets", EVERYONE, title="Νέο", prefecture="FLO"),
    api("GET /tickets/{ticket}", THEIRS, "number"),
    api("POST /tickets/{ticket}/attachments", UNIT | REQUESTER, "number", files="@upload"),
    api("GET /levels", EVERYONE),
    api("POST /levels", ADMIN, prefecture="FLO", answer=30),
    api("POST /levels/plan", ADMIN, prefecture="FLO", answer=30),
    api("GET /tickets/{ticket}/deadlines", THEIRS, "number"),
    command("servicedesk.open_ticket", EVERYONE, lambda w: {"title": "Νέο", "prefecture": "FLO"}),
    command("servicedesk.change_of_level", ADMIN, lambda w: {**PLACE, "is_retired": False}),
    command("servicedesk.set_level", ADMIN, lambda w: PLACE),
    *(
        form(f"servicedesk:ticket-{verb}", may, _number(thing), **words)
        for verb, (_, may, thing, words) in ACTS.items()
        if verb not in NOT_AS_FORM
    ),
    *(
        api(f"POST /tickets/{{ticket}}/{verb}", may, _number(thing), **words)
        for verb, (_, may, thing, words) in ACTS.items()
    ),
    *(
        command(f"servicedesk.{name}", may, _given(thing, words))
        for name, may, thing, words in ACTS.values()
    ),
]


def world(w):
    w.upload = [SimpleUploadedFile("νέο.txt", b"x", "text/plain")]
    w.worker = w.people["dafni"].person_id
    w.scope = "3-0-0"
