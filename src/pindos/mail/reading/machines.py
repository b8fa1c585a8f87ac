"""Signs that a machine wrote a message, and reports that one of ours did not arrive."""

import re
from email.message import Message
from typing import NamedTuple

from pindos.mail.reading.headers import Address, ids, line, values
from pindos.mail.reading.parts import Parts

PRECEDENCES = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
MARKS = (
    "List-Id",
    "List-Unsubscribe",
    "X-Autoreply",
    "X-Autorespond",
    "X-Loop",
    "X-RT-Loop-Prevention",
    "X-Failed-Recipients",
    "X-FC-MachineGenerated",
    "X-OTRS-Loop",
    "X-Pindos",
)
ROBOTS = re.compile(
    r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|donotreply|bounces?|daemon|nobody|"
    r"root|auto-?reply|listserv|majordomo|mail-daemon)(?:[+.\-=].*)?@",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"^(?:αυτόματη απάντηση|αυτόματη απαντηση|automatic reply|"
    r"auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|"
    r"(?:είμαι )?εκτός (?:γραφείου|υπηρεσίας)(?=\s*(?::|$|έως|μέχρι|από))|"
    r"απουσία από (?:το |την )?(?:γραφείο|υπηρεσία)|abwesenheit)",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"undeliver|delivery (?:status notification|has failed|failure)|returned mail|mail delivery "
    r"failed|failure notice|delivery problem|μη παραδο|δεν παραδόθηκε|αποτυχία παράδοσης|"
    r"αδύνατη η παράδοση|ανεπίδοτ|επιστροφή μηνύματος",
    re.IGNORECASE,
)
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
REPLY_CODE = re.compile(r"(?<!\d)([45]\d\d)[ -]")
RECIPIENT = re.compile(r"(?:rfc822|utf-8)\s*;\s*<?([^\s<>;]+@[^\s<>;]+)>?", re.IGNORECASE)
ALONE = re.compile(r"(?m)^[ \t]*<([^<>\s@]{1,250}@[^<>\s@]{1,250})>:")  # as qmail and Postfix say
IN_TEXT = re.compile(r"(?<![\w.+\-=])<?([\w.+\-=]{1,250}@[\w.\-]{1,250}\.\w{1,60})>?")
COMMENT = re.compile(r"\([^()]*\)")
QUOTED = re.compile(r'"[^"]*"')
RESULT = re.compile(r"\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
ORIGINAL_ID = re.compile(r"(?im)^message-id:\s*<?([^\s<>]+@[^\s<>]+)>?")


class Failure(NamedTuple):
    """A letter that did not arrive: to whom, status (RFC 3463), what was said, which letter."""

    address: str
    status: str
    words: str
    original_id: str


def signs_of(message: Message, sender: Address, subject: str) -> tuple[str, ...]:
    """All that says a machine wrote it, by name."""
    submitted = line(message, "Auto-Submitted").lower()
    precedence = line(message, "Precedence").lower()
    suppress = line(message, "X-Auto-Response-Suppress").lower()
    told = {
        f"Auto-Submitted: {submitted[:40]}": submitted and not submitted.startswith("no"),
        f"Precedence: {precedence}": precedence in PRECEDENCES,
        "X-Auto-Response-Suppress": suppress in {"all", "oof", "autoreply"},
        **{name: bool(values(message, name)) for name in MARKS},
        "Return-Path: <>": "".join(values(message, "Return-Path")[:1]).strip() == "<>",
        f"From: {sender.address}": ROBOTS.match(sender.address),
        "Subject: away": AWAY.match(subject),
        "multipart/report": message.get_content_type() == "multipart/report",
    }
    return tuple(name for name, is_so in told.items() if is_so)


def failure_in(
    message: Message, parts: Parts, signs: tuple[str, ...], subject: str, text: str
) -> Failure | None:
    """What a report of failure says, by RFC 3464 or in words; None for anything else."""
    is_report = str(message.get_param("report-type") or "").lower() == "delivery-status"
    fields = _fields(parts) if parts.reports else {}
    if fields.get("action", "").lower() in {"delivered", "relayed", "expanded", "delayed"}:
        return None
    is_said = bool(FAILED.search(subject)) and bool(signs)
    if not (is_report or is_said or "X-Failed-Recipients" in signs):
        return None
    return Failure(
        _address(message, fields, text),
        _status(fields, text),
        (fields.get("diagnostic-code") or " ".join(text.split()))[:1000],
        _original(message, parts, text),
    )


def _fields(parts: Parts) -> dict[str, str]:
    found: dict[str, str] = {}
    for report in parts.reports:
        blocks = [report]
        inside = report.get_payload()
        if isinstance(inside, list):
            blocks += [each for each in inside if isinstance(each, Message)]
        for block in blocks:
            for name, value in block.items():
                found.setdefault(name.lower(), " ".join(str(value).split()))
            body = block.get_payload()
            for row in body.splitlines()[:200] if isinstance(body, str) else ():
                name, colon, value = row.partition(":")
                if colon and " " not in name:
                    found.setdefault(name.strip().lower(), value.strip())
    return found


def _address(message: Message, fields: dict[str, str], text: str) -> str:
    for name in ("final-recipient", "original-recipient"):
        value = fields.get(name, "")
        if match := RECIPIENT.search(value) or IN_TEXT.search(value):
            return match[1].casefold()
    failed = line(message, "X-Failed-Recipients")
    match = IN_TEXT.search(failed) or ALONE.search(text) or IN_TEXT.search(text)
    return match[1].casefold() if match else ""


def _status(fields: dict[str, str], text: str) -> str:
    for value in (fields.get("status", ""), fields.get("diagnostic-code", ""), text):
        if match := STATUS.search(value):
            return match[1]
    code = REPLY_CODE.search(fields.get("diagnostic-code", "") or text)
    return f"{code[1][0]}.0.0" if code else ""


def _original(message: Message, parts: Parts, text: str) -> str:
    for head in (*parts.returned, text):
        if match := ORIGINAL_ID.search(head):
            return match[1]
    return next(iter(ids(message, "In-Reply-To") or ids(message, "References")), "")


def authentication_in(message: Message, server: str) -> dict[str, str]:
    """What the receiving server found (RFC 8601); lines of other servers may be forged."""
    if not server:
        return {}
    for value in values(message, "Authentication-Results")[:20]:
        text = " ".join(value.split())
        name, _semicolon, results = text.partition(";")
        if name.split(" ")[0].casefold() == server.casefold():
            told = COMMENT.sub("", QUOTED.sub("", results)).split(";")
            found = [match.groups() for each in told if (match := RESULT.match(each))]
            return {method.lower(): result.lower() for method, result in reversed(found)}
    return {}
