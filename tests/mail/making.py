"""Makes the corpus: letters put together from known parts, with what must be read of them.

``python -m tests.mail.making`` writes ``corpus/NNN-family.eml`` and, beside each, a ``.yaml`` with
what is expected of it. The expectations come from the parts, never from the reader.
"""

import base64
import quopri
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "corpus"
PEOPLE = [
    ("Ανθή Γκόγκου", "anthi.gkogkou@apdhp.example"),
    ("Ευδοκία Τσιάρα", "e.tsiara@apdhp.example"),
    ("Γιώργος Χατζημιχάλης", "g.hatzimichalis@florina.apdhp.example"),
    ("Ιάσων Ζώης", "i.zois@apdhp.example"),
    ("ΜΑΡΙΑ ΠΑΠΠΑ", "MPAPPA@apdhp.example"),
]
SUBJECTS = [
    "Δεν ανοίγει το πρωτόκολλο",
    "Ο εκτυπωτής βγάζει λευκές σελίδες",
    "Αλλαγή κωδικού στο ΙΡΙΔΑ",
    "Τηλεδιάσκεψη: δεν ακούγεται ήχος",
    "Νέος υπάλληλος από 1/12 στο Δασαρχείο Μετσόβου",
]
TEXTS = [
    "Καλημέρα, από το πρωί βγάζει «Σφάλμα δικτύου» στο Αμύνταιο.",
    "Ο εκτυπωτής του πρωτοκόλλου τυπώνει λευκές σελίδες. Άλλαξα μελάνι και δεν άλλαξε τίποτε.",
    "Παρακαλώ να μου δοθεί νέος κωδικός για το ΙΡΙΔΑ, ο παλιός έληξε χθες.",
    "Στην τηλεδιάσκεψη με την Κοζάνη μας βλέπουν αλλά δεν μας ακούνε.",
    "Χρειαζόμαστε υπολογιστή, τηλέφωνο και λογαριασμό για τον νέο υπάλληλο.",
]
QUOTED = ["Καλημέρα σας,", "τι ακριβώς γράφει το μήνυμα;", "Τμήμα Πληροφορικής Φλώρινας"]
SIGNATURE = ["Με εκτίμηση,", "Ανθή Γκόγκου", "Διεύθυνση Δασών Φλώρινας", "τηλ. 2385 012 345"]
made: list[tuple[str, bytes, dict]] = []


def word(text, charset="utf-8", way="B"):
    """A text as an encoded word of RFC 2047."""
    raw = text.encode(charset)
    if way == "B":
        return f"=?{charset}?B?{base64.b64encode(raw).decode()}?="
    packed = quopri.encodestring(raw, header=True).decode().replace("=\n", "")
    return f"=?{charset}?Q?{packed.replace('?', '=3F')}?="


def letter(family, n, body, *, head=(), subject=None, sender=None, kind="text/plain", **expected):
    """One letter of bytes, and what must be read of it."""
    name, address = PEOPLE[n % len(PEOPLE)]
    title = SUBJECTS[n % len(SUBJECTS)]
    label = expected.pop("label", "utf-8")
    way = expected.pop("way", "8bit")
    lines = {
        "From": sender or f"{word(name)} <{address}>",
        "To": "support@apdhp.example",
        "Subject": subject or word(title),
        "Date": "Fri, 27 Nov 2026 09:13:00 +0200",
        "Message-ID": f"<{family}.{n}@mail.example>",
        "MIME-Version": "1.0",
        "Content-Type": f"{kind}; charset={label}" if kind.startswith("text/") else kind,
        "Content-Transfer-Encoding": way,
    }
    for key, value in dict(head).items():
        if value is None:
            lines.pop(key, None)
        else:
            lines[key] = value
    top = b"".join(
        key.encode() + b": " + (value if isinstance(value, bytes) else value.encode()) + b"\r\n"
        for key, value in lines.items()
    )
    if sender is None:
        expected.setdefault("sender", address)
        expected.setdefault("name", name)
    if subject is None:
        expected.setdefault("subject", title)
    made.append((family, top + b"\r\n" + body, expected))


