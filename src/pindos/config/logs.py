"""How a line in the log looks: when, how grave, who, what."""

import logging
import re
from datetime import datetime
from time import struct_time
from typing import Any
from zoneinfo import ZoneInfo

from pindos.config import env

FORMAT = "{asctime} {levelname} {name}: {message}"
ZONE = ZoneInfo("Europe/Athens")


SECRET = re.compile(r"/entry/[^/\s'\"]+")  # the address of a link in a mail opens an account


class WithoutSecrets(logging.Filter):
    """Takes out of every line what would let its reader in."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the line pass, with its secret replaced."""
        line = record.getMessage()
        if "/entry/" in line:
            record.msg, record.args = SECRET.sub("/entry/…", line), ()
        return True


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
        "filters": {"secrets": {"()": WithoutSecrets}},
        "formatters": {"line": {"()": GreekTime, "fmt": FORMAT, "style": "{"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["secrets"],
            }
        },
        "root": {"handlers": ["console"], "level": env.text("PINDOS_LOG_LEVEL", "INFO")},
    }
