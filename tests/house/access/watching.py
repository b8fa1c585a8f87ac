"""Watching: by whoever sees it in full; others are let in by the desk or by the requester."""

from django.utils import timezone
from tests.cast import engaged
from tests.house.access.table import READERS, REQUESTER, THEIRS, UNIT, api, command, form, page
from tests.servicedesk.desk import act, opened

from pindos.mail.models import Arrival
from pindos.mail.terms import Fate, Why
from pindos.servicedesk.models import Mailed, Ticket

KEEPERS = UNIT | REQUESTER
ADDED = {"person": "zoi@example.gr"}


def world(w):
    zoi = engaged(
        "zoi",
        "Ζωή",
        "Βλάχου",
        role="employee",
        unit="EPWM",
        site="FLO-DIOIK",
        service="Τμήμα Αδειών Διαμονής Φλώρινας",
    )
    w.watched = opened(w.people["anthi"], title=f"Το βλέπουν κι άλλοι {w.SECRET}")
    w.watched_number = w.watched.number
    act("add_watcher", w.people["dafni"], w.watched, person="zoi@example.gr")
    act("note_ticket", w.people["dafni"], w.watched, text=f"{w.INSIDE} {w.SECRET}")
    w.watcher = zoi.person_id
    w.outsider, w.quiet = "maria.papa@ote.example", "nikos@dei.example"
    w.mailed = opened(w.people["anthi"], title=f"Γράφουν κι απ' έξω {w.SECRET}")
    w.mailed_number = w.mailed.number
    for number, sender in enumerate((w.outsider, w.quiet)):
        Arrival.objects.create(
            essence=f"outsider-{number}",
            sha256="0" * 64,
            size=1,
            source="pipe",
            sender=sender,
            fate=Fate.ADDED,
            why=Why.BY_HAND,
            about=f"servicedesk.ticket:{w.mailed.pk}",
            quiet_since=timezone.now() if sender == w.quiet else None,
        )
    last = Mailed.objects.create(ticket=w.mailed, at=timezone.now(), domain="ote.example")
    Ticket.objects.filter(pk=w.mailed.pk).update(mailed=last)


def _watched(w):
    return {"ticket_id": w.watched.pk, "person_id": w.watcher}


def _outside(name):
    return lambda w: {"ticket_id": w.mailed.pk, "address": getattr(w, name)}


OFF, ON = {"address": "@outsider"}, {"address": "@quiet"}
ROWS = [
    form("servicedesk:ticket-remove-outsider", UNIT, "mailed_number", **OFF),
    form("servicedesk:ticket-add-outsider", UNIT, "mailed_number", **ON),
    api("GET /tickets/{ticket}/outsiders", THEIRS, "mailed_number"),
    api("POST /tickets/{ticket}/remove-outsider", UNIT, "mailed_number", **OFF),
    api("POST /tickets/{ticket}/add-outsider", UNIT, "mailed_number", **ON),
    command("servicedesk.remove_outsider", UNIT, _outside("outsider")),
    command("servicedesk.add_outsider", UNIT, _outside("quiet")),
    form("servicedesk:ticket-watch", READERS, "number"),
    form("servicedesk:ticket-unwatch", THEIRS, "number"),
    form("servicedesk:ticket-add-watcher", KEEPERS, "number", **ADDED),
    form("servicedesk:ticket-remove-watcher", KEEPERS, "watched_number", person="@watcher"),
    page("servicedesk:ticket-watcher-options", THEIRS, "number", person="Κα"),
    page("servicedesk:ticket-readers", READERS, "number"),
    page("servicedesk:ticket-addressable", THEIRS, "number"),
    api("GET /tickets/{ticket}/readers", READERS, "number"),
    api("GET /tickets/{ticket}/watchers", THEIRS, "watched_number"),
    api("GET /tickets/{ticket}/watchers/options", THEIRS, "number", q="Κα"),
    api("GET /tickets/{ticket}/addressable", THEIRS, "number"),
    api("POST /tickets/{ticket}/watch", READERS, "number"),
    api("POST /tickets/{ticket}/unwatch", THEIRS, "number"),
    api("POST /tickets/{ticket}/add-watcher", KEEPERS, "number", **ADDED),
    api("POST /tickets/{ticket}/remove-watcher", KEEPERS, "watched_number", person="@watcher"),
    command("servicedesk.watch_ticket", READERS, lambda w: {"ticket_id": w.ticket.pk}),
    command("servicedesk.unwatch_ticket", THEIRS, lambda w: {"ticket_id": w.ticket.pk}),
    command("servicedesk.add_watcher", KEEPERS, lambda w: {"ticket_id": w.ticket.pk, **ADDED}),
    command("servicedesk.remove_watcher", KEEPERS, _watched),
]
