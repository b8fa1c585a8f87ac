"""People on a bad line hold a thread each, and nobody else notices."""

import contextlib
import select
import socket

import pytest
from django.db import connection
from tests.run.house import PATIENCE, house

CLIENTS = 20
TIMES = 5  # that a part of each has come, and somebody else asks for a page
LENGTH = 120_000  # bytes of each
BOUNDARY = "a-boundary"


class SlowUpload:
    """A form with a file, of which a part has come and the rest is still under way."""

    def __init__(self, port, cookie, token):
        parts = [
            part('name="csrfmiddlewaretoken"', token.encode()),
            part('name="language"', b"en"),
            part('name="file"; filename="photo.jpg"', b"x" * LENGTH),
            f"--{BOUNDARY}--\r\n".encode(),
        ]
        body = b"".join(parts)
        head = (
            "POST /language/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            f"Cookie: {cookie}\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
        )
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._socket.sendall(head.encode())
        self._left = body

    def send(self, count):
        """The next bytes; whether any are left."""
        if self._left:
            self._socket.sendall(self._left[:count])
            self._left = self._left[count:]
        return bool(self._left)

    def is_answered(self):
        return bool(select.select([self._socket], [], [], 0)[0])

    def answer(self):
        with contextlib.closing(self._socket):
            return self._socket.recv(100).decode().split("\r\n")[0]


def part(name, value):
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {name}\r\n\r\n"
    return head.encode() + value + b"\r\n"


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="no upload meets the database")
def test_twenty_uploads_that_stand_still_keep_nobody_else_waiting(prepared):
    """Were each of them to hold all that serves, the page would only come when they are done."""
    with house(prepared) as here:
        here.ready()
        cookie, token = here.form("/help/")
        uploads = [SlowUpload(here.port, cookie, token) for _ in range(CLIENTS)]
        for sent in range(1, TIMES + 1):
            assert all(upload.send(LENGTH // (TIMES + 1)) for upload in uploads), sent
            assert here.get("/help/").status == 200
        assert not any(upload.is_answered() for upload in uploads)
        while any([upload.send(LENGTH) for upload in uploads]):
            pass
        assert {upload.answer() for upload in uploads} == {"HTTP/1.1 302 Found"}
