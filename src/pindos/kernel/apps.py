"""The kernel's own app: no context, no menu, no reactions."""

from importlib import import_module

from pindos.kernel.context import Context

BY_THE_CLOCK = ("drafts", "once", "presence", "pulse")  # what forgets: the timer must know it too


class KernelConfig(Context):
    """Events, deliveries and the timetable."""

    name = "pindos.kernel"

    def ready(self) -> None:
        """Declare the kernel's own settings, and let the timetable know its jobs."""
        super().ready()
        import_module("pindos.kernel.limits")
        for module in BY_THE_CLOCK:
            import_module(f"{self.name}.{module}")
