"""Finds the channels: every file in ``channels/`` is one."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pindos.kernel.demonstration import is_demonstration
from pindos.notices import channels
from pindos.notices.channel import Channel


@cache
def all_channels() -> dict[str, Channel]:
    """Every channel of the house by its name."""
    found: dict[str, Channel] = {}
    for module in iter_modules(channels.__path__):
        channel = import_module(f"{channels.__name__}.{module.name}").CHANNEL
        found[channel.name] = channel
    return found


def channels_on() -> list[str]:
    """The names of the channels by which something is sent at present.

    In a demonstration it is all of them: what would be sent is kept to be looked at.
    """
    is_kept = is_demonstration()
    return [name for name, channel in all_channels().items() if is_kept or channel.is_on()]
