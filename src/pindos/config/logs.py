"""How a line in the log looks: when, how grave, who, what."""

import logging
from datetime import datetime
from time import struct_time
from typing import Any
from zoneinfo import ZoneInfo

from pindos.config import env

FORMAT = "{asctime} {levelname} {name}: {message}"
ZONE = ZoneInfo("Europe/Athens")


class GreekTime(logging.Formatter):
    """The time of Greece in every process: Django sets it for its own only."""

    def converter(self, timestamp: float | None) -> struct_time:
        """Seconds since 1970 as the clock on the wall."""
        return datetime.fromtimestamp(timestamp or 0, ZONE).timetuple()


def logging_settings() -> dict[str, Any]:
    """For logging.config.dictConfig, the same for every process; to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": GreekTime, "fmt": FORMAT, "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": env.text("PINDOS_LOG_LEVEL", "INFO")},
    }
