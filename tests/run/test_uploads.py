"""People on a bad line hold a thread each, and nobody else notices."""

import contextlib
import socket
import time

import pytest
from django.db import connection
from tests.run.house import house

CLIENTS = 20
RATE = 20_000  # bytes a second, each
LENGTH = 6.0  # seconds that an upload takes
LIMIT = 0.2  # seconds that anybody else may wait
BOUNDARY = "a-boundary"


class SlowUpload:
    """A form with a file, sent over a line of 20 kB/s."""

    def __init__(self, port, cookie, token):
        parts = [
            part('name="csrfmiddlewaretoken"', token.encode()),
            part('name="language"', b"en"),
            part('name="file"; filename="photo.jpg"', b"x" * int(RATE * LENGTH)),
            f"--{BOUNDARY}--\r\n".encode(),
        ]
        body = b"".join(parts)
        head = (
            "POST /language/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            f"Cookie: {cookie}\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
        )
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.sendall(head.encode())
        self._left = body

    def send(self, count):
        """The next bytes; whether any are left."""
        if self._left:
            self._socket.sendall(self._left[:count])
            self._left = self._left[count:]
        return bool(self._left)

    def answer(self):
        with contextlib.closing(self._socket):
            return self._socket.recv(100).decode().split("\r\n")[0]


def part(name, value):
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {name}\r\n\r\n"
    return head.encode() + value + b"\r\n"


def longest_wait(here, seconds, meanwhile=lambda: None):
    """Ask for a page again and again; the longest that one answer took."""
    longest, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        assert here.get("/help/").status == 200
        longest = max(longest, time.monotonic() - began)
        meanwhile()
        time.sleep(0.02)
    return longest


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="no upload meets the database")
def test_twenty_slow_uploads_keep_nobody_else_waiting(prepared):
    with house(prepared) as here:
        here.ready()
        quiet = longest_wait(here, 2)
        cookie, token = here.form("/help/")
        uploads = [SlowUpload(here.port, cookie, token) for _ in range(CLIENTS)]
        sent_at = [time.monotonic()] * CLIENTS

        def trickle():
            now = time.monotonic()
            for number, upload in enumerate(uploads):
                upload.send(int((now - sent_at[number]) * RATE))
                sent_at[number] = now

        busy = longest_wait(here, LENGTH, trickle)
        while any([upload.send(RATE) for upload in uploads]):
            pass
        assert {upload.answer() for upload in uploads} == {"HTTP/1.1 302 Found"}
    # A machine that is busy with other things adds its own waiting, which the quiet phase shows.
    assert busy < LIMIT + quiet, f"{busy:.3f} s with uploads, {quiet:.3f} s without"
