"""Addresses of those who come to a ticket of others."""

from django.urls import path

from pindos.servicedesk.web.views import watching

TICKET = "tickets/<str:number>"
JOINING = [
    path(f"{TICKET}/watch/", watching.ticket_watch, name="ticket-watch"),
    path(f"{TICKET}/unwatch/", watching.ticket_unwatch, name="ticket-unwatch"),
    path(f"{TICKET}/add-watcher/", watching.ticket_add_watcher, name="ticket-add-watcher"),
    path(
        f"{TICKET}/remove-watcher/", watching.ticket_remove_watcher, name="ticket-remove-watcher"
    ),
    path(f"{TICKET}/watchers/options/", watching.watcher_options, name="ticket-watcher-options"),
]
