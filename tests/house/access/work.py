"""Tasks, checklists and the time spent: for those who work on a ticket, read by its units."""

from tests.cast import viewer_of
from tests.house.access.table import (
    ANYBODY,
    DESKS,
    EVERYONE,
    THEIRS,
    UNIT,
    WORKERS,
    api,
    command,
    form,
    page,
)
from tests.servicedesk.desk import act, opened

from pindos.organisation.queries import unit_named
from pindos.servicedesk.commands import make_calendar_feed, set_checklist

OWN = frozenset({"dafni"})
HEADS = UNIT - {"dafni"}
LIST = {"name": "Νέο κτίριο", "lines": "Πρίζες"}
TASK, TIME = ("busy_number", "task"), ("busy_number", "effort")


def world(w):
    dafni = w.people["dafni"]
    busy = opened(w.people["anthi"], title=f"Νέα θέση {w.SECRET}")
    [task] = act("add_tasks", dafni, busy, lines=[f"{w.SECRET} {w.INSIDE}"])
    effort = act("spend_time", dafni, busy, spent="15", note=f"{w.SECRET} {w.INSIDE}")
    w.florina = unit_named("TP-FLO").id
    made = set_checklist(
        viewer=viewer_of(w.people["giorgos"]), name=w.SECRET, lines=w.SECRET, unit_id=w.florina
    )
    row, w.feed_secret = make_calendar_feed(viewer=viewer_of(dafni))
    w.feed = row.pk
    w.busy, w.busy_number = busy, busy.number
    w.task, w.effort, w.checklist = task.pk, effort.pk, made.key


def _task(w):
    return {"ticket_id": w.busy.pk, "task_id": w.task}


def _time(w):
    return {"ticket_id": w.busy.pk, "effort_id": w.effort}


ROWS = [
    page("servicedesk:work-calendar", WORKERS),
    form("servicedesk:calendar-feeds", WORKERS),
    form("servicedesk:calendar-feed-revoke", OWN, "feed"),
    page("servicedesk:calendar-feed", ANYBODY, "feed_secret"),
    api("GET /calendar/feeds", EVERYONE),
    api("POST /calendar/feeds", WORKERS),
    api("POST /calendar/feeds/{feed}/revoke", OWN, "feed"),
    command("servicedesk.make_calendar_feed", WORKERS, lambda w: {}),
    command("servicedesk.revoke_calendar_feed", OWN, lambda w: {"feed_id": w.feed}),
    page("servicedesk:task-list", WORKERS),
    page("servicedesk:checklist-list", DESKS),
    page("servicedesk:checklist-new", HEADS | {"kyriaki"}),
    form("servicedesk:checklist-set", HEADS, "checklist", **LIST),
    form("servicedesk:ticket-tasks", UNIT, "number", lines="Θυρίδα"),
    form("servicedesk:ticket-task", UNIT, *TASK, title="Θυρίδα"),
    form("servicedesk:ticket-time", UNIT, "number", spent="15"),
    form("servicedesk:ticket-correct-time", UNIT, *TIME, spent="20"),
    form("servicedesk:ticket-remove-time", UNIT, *TIME),
    api("GET /tasks", EVERYONE),
    api("GET /checklists", EVERYONE),
    api("POST /checklists", HEADS, unit="TP-FLO", **LIST),
    api("GET /tickets/{ticket}/tasks", THEIRS, "busy_number"),
    api("POST /tickets/{ticket}/tasks", UNIT, "busy_number", lines=["Θυρίδα"]),
    api("POST /tickets/{ticket}/tasks/{task}/change", UNIT, *TASK, title="Θυρίδα"),
    api("GET /tickets/{ticket}/time", THEIRS, "busy_number"),
    api("POST /tickets/{ticket}/time", UNIT, "busy_number", spent="15"),
    api("POST /tickets/{ticket}/time/{effort}/correct", UNIT, *TIME, spent="20"),
    api("POST /tickets/{ticket}/time/{effort}/remove", UNIT, *TIME),
    *(form(f"servicedesk:task-{verb}", UNIT, *TASK) for verb in ("finish", "reopen", "remove")),
    *(
        api(f"POST /tickets/{{ticket}}/tasks/{{task}}/{verb}", UNIT, *TASK)
        for verb in ("finish", "reopen", "remove")
    ),
    command("servicedesk.set_checklist", HEADS, lambda w: {**LIST, "unit_id": w.florina}),
    command("servicedesk.add_tasks", UNIT, lambda w: {"ticket_id": w.busy.pk, "lines": ["α"]}),
    command("servicedesk.change_task", UNIT, lambda w: {**_task(w), "title": "Θυρίδα"}),
    command("servicedesk.finish_task", UNIT, _task),
    command("servicedesk.reopen_task", UNIT, _task),
    command("servicedesk.remove_task", UNIT, _task),
    command("servicedesk.spend_time", UNIT, lambda w: {"ticket_id": w.busy.pk, "spent": "15"}),
    command("servicedesk.correct_time", UNIT, lambda w: {**_time(w), "spent": "20"}),
    command("servicedesk.remove_time", UNIT, _time),
]
