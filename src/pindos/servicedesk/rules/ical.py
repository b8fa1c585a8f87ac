"""A calendar as text (RFC 5545): pure, the same for the same events."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

LONGEST = 75  # octets of a line, without its end (RFC 5545, 3.1)
END = "\r\n"


class Happens(NamedTuple):
    """An event; without ``ends_at`` it is a moment. ``uid`` names it for ever."""

    uid: str
    starts_at: datetime
    ends_at: datetime | None
    summary: str
    description: str
    url: str


def calendar(name: str, events: Iterable[Happens]) -> str:
    """The whole calendar; nothing in it changes while the events do not."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pindos//Service desk//EL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    for event in events:
        lines += _event(event)
    return END.join(folded(line) for line in [*lines, "END:VCALENDAR"]) + END


def escaped(text: str) -> str:
    """A text as a value (3.3.11): no sign of the format stands bare, no control character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "".join(
        "\\n" if c == "\n" else c for c in text if c == "\n" or c >= " " and c != "\x7f"
    )


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets; no letter is cut in two."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    return END.join([*pieces, piece])


def _event(event: Happens) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(event.starts_at)}",
        f"DTSTART:{_moment(event.starts_at)}",
    ]
    if event.ends_at is not None:
        lines.append(f"DTEND:{_moment(event.ends_at)}")
    lines.append(f"SUMMARY:{escaped(event.summary)}")
    if event.description:
        lines.append(f"DESCRIPTION:{escaped(event.description)}")
    return [*lines, f"URL:{event.url}", "TRANSP:TRANSPARENT", "END:VEVENT"]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
