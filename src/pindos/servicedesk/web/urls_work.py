"""Addresses of what people do while they work on a ticket."""

from django.urls import path

from pindos.servicedesk.web.views import calendar, efforts, feeds, tasks

TICKET = "tickets/<str:number>"
WORK = [
    path(f"{TICKET}/tasks/", tasks.ticket_tasks, name="ticket-tasks"),
    path(f"{TICKET}/tasks/<int:task>/", tasks.ticket_task, name="ticket-task"),
    *(
        path(f"{TICKET}/tasks/<int:task>/{verb}/", page, name=f"task-{verb}")
        for verb, page in tasks.AT_ONCE.items()
    ),
    path(f"{TICKET}/time/", efforts.ticket_time, name="ticket-time"),
    path(f"{TICKET}/time/<int:effort>/", efforts.ticket_correct_time, name="ticket-correct-time"),
    path(
        f"{TICKET}/time/<int:effort>/remove/",
        efforts.ticket_remove_time,
        name="ticket-remove-time",
    ),
    path("calendar/", calendar.work_calendar, name="work-calendar"),
    path("calendar/feeds/", feeds.calendar_feeds, name="calendar-feeds"),
    path(
        "calendar/feeds/<int:pk>/revoke/", feeds.calendar_feed_revoke, name="calendar-feed-revoke"
    ),
    path("calendar/feed/<str:secret>.ics", feeds.calendar_feed, name="calendar-feed"),
    path("tasks/", tasks.task_list, name="task-list"),
    path("checklists/", tasks.checklist_list, name="checklist-list"),
    path("checklists/new/", tasks.checklist_set, name="checklist-new"),
    path("checklists/<str:key>/", tasks.checklist_set, name="checklist-set"),
]
