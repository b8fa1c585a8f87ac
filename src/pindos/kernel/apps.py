"""The kernel's own app: no context, no menu, no reactions."""

from pindos.kernel.context import Context


class KernelConfig(Context):
    """Events, deliveries and the timetable."""

    name = "pindos.kernel"
