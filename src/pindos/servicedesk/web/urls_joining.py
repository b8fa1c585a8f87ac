"""Addresses of those who come to a ticket of others."""

from django.urls import path

from pindos.servicedesk.web.views import alike, approvals, merging, readers, splitting, watching

TICKET = "tickets/<str:number>"
JOINING = [
    path(f"{TICKET}/readers/", readers.ticket_readers, name="ticket-readers"),
    path(f"{TICKET}/watch/", watching.ticket_watch, name="ticket-watch"),
    path(f"{TICKET}/unwatch/", watching.ticket_unwatch, name="ticket-unwatch"),
    path(f"{TICKET}/add-watcher/", watching.ticket_add_watcher, name="ticket-add-watcher"),
    path(
        f"{TICKET}/remove-watcher/", watching.ticket_remove_watcher, name="ticket-remove-watcher"
    ),
    path(
        f"{TICKET}/remove-outsider/",
        watching.ticket_remove_outsider,
        name="ticket-remove-outsider",
    ),
    path(f"{TICKET}/add-outsider/", watching.ticket_add_outsider, name="ticket-add-outsider"),
    path(f"{TICKET}/duplicates/", alike.ticket_duplicates, name="ticket-duplicates"),
    path(f"{TICKET}/alike/", alike.ticket_alike, name="ticket-alike"),
    path(f"{TICKET}/merge/", merging.ticket_merge, name="ticket-merge"),
    path(f"{TICKET}/split/", splitting.ticket_split, name="ticket-split"),
    path(f"{TICKET}/unmerge/", merging.ticket_unmerge, name="ticket-unmerge"),
    path(f"{TICKET}/ask-approval/", approvals.ticket_ask_approval, name="ticket-ask-approval"),
    path("approvals/", approvals.approval_list, name="approval-list"),
    path("approvals/<int:pk>/", approvals.approval_show, name="approval-show"),
    *(
        path(f"approvals/<int:pk>/{verb}/", page, name=f"approval-{verb}")
        for verb, page in approvals.DECISIONS.items()
    ),
    path(f"{TICKET}/addressable/", watching.ticket_addressable, name="ticket-addressable"),
    path(f"{TICKET}/watchers/options/", watching.watcher_options, name="ticket-watcher-options"),
]
