"""Tables of saved views, subscriptions and exports."""

from pindos.lists.models.export import Export
from pindos.lists.models.view import Subscription, View

__all__ = ["Export", "Subscription", "View"]
