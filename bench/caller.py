"""A client that costs little, so that what is measured is the server: bytes made once, kept open.

``http.client`` takes 0.4 ms of a core for a request, which the servers beside it then lack.
"""

import socket
from functools import lru_cache
from typing import NamedTuple

END = b"\r\n\r\n"
CHUNK = 65_536


class Asked(NamedTuple):
    """One request."""

    path: str
    method: str = "GET"
    body: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Answer(NamedTuple):
    """Its status and its body."""

    status: int
    body: bytes


class Caller:
    """One connection to a port of this machine; made anew when the server has closed it."""

    def __init__(self, port: int, timeout: float) -> None:
        self._place, self._timeout = ("127.0.0.1", port), timeout
        self._line: socket.socket | None = None
        self._left = b""  # what was read beyond the last answer

    def __call__(self, asked: Asked) -> Answer:
        """The answer; raises OSError when there is none."""
        is_new = self._line is None
        try:
            return self._asked(asked)
        except ConnectionError:
            self.close()
            if is_new:
                raise
        return self._asked(asked)  # a kept connection may have been closed meanwhile

    def close(self) -> None:
        """Let the connection go."""
        if self._line:
            self._line.close()
        self._line, self._left = None, b""

    def _asked(self, asked: Asked) -> Answer:
        if self._line is None:
            self._line = socket.create_connection(self._place, self._timeout)
            self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line.sendall(_bytes_of(asked))
        head = self._until(END)
        status, said = int(head[9:12]), _fields(head)
        if said.get(b"transfer-encoding") == b"chunked":
            body = self._chunks()
        elif (length := said.get(b"content-length")) is not None:
            body = self._exactly(int(length))
        else:
            body = self._rest()
        if said.get(b"connection") == b"close" or head.startswith(b"HTTP/1.0"):
            self.close()
        return Answer(status, body)

    def _more(self) -> None:
        assert self._line is not None
        got = self._line.recv(CHUNK)
        if not got:
            raise ConnectionResetError("the server has closed the connection")
        self._left += got

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._left:
            self._more()
        found, _mark, self._left = self._left.partition(mark)
        return found

    def _exactly(self, many: int) -> bytes:
        while len(self._left) < many:
            self._more()
        found, self._left = self._left[:many], self._left[many:]
        return found

    def _chunks(self) -> bytes:
        found = b""
        while size := int(self._until(b"\r\n").partition(b";")[0], 16):
            found += self._exactly(size)
            self._exactly(2)
        self._until(b"\r\n")
        return found

    def _rest(self) -> bytes:
        """Without a length the body ends with the connection."""
        try:
            while True:
                self._more()
        except ConnectionResetError:
            found = self._left
            self.close()
        return found


@lru_cache(maxsize=1_000)
def _bytes_of(asked: Asked) -> bytes:
    body = (asked.body or "").encode()
    lines = [f"{asked.method} {asked.path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name}: {value}" for name, value in asked.headers]
    if asked.body is not None:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + END + body


def _fields(head: bytes) -> dict[bytes, bytes]:
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return {name.strip().lower(): value.strip().lower() for name, _, value in lines}
