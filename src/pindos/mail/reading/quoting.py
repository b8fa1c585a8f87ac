"""What somebody wrote themselves, what they quoted, and how they signed."""

import re
from typing import NamedTuple

from pindos.mail.reading.html import QUOTE_MARK

WROTE = re.compile(
    r"^\s*(?:>\s*)*(?:(?:στις|την|on|le|am)\b.{0,200}?\b(?:έγραψε|έγραψαν|wrote|a écrit|schrieb)"
    r"(?:\s+τα εξής)?\s*:|.{0,120}<[^<>\s@]{1,250}@[^<>\s@]{1,250}>\s*(?:έγραψε|wrote)\s*:)\s*$",
    re.IGNORECASE,
)
BEGINS_WROTE = re.compile(r"^\s*(?:στις|την|on)\b.{5,200}$", re.IGNORECASE)
ENDS_WROTE = re.compile(r"(?:έγραψε|έγραψαν|wrote)(?:\s+τα εξής)?\s*:\s*$", re.IGNORECASE)
DATED = re.compile(r"[\d@]")  # whoever is said to have written did it at a time
ORIGINAL = re.compile(
    r"^\s*(?:>\s*)*[-_]{2,}\s*(?:αρχικό μήνυμα|original message|προωθημένο μήνυμα|προωθούμενο "
    r"μήνυμα|forwarded message|μήνυμα που προωθείται|ursprüngliche nachricht)\s*[-_]{2,}\s*$",
    re.IGNORECASE,
)
FORWARDED = re.compile(r"προωθ|forwarded", re.IGNORECASE)
FROM = re.compile(r"^\s*\*?(?:από|from|αποστολέας|von|de)\s*:\*?\s*\S", re.IGNORECASE)
HEAD = re.compile(
    r"^\s*\*?(?:στάλθηκε|εστάλη|αποστολή|ημερομηνία|sent|date|προς|to|κοιν\.?|κοινοποίηση|cc|θέμα|"
    r"subject|απάντηση προς)\s*:",
    re.IGNORECASE,
)
RULE = re.compile(r"^\s*[_-]{20,}\s*$")
DASHES = re.compile(r"^-- ?$")
GREETING = re.compile(
    r"^\s*(?:με εκτίμηση|με τιμή|φιλικά|ευχαριστώ εκ των προτέρων|με φιλικούς χαιρετισμούς|"
    r"χαιρετισμούς|εκ της υπηρεσίας|kind regards|best regards|regards|mit freundlichen grüßen)"
    r"\s*[,.!]?\s*$",
    re.IGNORECASE,
)
DEVICE = re.compile(
    r"^\s*(?:εστάλη|στάλθηκε|απεστάλη|sent) (?:από|με|from|via)\b.{0,80}$"
    r"|^\s*λήψη (?:του )?outlook για .{0,40}$|^\s*get outlook for .{0,40}$",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"^\s*(?:αποποίηση ευθύνης|disclaimer|το παρόν (?:ηλεκτρονικό )?μήνυμα .{0,80}(?:εμπιστευτικ|"
    r"απόρρητ)|this e-?mail .{0,80}confidential|σκεφτείτε το περιβάλλον|please consider the env)",
    re.IGNORECASE,
)
SIGNED_WITHIN = 12  # lines after a greeting that are still a signature


class Said(NamedTuple):
    """The three parts of a text; together they hold every line of it."""

    fresh: str
    quoted: str
    signature: str


def apart(text: str) -> Said:
    """A text in its parts. A forwarded message is the words of whoever forwards it, if any."""
    lines = text.split("\n")
    at = _where_quoted(lines)
    own, quoted = lines[:at], lines[at:]
    if _answers_below(own):
        own, marked = _interleaved(own)
        quoted = [*marked, *quoted]
    if not any(line.strip() for line in own) and _answers_below(quoted):
        own, quoted = _interleaved(quoted)
    signed = _where_signed(own)
    return Said(_joined(own[:signed]), _joined(quoted), _joined(own[signed:]))


def _where_quoted(lines: list[str]) -> int:
    for at, line in enumerate(lines):
        following = lines[at + 1 : at + 6]
        if _introduces(line) or (WROTE.match(line) and _is_quoted(following)):
            return at
        if BEGINS_WROTE.match(line) and following and ENDS_WROTE.search(following[0]):
            return at
        heads = sum(bool(HEAD.match(each)) for each in following)
        if FROM.match(line) and heads >= 2:
            return at - 1 if at and RULE.match(lines[at - 1]) else at
    return _only_quoted_from(lines)


def _only_quoted_from(lines: list[str]) -> int:
    """Where nothing but marked lines follow; the number of lines when that is nowhere."""
    at = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].startswith(">"):
            at = number
        elif lines[number].strip():
            break
    return at


def _answers_below(lines: list[str]) -> bool:
    """Whether somebody answers under what they quote, as in the old days."""
    is_marked = any(line.startswith(">") for line in lines)
    return is_marked and any(
        line.strip() and not line.startswith(">") and not _introduces(line) for line in lines
    )


def _interleaved(lines: list[str]) -> tuple[list[str], list[str]]:
    own = [line for line in lines if not line.startswith(">") and not _introduces(line)]
    quoted = [line for line in lines if line.startswith(">") or _introduces(line)]
    return own, quoted


def _introduces(line: str) -> bool:
    is_wrote = WROTE.match(line) and DATED.search(line)
    return bool(is_wrote or ORIGINAL.match(line) or line.strip() == QUOTE_MARK)


def _is_quoted(lines: list[str]) -> bool:
    """Whether the first of these lines that holds something is marked as another's."""
    first = next((line for line in lines if line.strip()), "")
    return first.startswith(">") or first.strip() == QUOTE_MARK


def _where_signed(lines: list[str]) -> int:
    """Where the signature begins; the number of lines when there is none."""
    left = sum(1 for line in lines if line.strip())
    for at, line in enumerate(lines):
        if DASHES.match(line) or (DISCLAIMER.match(line) and any(map(str.strip, lines[:at]))):
            return at
        left -= bool(line.strip())
        if left <= SIGNED_WITHIN and (DEVICE.match(line) or (at and GREETING.match(line))):
            return at
    return len(lines)


def _joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines if line.strip() != QUOTE_MARK).strip("\n")
