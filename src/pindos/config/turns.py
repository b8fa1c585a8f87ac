"""In a rush a few requests are worked at at one moment, and the others wait for their turn.

Threads of one process share one processor, so that more at once are not done sooner; but each
holds its page, its rows and a connection, and what thirty of them took is not given back.
A turn is given back while a body comes in over a slow line. Whoever has waited too long goes on
without one: others may wait for something far away, and nobody is to wait for them.
"""

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from pindos.kernel.spare import MOST

if TYPE_CHECKING:
    from _typeshed.wsgi import InputStream, StartResponse, WSGIApplication

PATIENCE = 2.0  # seconds


class Turns:
    """An application that so many threads use at one moment."""

    def __init__(
        self, application: "WSGIApplication", at_once: int = MOST, patience: float = PATIENCE
    ) -> None:
        """As many as connections wait to be taken, so that none is opened for a rush.

        ``patience``: seconds after which a request goes on without a turn.
        """
        self._application = application
        self._free = threading.Semaphore(at_once)
        self._patience = patience

    def __call__(
        self, environ: dict[str, Any], start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer as soon as it is this request's turn; what is streamed needs none."""
        turn = Turn(self._free, self._patience)
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length):
            environ["wsgi.input"] = Incoming(environ["wsgi.input"], int(length), turn)
        turn.take()
        try:
            return self._application(environ, start_response)
        finally:
            turn.give_back()


class Turn:
    """What one request holds while it is worked at."""

    def __init__(self, free: threading.Semaphore, patience: float) -> None:
        self._free = free
        self._patience = patience
        self._is_held = False

    def take(self) -> None:
        """Wait for it, but not for ever."""
        self._is_held = self._free.acquire(timeout=self._patience)

    def give_back(self) -> None:
        """Let another one go on, if it was held at all."""
        if self._is_held:
            self._is_held = False
            self._free.release()


class Incoming:
    """The body of a request; no turn is held from its first byte until its last has come."""

    def __init__(self, stream: "InputStream", length: int, turn: Turn) -> None:
        self._stream = stream
        self._left = length
        self._turn = turn

    def read(self, size: int = -1) -> bytes:
        """So many bytes, or all."""
        return self._waiting(lambda: self._stream.read(size))

    def readline(self, size: int = -1) -> bytes:
        """A line, or so many bytes of it."""
        return self._waiting(lambda: self._stream.readline(size))

    def _waiting(self, read: Callable[[], bytes]) -> bytes:
        if self._left <= 0:
            return read()
        self._turn.give_back()
        got = read()
        self._left -= len(got) if got else self._left
        if self._left <= 0:
            self._turn.take()
        return got
