"""What makes two copies of a message the same message."""

import hashlib
import re

HEAD = 1024 * 1024  # bytes within which the head of a message must end
SAME = (b"message-id", b"from", b"date", b"subject")
END = re.compile(rb"\r?\n\r?\n")
FOLDED = re.compile(rb"\r?\n(?=[ \t])")


def essence_of(raw: bytes) -> str:
    """A digest that every copy of a message shares, and no other message.

    Servers on the way add lines to the head, so only what the sender wrote there counts:
    Message-ID, From, Date, Subject; and the body, of which the ends of lines do not count. Two
    messages that wrongly bear one Message-ID differ in the rest.
    """
    head, body = head_and_body(raw)
    digest = hashlib.sha256()
    for name, value in sorted(_fields(head)):
        digest.update(name + b":" + b" ".join(value.split()) + b"\n")
    digest.update(b"\n" + body.replace(b"\r\n", b"\n").rstrip())
    return digest.hexdigest()


def head_of(raw: bytes) -> bytes:
    """The head of a message with the empty line after it."""
    return head_and_body(raw)[0] + b"\r\n\r\n"


def head_and_body(raw: bytes) -> tuple[bytes, bytes]:
    """The head and the rest; without an empty line all of it is head."""
    found = END.search(raw, 0, HEAD)
    if found is None:
        return raw[:HEAD], raw[HEAD:]
    return raw[: found.start()], raw[found.end() :]


def _fields(head: bytes) -> list[tuple[bytes, bytes]]:
    found = []
    for line in re.split(rb"\r?\n", FOLDED.sub(b" ", head)):
        name, colon, value = line.partition(b":")
        if colon and name.strip().lower() in SAME:
            found.append((name.strip().lower(), value.strip()))
    return found