def packed(text, charset, way):
    raw = text.replace("\n", "\r\n").encode(charset)
    if way == "base64":
        return base64.encodebytes(raw).replace(b"\n", b"\r\n")
    if way == "quoted-printable":
        return quopri.encodestring(raw).replace(b"\n", b"\r\n")
    return raw


def charsets():
    """Every Greek charset, labelled rightly and wrongly, in every encoding: half of it is ugly."""
    pairs = [
        *[("utf-8", "utf-8"), ("windows-1253", "windows-1253"), ("iso-8859-7", "iso-8859-7")],
        *[("windows-1253", "iso-8859-1"), ("windows-1253", "us-ascii"), ("windows-1253", "utf-8")],
        *[("utf-8", "iso-8859-7"), ("utf-8", "windows-1253"), ("utf-8", "unknown-8bit")],
        *[("iso-8859-7", "iso-8859-1"), ("windows-1253", "iso-8859-7"), ("utf-8", "cp-of-nobody")],
    ]
    n = 0
    for real, label in pairs:
        for way in ("8bit", "quoted-printable", "base64"):
            for text in TEXTS[:2] if real == label else TEXTS[2:4]:
                plain = text.replace("«", '"').replace("»", '"')
                letter("charset", n, packed(plain, real, way), label=label, way=way, text=plain)
                n += 1


def heads():
    """Encoded words cut within a letter, bytes in the head, names as Outlook and as RFC 2231."""
    for n, title in enumerate(SUBJECTS * 2):
        raw, text = title.encode(), TEXTS[n % 5]
        at = 7 + n  # within a letter or not, as it comes
        cut = [base64.b64encode(each).decode() for each in (raw[:at], raw[at:])]
        subject = f"=?UTF-8?B?{cut[0]}?=\r\n =?utf-8?b?{cut[1]}?="
        letter("head-cut", n, text.encode(), subject=subject, subject_read=title, text=text)
    for n, charset in enumerate(["utf-8", "windows-1253", "iso-8859-7"] * 3):
        title, text = SUBJECTS[n % 5], TEXTS[n % 5]
        head = {"Subject": title.encode(charset)}
        letter("head-bytes", n, text.encode(), head=head, text=text)
    for n, prefix in enumerate(
        [
            "Re:",
            "RE: ",
            "Fwd:",
            "ΑΠ:",
            "Απ: Re:",
            "ΣΧΕΤ:",
            "ΠΡΘ:",
            "Re[2]:",
            "Απάντηση:",
            "FW: RE: ",
        ]
    ):
        title = f"{prefix} {SUBJECTS[n % 5]}"
        letter("head-prefix", n, b"x y z", subject=word(title), bare=SUBJECTS[n % 5], text="x y z")
    names = ["πρακτικό συνεδρίασης.txt", "Έγγραφο 12.txt", "α" * 40 + ".txt"]
    for n, name in enumerate(names * 2):
        quoted = "".join(f"%{byte:02X}" for byte in name.encode())
        way = f"filename*=utf-8''{quoted}" if n < 3 else f'filename="{word(name)}"'
        body = (
            "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nΔείτε το συνημμένο.\r\n"
            "--b\r\nContent-Type: application/octet-stream\r\n"
            f"Content-Disposition: attachment; {way}"
            "\r\nContent-Transfer-Encoding: base64\r\n\r\nzrHOss6z\r\n--b--\r\n"
        ).encode()
        letter(
            "head-name",
            n,
            body,
            kind='multipart/mixed; boundary="b"',
            text="Δείτε το συνημμένο.",
            files={name: 6},
        )


