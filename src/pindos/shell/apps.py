"""The shell's app."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Holds templates, template tags and static files only."""

    name = "pindos.shell"
