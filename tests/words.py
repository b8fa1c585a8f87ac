"""Greek pages speak Greek: finding English words and raw keys in what a page shows."""

import re

KEPT = frozenset(
    """
    e-mail email pindos API CSV URL PDF JSON HTML cookie JavaScript Enter OpenAPI token Tokens
    SMTP TLS STARTTLS webhook webhooks OAuth XOAUTH IMAP ektypotis elw kwdiko
    English Chromium axe-core axe core WCAG AA EN MB kB byte bytes GPS EXIF IP SHA POP DNS
    TAXISnet FreeOTP Aegis Google Workspace Microsoft Exchange Online Authenticator tenant redirect
    LDAP ldaps StartTLS PEM OpenID amr acr mfa scope scopes cn ou dc services epirus example login
    ClamAV domain Ctrl Alt Delete Shift
    up work web SQLite PostgreSQL WAL ANALYZE VACUUM PINDOS_HOME SECRET_KEY chmod go prepare NTP
    PINDOS_TLS_CERT PINDOS_TLS_KEY PINDOS_TRUSTED_PROXIES PINDOS_URL
    REDIS_URL DATABASE_REPLICA_URL Redis ext overlay tmpfs GB
    KiB genitive_el prefecture_short_el
    JPEG PNG HEIC GIF TXT XLSX DOCX ODT ZIP Bearer Idempotency-Key Ed https http localhost timer
    restic sftp rest keys backup-password backup-environment KiB
    """.lower().split()
)
NAMES = re.compile(
    r"""
    \b[A-Z]{2,5}-\d{4}-\d{4,}\b            # numbers of tickets
    | \b[A-Z]{2,6}(?:-[A-Z]{1,8})*\b       # keys of units and sites, short forms
    | [\w.+-]+@[\w.-]+                     # mail addresses
    | https?://\S+ | (?<![\w])/[\w/{}.-]+  # addresses
    | \b[\w-]+(?:\.[\w-]+)*\.[a-z0-9]{2,5}\b  # names of files and hosts
    """,
    re.VERBOSE,
)
WORD = re.compile(r"[A-Za-z][A-Za-z_'’.-]*[A-Za-z]")


def english_in(text: str, allow: frozenset[str] = frozenset()) -> list[str]:
    """The Latin words of a text that are neither names, nor keys, nor kept in Greek."""
    kept = KEPT | {word.lower() for word in allow}
    found = WORD.findall(NAMES.sub(" ", text))
    return sorted({word for word in found if word.lower().strip(".") not in kept})