def answers():
    """What was written, what was quoted and how it was signed, as programs write it."""
    heads_of_quotes = [
        "Στις Πέμ, 26 Νοε 2026 στις 9:13 π.μ., ο/η Υποστήριξη <support@apdhp.example> έγραψε:",
        "Στις 26/11/2026 9:13 π.μ., ο χρήστης support έγραψε:",
        "On Thu, Nov 26, 2026 at 9:13 AM Support <support@apdhp.example> wrote:",
        "Υποστήριξη <support@apdhp.example> έγραψε:",
        "-----Αρχικό μήνυμα-----",
        "-----Original Message-----",
        "-------- Προωθημένο μήνυμα --------",
        "____________________\nΑπό: Υποστήριξη\nΣτάλθηκε: Πέμπτη\nΠρος: Ανθή\nΘέμα: Re",
        "From: Support\nSent: Thursday\nTo: Anthi\nSubject: Re",
        "*Από:* Υποστήριξη\n*Στάλθηκε:* Πέμπτη\n*Προς:* Ανθή\n*Θέμα:* Re",
    ]
    for n, head in enumerate(heads_of_quotes * 2):
        text = TEXTS[n % 5]
        marked = "> " if "έγραψε" in head or "wrote" in head else ""
        quote = "\n".join([head, "", *(marked + line for line in QUOTED)])
        signed = "\n".join(SIGNATURE) if n % 2 else ""
        body = "\n\n".join(filter(None, [text, signed, quote]))
        letter(
            "answer",
            n,
            packed(body, "utf-8", "8bit"),
            text=text,
            quoted_has=QUOTED[1],
            signature=signed,
        )
    signatures = [
        "-- \nΙάσων Ζώης",
        "Εστάλη από το iPhone μου",
        "Στάλθηκε από το Outlook για Android",
        "Sent from my iPhone",
        "Με εκτίμηση\nΙάσων Ζώης\nΠρόγραμμα Μηχανικών",
        "Φιλικά,\nΕυδοκία",
        "Με τιμή,\nΗ Προϊσταμένη",
        "Kind regards,\nIason",
        "Αποποίηση ευθύνης: το μήνυμα αυτό είναι εμπιστευτικό.",
        "Σκεφτείτε το περιβάλλον πριν τυπώσετε αυτό το μήνυμα.",
    ]
    for n, signed in enumerate(signatures * 2):
        text = TEXTS[n % 5]
        letter(
            "signed",
            n,
            packed(f"{text}\n\n{signed}", "utf-8", "8bit"),
            text=text,
            signature=signed.replace("-- \n", "--\n"),
        )
    for n in range(5):
        body = f"> {QUOTED[0]}\n> {QUOTED[1]}\n\n{TEXTS[n]}\n"
        letter("below", n, body.encode(), text=TEXTS[n], quoted_has=QUOTED[1])


def forwards():
    """A thread forwarded up to twelve times: the words of whoever forwards it are fresh."""
    for depth in range(1, 13):
        quote = TEXTS[0]
        for _ in range(depth):
            quote = f"-------- Προωθημένο μήνυμα --------\nΘέμα: x\nΑπό: y\n\n{quote}"
        text = TEXTS[depth % 5]
        letter("forward", depth, f"{text}\n\n{quote}".encode(), text=text, quoted_has=TEXTS[0])


