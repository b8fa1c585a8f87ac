"""The base class of every context's app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

LISTENERS = (
    "options",
    "listings",
    "reactions",
    "telling",
    "jobs",
    "revisions",
    "personal",
    "sight",
    "found",
    "checks",
    "measures",
    "web.menu",
    "web.panels",
)


class Context(AppConfig):
    """A bounded context. Loading it connects it to the events below, the clock and the menu."""

    default = False  # apps.py imports this class, and of two Django would choose neither

    def __init_subclass__(cls) -> None:
        """Each context's own class is the one that Django is to take."""
        cls.default = True

    def ready(self) -> None:
        """Import what registers itself: @on, @every, menu entries and panels run on import."""
        for module in LISTENERS:
            name = f"{self.name}.{module}"
            if _is_there(name):
                import_module(name)


def _is_there(name: str) -> bool:
    """Whether there is such a module; its parent may be missing, or be no package."""
    parent = find_spec(name.rpartition(".")[0])
    is_package = parent is not None and parent.submodule_search_locations is not None
    return is_package and find_spec(name) is not None
