"""Finds the channels: every file in ``channels/`` is one."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

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
    """The names of the channels by which something is sent at present."""
    return [name for name, channel in all_channels().items() if channel.is_on()]
