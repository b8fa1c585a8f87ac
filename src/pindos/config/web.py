"""The web server process: granian, WSGI, many threads."""

import logging
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.log import LogLevels

from pindos.config.address import check_tls, listening
from pindos.config.lifeline import tie_to_supervisor
from pindos.config.logs import logging_settings
from pindos.config.sizes import threads, workers

STOPPING = 5  # seconds that running requests have to end


def main() -> None:
    """Serve until told to stop."""
    tie_to_supervisor()
    address, tls = listening(), check_tls()
    Granian(
        "pindos.config.wsgi:application",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        ssl_cert=tls.chain if tls else None,
        ssl_key=tls.key if tls else None,
        ssl_protocol_min=SSLProtocols.tls12,  # RFC 9325, section 3.1.1
        process_name="pindos web",
        workers=workers(),
        blocking_threads=threads(),
        workers_kill_timeout=STOPPING,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,  # its comings and goings are the supervisor's to tell
        log_dictconfig=_logging(),
    ).serve()


class NoAdvice(logging.Filter):
    """Drops the server's advice to have fewer threads: ours wait for slow lines, not for us."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is to be kept."""
        return "allows spawning up to" not in record.getMessage()


def _logging() -> dict[str, Any]:
    """Granian's lines in the hand of ours."""
    ours = logging_settings()
    return {
        **ours,
        "filters": {**ours["filters"], "advice": {"()": NoAdvice}},
        "loggers": {"_granian": {"propagate": True, "filters": ["advice"]}},
    }


if __name__ == "__main__":
    main()