def pages():
    """HTML of Outlook, Gmail, Apple and others, some of it with what must not be shown."""
    frames = [
        "<html><head><style>p.MsoNormal{{margin:0}}</style></head><body lang=EL><div "
        "class=WordSection1><p class=MsoNormal>{0}<o:p></o:p></p></div><div "
        'id="divRplyFwdMsg"><b>Από:</b> x<br><b>Θέμα:</b> y</div><p>{1}</p></body></html>',
        '<div dir="ltr">{0}</div><br><div class="gmail_quote"><div dir="ltr">Στις x έγραψε:<br>'
        '</div><blockquote class="gmail_quote">{1}</blockquote></div>',
        '<html><body>{0}<br><blockquote type="cite">{1}</blockquote></body></html>',
        "<p>{0}</p><script>alert('x')</script><img src=x onerror=alert(1)>"
        "<a href=\"javascript:alert(1)\">α</a><div class='moz-cite-prefix'>{1}</div>",
        "<table><tr><td>{0}</td></tr></table><form action=//evil.example><input></form>"
        '<div class="yahoo_quoted">{1}</div>',
        "<!--[if gte mso 9]><xml></xml><![endif]--><p>{0}</p><div id='appendonsend'></div>"
        "<p>{1}</p>",
    ]
    for n, frame in enumerate(frames * 3):
        text = TEXTS[n % 5]
        page = frame.format(text, QUOTED[1])
        charset = ("utf-8", "windows-1253", "iso-8859-7")[n // 6]
        raw = page.replace("«", '"').replace("»", '"').encode(charset)
        plain = text.replace("«", '"').replace("»", '"')
        letter(
            "html",
            n,
            raw,
            kind="text/html",
            label=charset,
            text_has=plain,
            quoted_has=QUOTED[1],
            html_not=["<script", "onerror", "javascript:", "<form"],
        )


MACHINES = [
    {"Auto-Submitted": "auto-replied"},
    {"Auto-Submitted": "auto-generated"},
    {"Precedence": "bulk", "List-Unsubscribe": "<mailto:x@y.example>"},
    {"Precedence": "auto_reply"},
    {"List-Id": "Νέα <nea.apdhp.example>"},
    {"X-Auto-Response-Suppress": "All"},
    {"X-Autoreply": "yes"},
    {"X-RT-Loop-Prevention": "rt.example"},
    {"X-OTRS-Loop": "yes"},
    {"Return-Path": "<>"},
    {"From": "MAILER-DAEMON@mail.example"},
    {"From": "noreply@gov.example"},
    {"From": "do-not-reply@bank.example"},
    {"Subject": word("Αυτόματη απάντηση: Δεν ανοίγει")},
    {"Subject": "Out of Office: printer"},
    {"Subject": word("Εκτός γραφείου έως 5/12")},
]


def machines():
    """What machines write: absence, lists, other systems, robots."""
    for n, head in enumerate(MACHINES * 2):
        sender = head.get("From")
        own = {"sender": sender} if sender else {}
        if "Subject" in head:
            own["subject"] = head["Subject"]
        rest = {key: value for key, value in head.items() if key not in {"From", "Subject"}}
        letter("machine", n, TEXTS[n % 5].encode(), head=rest, is_machine=True, **own)
    for n in range(8):
        letter("person", n, TEXTS[n % 5].encode(), head={"Auto-Submitted": "no"}, is_machine=False)


REPORT = (
    "--r\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    "--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
    "Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n"
    "Diagnostic-Code: smtp; 550 {status} no such user\r\n\r\n"
    "--r\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <notice.7.abc@pindos.example>\r\n"
    "Subject: x\r\n\r\n--r--\r\n"
)


def failures():
    """Letters that came back: by RFC 3464, and in words."""
    for n, status in enumerate(["5.1.1", "5.2.2", "4.4.1", "5.7.1", "5.0.0", "4.2.2"] * 2):
        words = ["Your message could not be delivered.", "Το μήνυμά σας δεν παραδόθηκε."][n % 2]
        body = REPORT.format(
            words=words, address=f"x{n}@out.example", action="failed", status=status
        )
        letter(
            "failure",
            n,
            body.encode(),
            subject="Undelivered Mail Returned to Sender",
            sender="MAILER-DAEMON@mx.example",
            is_machine=True,
            kind='multipart/report; report-type=delivery-status; boundary="r"',
            failure=[f"x{n}@out.example", status, "notice.7.abc@pindos.example"],
        )
    for n, action in enumerate(["delayed", "delivered", "relayed"]):
        body = REPORT.format(words="later", address="x@out.example", action=action, status="4.0.0")
        letter(
            "no-failure",
            n,
            body.encode(),
            subject="Delivery Status Notification",
            sender="postmaster@mx.example",
            is_machine=True,
            failure=None,
            kind='multipart/report; report-type=delivery-status; boundary="r"',
        )
    said = [
        ("Mail delivery failed: returning message to sender", "550 5.1.1 <a@b.example>: unknown"),
        ("Μη παραδοτέο: Αίτημα", "Η παράδοση στο a@b.example απέτυχε οριστικά. 5.1.10"),
        ("failure notice", "<a@b.example>:\nSorry, no mailbox here by that name. (#5.1.1)"),
        ("Αποτυχία παράδοσης", "Δεν βρέθηκε ο παραλήπτης a@b.example (5.4.1)"),
    ]
    for n, (subject, body) in enumerate(said * 2):
        letter(
            "failure-said",
            n,
            body.encode(),
            subject=word(subject),
            is_machine=True,
            sender="postmaster@mx.example",
            failure_of="a@b.example",
        )


GROUP = "Final-Recipient: rfc822; {}\r\nAction: {}\r\nStatus: {}\r\n{}\r\n"
REPORT_KIND = 'multipart/report; report-type=delivery-status; boundary="r"'


def report(words, groups):
    """A report with these words and these groups in place of the one that it has."""
    start, end = REPORT.index("Final"), REPORT.index("--r\r\nContent-Type: text/rfc822")
    return (REPORT[:start].format(words=words) + groups + REPORT[end:]).encode()


def reports():
    """Reports that tell of several recipients, each with a fate of its own (RFC 3464)."""
    fates = [
        *[("a@out.example", "failed", "5.1.1"), ("b@out.example", "delayed", "4.4.1")],
        *[("c@out.example", "relayed", "2.0.0"), ("d@out.example", "delivered", "2.1.5")],
        *[
            ("E@out.example", "failed (user unknown)", "5.7.1"),
            ("f@out.example", "failed", "4.2.2"),
        ],
    ]
    for n, chosen in enumerate([fates, fates[::-1], fates[:4], fates[1:4], fates[3:]] * 2):
        groups = "".join(
            GROUP.format(address, action, status, f"Diagnostic-Code: smtp; 550 {status} no\r\n")
            for address, action, status in chosen
        )
        words = ["Your message was not delivered.", "Η παράδοση απέτυχε σε παραλήπτες."][n % 2]
        letter(
            "failure-several",
            n,
            report(words, groups),
            subject=word(["Undeliverable: x", "Δεν είναι δυνατή η παράδοση: x"][n % 2]),
            sender="postmaster@mx.example",
            is_machine=True,
            kind=REPORT_KIND,
            failures={
                address.lower(): status for address, action, status in chosen if "failed" in action
            },
        )
    alias = "Original-Recipient: rfc822;office@out.example\r\nDiagnostic-Code: smtp; 550 no\r\n"
    group = GROUP.format("anna@inside.example", "failed", "5.1.1", alias)
    letter(
        "failure-alias",
        0,
        report("x", group),
        subject="Undelivered Mail Returned to Sender",
        sender="MAILER-DAEMON@mx.example",
        is_machine=True,
        kind=REPORT_KIND,
        failures={"anna@inside.example": "5.1.1"},
        asked=["office@out.example"],
    )


EXCHANGE = """Η παράδοση απέτυχε στους παρακάτω παραλήπτες ή ομάδες:

Άννα Ζήση (a@out.example)
Η διεύθυνση ηλεκτρονικού ταχυδρομείου που πληκτρολογήσατε δεν βρέθηκε.

b@out.example
Το γραμματοκιβώτιο του παραλήπτη είναι γεμάτο. Δοκιμάστε να στείλετε το μήνυμα αργότερα.

Πληροφορίες διαγνωστικού ελέγχου για διαχειριστές:

Διακομιστής δημιουργίας: EX01.apdhp.example

a@out.example
Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'

b@out.example
Remote Server returned '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException'

Αρχικές κεφαλίδες μηνύματος:

Received: from EX01.apdhp.example (10.1.1.1)
From: Υποστήριξη <support@apdhp.example>
To: <a@out.example>
Message-ID: <notice.7.abc@pindos.example>
"""
MICROSOFT = """Το μήνυμά σας προς a@out.example δεν ήταν δυνατό να παραδοθεί.

Το a δεν βρέθηκε στο out.example.

support		Office 365		a
Απαιτείται ενέργεια				Παραλήπτης

Άγνωστη διεύθυνση "Προς"

Λεπτομέρειες σφάλματος
Σφάλμα που αναφέρθηκε: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient a@out.example not found
Message-ID: <notice.7.abc@pindos.example>
"""
GOOGLE = """Δεν βρέθηκε η διεύθυνση

Το μήνυμά σας δεν παραδόθηκε στη διεύθυνση a@out.example επειδή δεν ήταν δυνατή η εύρεσή της.

Η απάντηση ήταν:
550 5.1.1 The email account that you tried to reach does not exist.
"""
POSTFIX = """This is the mail system at host mx.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<a@out.example>: host mx.out.example[192.0.2.1] said: 550 5.1.1
    <a@out.example>: Recipient address rejected: User unknown in virtual mailbox
    table (in reply to RCPT TO command)

<b@out.example> (expanded from <all@out.example>): connect to
    mx.out.example[192.0.2.1]:25: Connection timed out 4.4.1
"""
EXIM = """This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  a@out.example
    host mx.out.example [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<a@out.example>:
    550 5.1.1 User unknown
  b@out.example
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

Return-path: <support@apdhp.example>
From: c@inside.example
Message-ID: <notice.7.abc@pindos.example>
"""
QMAIL = """Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<a@out.example>:
Sorry, no mailbox here by that name. (#5.1.1)

<b@out.example>:
192.0.2.1 failed after I sent the message.
Remote host said: 554 5.7.1 rejected

--- Below this line is a copy of the message.

Return-Path: <support@apdhp.example>
To: c@inside.example
Message-ID: <notice.7.abc@pindos.example>
"""
BOTH = {"a@out.example": "5.1.1", "b@out.example": "5.7.1"}
SERVERS = [
    (
        "Δεν είναι δυνατή η παράδοση: Νέος κωδικός",
        EXCHANGE,
        {"a@out.example": "5.1.10", "b@out.example": "5.2.2"},
    ),
    ("Μη παραδοτέο: Νέος κωδικός", MICROSOFT, {"a@out.example": "5.1.10"}),
    ("ΜΗ ΠΑΡΑΔΟΤΕΟ: ΝΕΟΣ ΚΩΔΙΚΟΣ", MICROSOFT, {"a@out.example": "5.1.10"}),
    ("Η παράδοση απέτυχε", GOOGLE, {"a@out.example": "5.1.1"}),
    (
        "Undelivered Mail Returned to Sender",
        POSTFIX,
        {"a@out.example": "5.1.1", "b@out.example": "4.4.1"},
    ),
    (
        "Mail delivery failed: returning message to sender",
        EXIM,
        {"a@out.example": "5.1.1", "b@out.example": ""},
    ),
    ("failure notice", QMAIL, BOTH),
]
SENDERS = [
    "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@apdhp.example",
    "postmaster@apdhp.example",
    "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
]


def servers():
    """Bounces in the servers' own words, Greek and English, without a part for machines."""
    for n, (subject, words, found) in enumerate(SERVERS * 2):
        rich = n >= len(SERVERS)
        text = words.replace("<", "&lt;").replace("\n", "<br>\r\n") if rich else words
        letter(
            "failure-words",
            n,
            text.encode(),
            kind="text/html" if rich else "text/plain",
            subject=word(subject),
            sender=SENDERS[n % 3],
            is_machine=True,
            failures=found,
        )
        letter("failure-asked", n, words.encode(), subject=word(f"ΑΠ: {subject}"), failures={})
    for n, subject in enumerate(["Delivery delayed: x", "Καθυστέρηση παράδοσης: x"]):
        late = "Το μήνυμα προς a@out.example δεν παραδόθηκε ακόμη. 4.4.7"
        letter(
            "failure-late",
            n,
            late.encode(),
            subject=word(subject),
            sender=SENDERS[n],
            is_machine=True,
            failures={},
        )


def attached():
    """A letter that was attached: its words are not those of whoever sends it on."""
    outer = "Δείτε το συνημμένο."
    for n, inner in enumerate(TEXTS * 2):
        subject, name = SUBJECTS[n % 5], 'filename="μήνυμα.eml"' if n % 2 else ""
        kind = ["text/plain; charset=utf-8", "text/html; charset=utf-8"][n // 5]
        within = (
            f"From: {word('ΓΓΠΣ')} <help@gsis.example>\r\nSubject: {word(subject)}\r\n"
            f"Date: Thu, 26 Nov 2026 12:00:00 +0200\r\nContent-Type: {kind}\r\n"
            f"Content-Transfer-Encoding: 8bit\r\n\r\n{inner}\r\n"
        )
        body = (
            f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{outer}\r\n"
            f"--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; {name}\r\n"
            f"\r\n{within}\r\n--b--\r\n"
        )
        letter(
            "attached",
            n,
            body.encode(),
            kind='multipart/mixed; boundary="b"',
            text=outer,
            nested=[[subject, inner]],
            nested_from=["help@gsis.example"],
            failures={},
        )


def thanks():
    """Thanks and what only looks like it."""
    only = [
        *["Ευχαριστώ πολύ!", "Σας ευχαριστώ θερμά.", "ok thanks", "efxaristw para poly"],
        *[
            "Ευχαριστούμε για την άμεση ανταπόκριση!",
            "Τέλεια, ευχαριστώ",
            "ΕΥΧΑΡΙΣΤΩ",
            "Thank you",
        ],
        *["Να είστε καλά!", "Ωραία, ευχαριστώ πολύ για τη βοήθεια.", "Ελήφθη, ευχαριστώ"][:2],
    ]
    more = [
        *["Ευχαριστώ, αλλά δεν δουλεύει.", "Ευχαριστώ. Μπορείτε να δείτε και το τηλέφωνο;"],
        *["Ευχαριστώ εκ των προτέρων, ο εκτυπωτής θέλει τόνερ", "Καλημέρα"],
        *["ok, το δοκίμασα και βγάζει σφάλμα 12", "Ευχαριστώ! Πότε θα έρθετε στο Αμύνταιο;"],
        *["Thanks, but it is still not printing", "Δεν ευχαριστώ"],
    ]
    for is_so, words in ((True, only), (False, more)):
        for n, text in enumerate(words * 2):
            body = f"{text}\n\n-- \nΑνθή" if n >= len(words) else text
            letter("thanks", n, body.encode(), text=text, is_thanks=is_so)


def broken():
    """What no standard allows and programs send nevertheless."""
    text = TEXTS[0].encode()
    for n, head in enumerate(
        [
            {"Message-ID": None},
            {"Message-ID": "no brackets@x.example"},
            {"Date": None},
            {"Date": "Παρασκευή, 33 Νοε"},
            {"Date": "Fri, 99 Foo 20261 99:99 +9999"},
            {"MIME-Version": None},
            {"Content-Transfer-Encoding": "8-bit"},
            {"Content-Transfer-Encoding": "x-nothing"},
            {"References": "<a@b> <c@d>, <e@f>"},
            {"References": "junk " * 400},
            {"To": None},
            {"To": "undisclosed-recipients:;"},
            {"Content-Type": 'text/plain; charset="utf-8'},
            {"Content-Type": None},
            {"Content-Type": "text/plain; charset=utf-8; charset=latin1"},
            {"X-Long": "y" * 5000},
        ]
    ):
        letter("broken-head", n, text, head=head, text=TEXTS[0])
    senders = [
        (b"anthi@apdhp.example", "anthi@apdhp.example"),
        ("Ανθή <anthi@apdhp.example>".encode(), "anthi@apdhp.example"),
        ("Ανθή <anthi@apdhp.example>".encode("windows-1253"), "anthi@apdhp.example"),
        (b'"Anthi, G." <anthi@apdhp.example>', "anthi@apdhp.example"),
        (b"anthi@apdhp.example (Anthi G)", "anthi@apdhp.example"),
        (b"<anthi@apdhp.example>, <b@apdhp.example>", "anthi@apdhp.example"),
        (b"Anthi anthi@apdhp.example", "anthi@apdhp.example"),
        (b'"Anthi <anthi@apdhp.example>', "anthi@apdhp.example"),
        (b"<>", ""),
        (b"", ""),
        (b"nobody", ""),
    ]
    for n, (sender, address) in enumerate(senders):
        letter(
            "broken-sender",
            n,
            text,
            head={"From": sender},
            text=TEXTS[0],
            sender=" ",
            sender_read=address,
        )
    bodies = [
        (b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text, TEXTS[0]),
        (b"preamble\r\n--b\r\n\r\nplain only\r\n--b--\r\nepilogue", "plain only"),
        (
            b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + b"\r\n--wrong--",
            None,
        ),
        (b"no boundary at all", None),
        (b"", ""),
        (b"--b--", None),
        (b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--", None),
    ]
    for n, (body, expected) in enumerate(bodies * 2):
        head = {"Content-Transfer-Encoding": "8bit"} if n % 2 else {}
        more = {} if expected is None else {"text": expected}
        letter("broken-parts", n, body, kind='multipart/mixed; boundary="b"', head=head, **more)
    for n in range(6):
        raw = base64.b64encode(text)
        cut = [
            raw[:-1],
            raw[:-2],
            raw + b"!!",
            raw.replace(b"A", b"A\r\n "),
            raw + raw[:1],
            raw[:-3],
        ]
        letter("broken-base64", n, cut[n], way="base64", text_has=TEXTS[0][:40])


FILE_NAMES = ["Αναφορά Νοεμβρίου.pdf", "ΑΙΤΗΣΗ ΑΔΕΙΑΣ (2).docx", "Πρακτικό «Α΄» 3ης.odt"]


def _cut(text, most):
    """Encoded by RFC 2231 in pieces that end between letters or within one, never in an escape."""
    escapes = [f"%{byte:02X}" for byte in text.encode()]
    pieces = ["".join(escapes[at : at + most]) for at in range(0, len(escapes), most)]
    first, *rest = [f"filename*{n}*=" + piece for n, piece in enumerate(pieces)]
    return ";\r\n ".join([first.replace("*=", "*=UTF-8''", 1), *rest])


def named():
    """Files with Greek names in all the ways, right and wrong, in which programs write them."""
    for n, name in enumerate(FILE_NAMES):
        ways = [
            _cut(name, 9),
            _cut(name, 10) + f'; filename="{word(name)}"',
            f'filename="{word(name, "windows-1253", "Q")}"',
            f'filename="{word(name[:6])} {word(name[6:])}"',
            f'filename="{name}"',
            f'filename="{name}"'.encode("cp1253", "replace").replace(b"?", b"\xb4"),
        ]
        for at, way in enumerate(ways):
            said = way if isinstance(way, bytes) else way.encode()
            body = (
                b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + TEXTS[n].encode()
                + b"\r\n--b\r\nContent-Type: application/octet-stream\r\n"
                + b"Content-Disposition: attachment; " + said + b"\r\n\r\n12345\r\n--b--\r\n"
            )  # fmt: skip
            shown = name.replace("΄", "\u0384") if at < 5 else name
            letter(
                "head-files",
                n * len(ways) + at,
                body,
                kind='multipart/mixed; boundary="b"',
                text=TEXTS[n],
                files={shown: 5},
            )


def bounded():
    """The bound in the body is another than the head says, or there is none: words are read."""
    text = TEXTS[0]
    for n, kind in enumerate(["mixed", "alternative", "related"]):
        part = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
        file = (
            "Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO"
        )
        other = f"--=_other\r\n{part}--=_other\r\n{file}\r\n--=_other--\r\n"
        bound = f'multipart/{kind}; boundary="=_said"'
        letter("broken-bound", n, other.encode(), kind=bound, text=text, files={"a.png": 3})
        letter("broken-bound", n + 3, f"{text}\r\n".encode(), kind=bound, text=text, files={})
        none = f"multipart/{kind}"
        letter("broken-bound", n + 6, f"{text}\r\n".encode(), kind=none, text=text, files={})


def moments():
    """Written at a time that cannot be, by a clock that stands wrong: it is read all the same."""
    for n, said in enumerate(
        [
            "Thu, 01 Jan 1970 00:00:00 +0000",
            "Thu, 01 Jan 2099 10:00:00 +0200",
            "Fri, 31 Dec 9999 23:59:59 -1200",
            "32 Foo 2026",
        ]
    ):
        head = {"Date": said}
        letter("broken-date", n, TEXTS[n].encode(), head=head, text=TEXTS[n])


def make():
    """All of them, in the order of their families."""
    families = [charsets, heads, answers, forwards, pages, machines, failures, thanks, broken]
    for family in [*families, reports, servers, attached, named, bounded, moments]:
        family()
    return made


def write():
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*"):
        old.unlink()
    for number, (family, raw, expected) in enumerate(make(), 1):
        stem = FOLDER / f"{number:03}-{family}"
        stem.with_suffix(".eml").write_bytes(raw)
        stem.with_suffix(".yaml").write_text(
            yaml.safe_dump(expected, allow_unicode=True, sort_keys=True, width=200)
        )


if __name__ == "__main__":
    write()
