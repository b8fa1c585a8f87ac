"""The kernel's own app: no context, no menu, no reactions."""

from importlib import import_module

from pindos.kernel.context import Context


class KernelConfig(Context):
    """Events, deliveries and the timetable."""

    name = "pindos.kernel"

    def ready(self) -> None:
        """Declare the kernel's own settings."""
        super().ready()
        import_module("pindos.kernel.limits")
