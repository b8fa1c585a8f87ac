"""Reports that a letter of ours did not arrive: by RFC 3464, or in the words of mail servers.

A report may tell of several recipients, each with a fate of its own; who got the letter after all,
or may still get it, is no failure.
"""

import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from pindos.kernel.text import fold
from pindos.mail.reading.headers import ids, line, people
from pindos.mail.reading.parts import Parts

MOST = 50  # recipients of one report that are judged
LONGEST = 1000  # characters of what a server said that are kept
NO_FAILURE = {"delivered", "relayed", "expanded", "delayed"}
FAILED = re.compile(  # of a folded subject
    r"undeliver|delivery (?:status notification|has failed|failure)|returned mail|mail delivery "
    r"failed|failure notice|delivery problem|μη παραδο|δεν παραδοθηκε|αποτυχια παραδοση|"
    r"παραδοση[^:]{0,60} απετυχε|(?:αδυνατη|δεν (?:ειναι|ηταν) δυνατη) (?:η )?παραδοση|"
    r"δεν (?:ηταν δυνατο|μπορεσε) να παραδοθει|ανεπιδοτ|επιστροφη μηνυματος"
)
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
REPLY_CODE = re.compile(r"(?<!\d)([45]\d\d)[ -]")
TYPED = re.compile(r"(?:rfc822|utf-8)\s*;\s*<?([^\s<>;]+@[^\s<>;]+)>?", re.IGNORECASE)
IN_TEXT = re.compile(r"(?<![\w.+\-=])<?([\w.+\-=]{1,250}@[\w.\-]{1,250}\.\w{1,60})>?")
ALONE = re.compile(  # the line with which qmail, Postfix, Exim and Exchange begin on a recipient
    r"(?m)^[ \t]*(?:<([^<>\s@]{1,250}@[^<>\s@]{1,250})>[^:\n]{0,200}:"
    r"|(?:[^@<>():\n]{1,120} )?[<(]?([\w.+\-=]{1,250}@[\w.\-]{1,250}\.\w{1,60})[>)]?:?[ \t]*$)"
)
COPY = re.compile(  # below it stands the letter that came back
    r"(?im)^-+ ?(?:below this line|this is a copy|the body of the message|original message|"
    r"αρχικό μήνυμα)|^(?:original message headers|αρχικές κεφαλίδες μηνύματος)"
)
COMMENT = re.compile(r"\([^()]*\)")
ORIGINAL_ID = re.compile(r"(?im)^message-id:\s*<?([^\s<>]+@[^\s<>]+)>?")


class Failure(NamedTuple):
    """A letter that did not arrive: to whom, status (RFC 3463), what was said, which letter.

    ``asked`` is the address that was written to where a server between turned it into another.
    """

    address: str
    status: str
    words: str
    asked: str
    original_id: str


class Said(NamedTuple):
    """What a report says of one recipient."""

    address: str
    status: str
    words: str
    asked: str = ""


def failures_in(
    message: Message, parts: Parts, signs: tuple[str, ...], subject: str, text: str
) -> tuple[Failure, ...]:
    """Every recipient whom a letter did not reach; none for anything but a report of failure."""
    is_report = str(message.get_param("report-type") or "").lower() == "delivery-status"
    is_said = bool(FAILED.search(fold(subject))) and bool(signs)
    fates = list(_fates(parts))
    if not (is_report or is_said or "X-Failed-Recipients" in signs):
        return ()
    if any(_is_known(fate) for fate in fates):
        failed = [fate for fate in fates if _is_failure(fate)]
        found = [_by_fields(fate, text if len(failed) == 1 else "") for fate in failed]
    else:
        found = list(_by_words(message, text))
    original = _original(message, parts, text)
    once = {said.address: said for said in reversed(found)}
    return tuple(Failure(*said, original) for said in list(reversed(once.values()))[:MOST])


def _is_known(fate: dict[str, str]) -> bool:
    return bool({"final-recipient", "original-recipient", "action"} & set(fate))


def _is_failure(fate: dict[str, str]) -> bool:
    if not _is_known(fate):
        return False
    action = COMMENT.sub("", fate.get("action", "")).strip().lower()
    return action not in NO_FAILURE and not fate.get("status", "").startswith("2")


def _fates(parts: Parts) -> Iterator[dict[str, str]]:
    """The fields of each group: one about the letter as a whole, then one a recipient."""
    for report in parts.reports:
        inside = report.get_payload()
        blocks = inside if isinstance(inside, list) else []
        for block in [each for each in blocks if isinstance(each, Message)] or [report]:
            found: dict[str, str] = {}
            for name, value in block.items():
                found.setdefault(name.lower(), " ".join(str(value).split()))
            body = block.get_payload()
            yield from _groups(found, body if isinstance(body, str) else "")


def _groups(found: dict[str, str], body: str) -> Iterator[dict[str, str]]:
    """What a report reads that is not built as it should be: groups between empty lines."""
    for row in body.splitlines()[: MOST * 20]:
        name, colon, value = row.partition(":")
        if not row.strip() and _is_known(found):
            yield found
            found = {}
        elif colon and " " not in name:
            found.setdefault(name.strip().lower(), value.strip())
    yield found


def _by_fields(fate: dict[str, str], text: str) -> Said:
    diagnosis = fate.get("diagnostic-code", "")
    status = _status(fate.get("status", ""), diagnosis)
    named = (fate.get(name, "") for name in ("final-recipient", "original-recipient"))
    final, asked = (TYPED.search(value) or IN_TEXT.search(value) for value in named)
    found = [_address(match) for match in (final, asked) if match]
    words = diagnosis or " ".join(text.split())
    first, last = (found[0], found[-1]) if found else ("", "")
    return Said(first, status or _status(text), words[:LONGEST], last)


def _by_words(message: Message, text: str) -> Iterator[Said]:
    """By the lines that name a recipient, else by the first address that is not the desk's."""
    told = COPY.split(text, maxsplit=1)[0]
    ours = {each.address.casefold() for each in people(message, "To", "From", "Delivered-To")}
    begun = [match for match in ALONE.finditer(told) if _address(match) not in ours][: MOST * 4]
    ends = [*(match.start() for match in begun[1:]), len(told)]
    said: dict[str, Said] = {}
    for match, end in zip(begun, ends, strict=False):
        address = _address(match)
        words = " ".join(told[match.end() : end].split())
        if address not in said or not said[address].status:
            said[address] = Said(address, _status(words), words[:LONGEST])
    if len(said) > 1:
        yield from said.values()
        return
    named = line(message, "X-Failed-Recipients")
    found = [_address(match) for match in IN_TEXT.finditer(f"{named} {told[:20_000]}")]
    first = next((each for each in (*said, *found) if each not in ours), "")
    yield Said(first, _status(told) or _status(text), " ".join(text.split())[:LONGEST])


def _address(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group).casefold()


def _status(*texts: str) -> str:
    for value in texts:
        if match := STATUS.search(value):
            return match[1]
    code = REPLY_CODE.search(texts[-1])
    return f"{code[1][0]}.0.0" if code else ""


def _original(message: Message, parts: Parts, text: str) -> str:
    for head in (*parts.returned, text):
        if match := ORIGINAL_ID.search(head):
            return match[1]
    return next(iter(ids(message, "In-Reply-To") or ids(message, "References")), "")
