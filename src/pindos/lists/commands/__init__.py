"""Changing what is kept of lists."""

from pindos.lists.commands.exports import export_list, export_table
from pindos.lists.commands.subscriptions import (
    subscribe_to_view,
    tell_subscribers,
    unsubscribe_from_view,
)
from pindos.lists.commands.views import change_view, delete_view, save_view

__all__ = [
    "change_view",
    "delete_view",
    "export_list",
    "export_table",
    "save_view",
    "subscribe_to_view",
    "tell_subscribers",
    "unsubscribe_from_view",
]
