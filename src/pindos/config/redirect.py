"""Whoever comes by plain http is shown the way to https (PINDOS_REDIRECT_LISTEN); no Django."""

import signal
import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType

from pindos.config.address import public_url, redirecting
from pindos.config.lifeline import tie_to_supervisor
from pindos.config.logs import log_here

SLOWEST = 10  # seconds for a request to arrive


class Redirect(BaseHTTPRequestHandler):
    """Answers every request with the same path under PINDOS_URL, and keeps nothing of it."""

    timeout = SLOWEST
    server_version, sys_version = "Pindos", ""
    to = ""

    def _go(self) -> None:
        path = self.path if self.path.startswith("/") else "/"
        self.send_response(HTTPStatus.PERMANENT_REDIRECT)
        self.send_header("Location", f"{self.to}/{path.lstrip('/')}")
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    do_GET = do_HEAD = do_POST = _go  # noqa: N815  the names that the library looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Say nothing: an address and a path are somebody's."""


class Server(ThreadingHTTPServer):
    """Of the family that the address asks for."""

    daemon_threads = True


def main() -> None:
    """Answer until told to stop."""
    tie_to_supervisor()
    log_here()
    address = redirecting()
    if address is None:
        raise SystemExit("PINDOS_REDIRECT_LISTEN is not set")
    Redirect.to = public_url()
    Server.address_family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    signal.signal(signal.SIGTERM, _stop)
    with Server((address.host, address.port), Redirect) as server:
        server.serve_forever()


def _stop(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
