"""Signs that a machine wrote a message, and what the receiving server found about it."""

import re
from email.message import Message

from pindos.mail.reading.headers import Address, line, values

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
    "X-MS-Exchange-Message-Is-Ndr",
    "X-Pindos",
)
ROBOTS = re.compile(
    r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|donotreply|bounces?|daemon|nobody|"
    r"root|auto-?reply|listserv|majordomo|mail-daemon|microsoftexchange[0-9a-f]{32})"
    r"(?:[+.\-=].*)?@",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"^(?:αυτόματη απάντηση|αυτόματη απαντηση|automatic reply|"
    r"auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|"
    r"(?:είμαι )?εκτός (?:γραφείου|υπηρεσίας)(?=\s*(?::|$|έως|μέχρι|από))|"
    r"απουσία από (?:το |την )?(?:γραφείο|υπηρεσία)|abwesenheit)",
    re.IGNORECASE,
)
COMMENT = re.compile(r"\([^()]*\)")
QUOTED = re.compile(r'"[^"]*"')
RESULT = re.compile(r"\s*(spf|dkim|dmarc|compauth)\s*=\s*([a-z]+)", re.IGNORECASE)


def signs_of(message: Message, sender: Address, subject: str) -> tuple[str, ...]:
    """All that says a machine wrote it, by name."""
    submitted = line(message, "Auto-Submitted").lower()
    precedence = line(message, "Precedence").lower()
    suppress = line(message, "X-Auto-Response-Suppress").lower()
    names = {name.lower() for name, _value in message.raw_items()}
    told = {
        f"Auto-Submitted: {submitted[:40]}": submitted and not submitted.startswith("no"),
        f"Precedence: {precedence}": precedence in PRECEDENCES,
        "X-Auto-Response-Suppress": suppress in {"all", "oof", "autoreply"},
        **{name: name.lower() in names for name in MARKS},
        "Return-Path: <>": "".join(values(message, "Return-Path")[:1]).strip() == "<>",
        f"From: {sender.address}": ROBOTS.match(sender.address),
        "Subject: away": AWAY.match(subject),
        "multipart/report": message.get_content_type() == "multipart/report",
    }
    return tuple(name for name, is_so in told.items() if is_so)


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
