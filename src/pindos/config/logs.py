"""How a line in the log looks: when, how grave, who, what; for people or as JSON; no secrets.

PINDOS_LOG says which: ``text`` (the default) or ``json``, one object a line.
"""

import json
import logging
import re
from datetime import datetime
from time import struct_time
from typing import Any
from zoneinfo import ZoneInfo

from pindos.config import env

FORMAT = "{asctime} {levelname} {name}: {message}"
ZONE = ZoneInfo("Europe/Athens")
KINDS = ("text", "json")

SECRETS = (
    (re.compile(r"/entry/[^/\s'\"]+"), "/entry/…"),  # the address of a link in a mail
    (re.compile(r"/calendar/feed/[^/\s'\"]+"), "/calendar/feed/…"),  # a secret address
    (re.compile(r"(\w+://[^/\s:@'\"]*):[^@\s/'\"]+@"), r"\1:…@"),  # a password in an address
    (re.compile(r"\b(Bearer|Basic) [\w.~+/=-]{8,}", re.I), r"\1 …"),
    (re.compile(r"\bpindos_[A-Za-z0-9_-]{20,}"), "pindos_…"),  # a token of ours
    (
        re.compile(
            r"((?:sessionid|csrftoken|password|secret_key)['\"]?\s*[=:]\s*['\"]?)[^\s;,'\"]+", re.I
        ),
        r"\1…",
    ),
)


def without_secrets(text: str) -> str:
    """The text without what would let its reader in."""
    for secret, instead in SECRETS:
        text = secret.sub(instead, text)
    return text


class WithoutSecrets(logging.Filter):
    """Takes out of every line what would let its reader in."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the line pass, with its secret replaced."""
        line = record.getMessage()
        if (clean := without_secrets(line)) != line:
            record.msg, record.args = clean, ()
        return True


class GreekTime(logging.Formatter):
    """The time of Greece in every process: Django sets it for its own only."""

    def converter(self, timestamp: float | None) -> struct_time:
        """Seconds since 1970 as the clock on the wall."""
        return datetime.fromtimestamp(timestamp or 0, ZONE).timetuple()

    def formatException(self, ei: Any) -> str:  # noqa: N802  the library's name
        """The way to the error, whose words may hold a secret too."""
        return without_secrets(super().formatException(ei))


class Json(GreekTime):
    """One object a line: at (ISO 8601 with zone), level, logger, message, process, error."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, ZONE).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def _kind() -> str:
    kind = env.text("PINDOS_LOG", "text")
    if kind not in KINDS:
        raise env.SettingError(f"PINDOS_LOG is {kind!r}: write text or json")
    return kind


def _level() -> str:
    level, known = env.text("PINDOS_LOG_LEVEL", "INFO"), logging.getLevelNamesMapping()
    if level not in known:
        words = f"PINDOS_LOG_LEVEL is {level!r}: write one of {', '.join(known)}"
        raise env.SettingError(words)
    return level


def log_here() -> None:
    """Set it for this process without ``logging.config``, which is 1.4 MB of memory."""
    console = logging.StreamHandler()
    console.setFormatter(Json() if _kind() == "json" else GreekTime(FORMAT, style="{"))
    console.addFilter(WithoutSecrets())
    logging.root.addHandler(console)
    logging.root.setLevel(_level())


def logging_settings() -> dict[str, Any]:
    """For logging.config.dictConfig, the same for every process; to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"secrets": {"()": WithoutSecrets}},
        "formatters": {
            "text": {"()": GreekTime, "fmt": FORMAT, "style": "{"},
            "json": {"()": Json},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": _kind(),
                "filters": ["secrets"],
            }
        },
        "root": {"handlers": ["console"], "level": _level()},
    }
