"""The base class of every context's app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

LISTENERS = ("reactions", "telling", "jobs", "sight", "web.menu", "web.panels")


class Context(AppConfig):
    """A bounded context. Loading it connects it to the events below, the clock and the menu."""

    def ready(self) -> None:
        """Import what registers itself: @on, @every, menu entries and panels run on import."""
        for module in LISTENERS:
            parent = f"{self.name}.{module}".rpartition(".")[0]
            if find_spec(parent) and find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
