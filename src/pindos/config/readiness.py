"""Whether the site says that it can work, asked by a process that holds little.

The question goes through a plain socket: ``http.client`` and ``ssl``, which it reads, are 2.5 MB.
"""

import socket
from http import HTTPStatus
from importlib import import_module

from pindos.config.address import Address, tls

PATIENCE = 2.0  # seconds for each step
QUESTION = b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def answers(address: Address) -> bool:
    """Whether it does; our own certificate is not looked at."""
    meant = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  from everywhere, asked here
    try:
        with _line(meant.get(address.host, address.host), address.port) as line:
            line.sendall(QUESTION)
            with line.makefile("rb") as answer:
                said = answer.readline(100).split()
    except OSError:
        return False
    return said[1:2] == [b"%d" % HTTPStatus.OK]


def _line(host: str, port: int) -> socket.socket:
    line = socket.create_connection((host, port), PATIENCE)
    if not tls():
        return line
    try:
        wrapped: socket.socket = import_module("pindos.config.tls").unverified(line)
    except BaseException:
        line.close()
        raise
    return wrapped
