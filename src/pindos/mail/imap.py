"""One open mailbox: an IMAP4rev1 server (RFC 3501), IDLE (RFC 2177), MOVE (RFC 6851)."""

import ssl
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

import imapclient
from django.utils.translation import gettext_noop
from imapclient import IMAPClient
from imapclient.exceptions import (
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    LoginError,
)

from pindos.kernel import reaching
from pindos.mail.cipher import opened
from pindos.mail.handing import LARGEST
from pindos.mail.models import Mailbox
from pindos.mail.rules import head_of
from pindos.mail.terms import After, Security

NO_FOLDER = gettext_noop("The mailbox has no such folder. See how the server names it.")
PATIENCE = 30.0  # seconds for each answer of the server
LOST = (OSError, IMAPClientError)  # all that a connection can end with
SIZES_AT_ONCE = 200
FEW, AT_ONCE = 10, 1024 * 1024  # messages, and bytes of them, that one question brings


class Item(NamedTuple):
    """One message of a mailbox; of one that is too large only the head."""

    uid: int
    size: int
    raw: bytes

    @property
    def is_too_large(self) -> bool:
        """Whether only its head was fetched."""
        return self.size > LARGEST


class Box:
    """A mailbox that is signed in to and selected; close it when done."""

    def __init__(self, row: Mailbox, token: str = "") -> None:
        self.row = row
        self.is_idle = False
        self.client = dial(row, token)
        try:
            self.selected = self.client.select_folder(row.folder)
        except BaseException:
            self.close()
            raise
        self.can_idle = bool(self.client.has_capability("IDLE"))

    @property
    def uid_validity(self) -> int:
        """The series that its UIDs belong to (RFC 3501, 2.3.1.1)."""
        return int(self.selected[b"UIDVALIDITY"])

    @property
    def newest_uid(self) -> int:
        """The last UID given before now."""
        if b"UIDNEXT" in self.selected:
            return int(self.selected[b"UIDNEXT"]) - 1
        return max(self.client.search("ALL"), default=0)

    def after(self, uid: int) -> list[int]:
        """The UIDs above one; ``n:*`` names the last message also when it is below."""
        return sorted(
            found for found in self.client.search(["UID", f"{uid + 1}:*"]) if found > uid
        )

    def since(self, day: date) -> list[int]:
        """The UIDs of what arrived on a day or later."""
        return sorted(self.client.search(["SINCE", day]))

    def items(self, uids: list[int]) -> Iterator[list[Item]]:
        """The messages, a few at once; what is too large comes as its head."""
        for at in range(0, len(uids), SIZES_AT_ONCE):
            some = uids[at : at + SIZES_AT_ONCE]
            sizes = {
                uid: int(said[b"RFC822.SIZE"])
                for uid, said in self.client.fetch(some, ["RFC822.SIZE"]).items()
            }
            known = [uid for uid in some if uid in sizes]  # else it was taken away meanwhile
            for few in _together(known, sizes):
                yield self._few(few, sizes)

    def _few(self, uids: list[int], sizes: dict[int, int]) -> list[Item]:
        """Messages that are asked for at once; one that is too large is asked for alone."""
        is_large = sizes[uids[0]] > LARGEST
        part = b"BODY[HEADER]" if is_large else b"BODY[]"
        asked = part.replace(b"BODY", b"BODY.PEEK")
        found: dict[int, dict[bytes, Any]] = self.client.fetch(uids, [asked])
        came = [(uid, found.get(uid, {}).get(part)) for uid in uids]
        return [
            Item(uid, sizes[uid], head_of(raw) if is_large else raw)
            for uid, raw in came
            if raw is not None
        ]

    def put_away(self, uids: list[int]) -> None:
        """Do with messages that were taken what the mailbox asks for."""
        if not uids:
            return
        self.client.add_flags(uids, [imapclient.SEEN], silent=True)
        if self.row.after == After.MOVE:
            self._move(uids)
        elif self.row.after == After.DELETE:
            self._delete(uids)

    def _move(self, uids: list[int]) -> None:
        if not self.client.folder_exists(self.row.moved_to):
            self.client.create_folder(self.row.moved_to)
        if self.client.has_capability("MOVE"):
            self.client.move(uids, self.row.moved_to)
        else:
            self.client.copy(uids, self.row.moved_to)
            self._delete(uids)

    def _delete(self, uids: list[int]) -> None:
        self.client.delete_messages(uids, silent=True)
        if self.client.has_capability("UIDPLUS"):
            self.client.uid_expunge(uids)
        else:
            self.client.expunge()

    def rest(self) -> None:
        """Let the server say by itself when something comes."""
        if self.can_idle and not self.is_idle:
            self.client.idle()
            self.is_idle = True

    def wake(self) -> None:
        """End the rest, so that it can be asked again, and see what it is like now."""
        if self.is_idle:
            self.client.idle_done()
            self.is_idle = False
        self.selected = {**self.selected, **self.client.folder_status(self.row.folder, "UIDNEXT")}

    def close(self) -> None:
        """Hang up, politely where that works."""
        with suppress(*LOST):
            if self.is_idle:
                self.client.idle_done()
            self.client.logout()
        with suppress(*LOST):
            self.client.shutdown()


def _together(uids: list[int], sizes: dict[int, int]) -> Iterator[list[int]]:
    """Which messages are asked for at once: a few small ones, or a large one alone."""
    few: list[int] = []
    for uid in uids:
        if few and (len(few) == FEW or sum(sizes[each] for each in few) + sizes[uid] > AT_ONCE):
            yield few
            few = []
        few.append(uid)
    if few:
        yield few


def dial(row: Mailbox, token: str) -> IMAPClient:
    """A connection that is protected and signed in as the row says, by its token if it has one."""
    is_plain = row.security == Security.NONE  # then no certificates are read: that takes long
    secure = None if is_plain else ssl.create_default_context()
    is_tls = row.security == Security.TLS
    client = IMAPClient(
        row.host, row.port, ssl=is_tls, ssl_context=secure if is_tls else None, timeout=PATIENCE
    )
    try:
        if row.security == Security.STARTTLS:
            client.starttls(ssl_context=secure)
        if row.is_by_token:
            client.oauth2_login(row.username, token)
        else:
            _sign_in(client, row.username, opened(row.secret))
    except BaseException:
        with suppress(*LOST):
            client.shutdown()
        raise
    return client


def _sign_in(client: IMAPClient, username: str, password: str) -> None:
    """Sign in; LOGIN knows ASCII only, SASL PLAIN (RFC 4616) has UTF-8."""
    if (username + password).isascii():
        client.login(username, password)
    else:
        client.plain_login(username, password)


def in_words(error: BaseException, row: Mailbox) -> str:
    """What went wrong with a mailbox, to be kept: why, and what the other side said."""
    reason = ""
    if isinstance(error, LoginError):
        reason = reaching.PERMIT if row.is_by_token else reaching.SIGN_IN
    elif isinstance(error, IMAPClientError) and "select failed" in str(error):
        reason = NO_FOLDER
    elif isinstance(error, CapabilityError):
        reason = reaching.NO_TLS
    elif isinstance(error, IMAPClientAbortError):
        reason = reaching.HUNG_UP
    return reaching.in_words(error, reason)
