"""How a line in the log looks: when, how grave, who, what."""

from typing import Any

from pindos.config import env

FORMAT = "{asctime} {levelname} {name}: {message}"


def logging_settings() -> dict[str, Any]:
    """For logging.config.dictConfig, the same for every process; to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": FORMAT, "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": env.text("PINDOS_LOG_LEVEL", "INFO")},
    }
