"""Electronic mail through the administration's own server."""

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pindos.kernel import reaching
from pindos.kernel.demonstration import is_demonstration
from pindos.kernel.errors import Refused
from pindos.mail.commands import token_of_mailbox
from pindos.notices.channel import Fate, Letter
from pindos.notices.cipher import opened
from pindos.notices.letters import ascii_address, mail_of, own_host
from pindos.notices.models import MailServer
from pindos.notices.queries import is_mail_on, mail_server

NOT_OFFERED = gettext_noop(
    "The server does not offer this. See the protection of the connection and whether it asks for "
    "a user name at all."
)
PATIENCE = 15.0  # seconds for each answer of the server
LOST = OSError  # of which all errors of smtplib are a kind
CLOSING = 421  # RFC 5321: the server closes the connection


class Answered(Exception):
    """The server said no to one step; ``is_final`` when it will say so again."""

    def __init__(self, code: int, words: bytes | str, *, is_final: bool) -> None:
        said = words.decode(errors="replace") if isinstance(words, bytes) else words
        super().__init__(f"{code} {said}".replace("\n", " "))
        self.code = code
        self.is_final = is_final


class Smtp:
    """One connection for all that waits; opened again when the server hangs up in between."""

    name = "smtp"

    def is_on(self) -> bool:
        """Whether a server is set and switched on."""
        return is_mail_on()

    def carry(self, letters: Iterable[Letter]) -> Iterator[Fate]:
        """Send each letter; 5xx to a letter is final, all else is tried again later."""
        server = mail_server()
        if server is None:
            return
        with Line(server) as line:
            for letter in letters:
                yield line.send(letter)


class Line:
    """A connection that is opened when it is first needed.

    A server that cannot be reached is not asked again in the same batch: each letter would wait
    for the same silence.
    """

    def __init__(self, server: MailServer) -> None:
        if is_demonstration():
            raise Refused(_("This is a demonstration: no mail leaves it."))
        self.server = server
        self.wire: smtplib.SMTP | None = None
        self.trouble = ""

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self._hang_up()

    def send(self, letter: Letter) -> Fate:
        """Hand one letter over and say what became of it."""
        if self.trouble:
            return Fate(letter.sending_id, is_gone=False, words=self.trouble)
        try:
            message = mail_of(letter, sender=self.server.sender)
            address = ascii_address(letter.address)
        except (ValueError, IndexError) as error:
            return Fate(letter.sending_id, is_gone=False, words=str(error), is_final=True)
        return self._carry(letter, address, message)

    def _carry(self, letter: Letter, address: str, message: bytes) -> Fate:
        try:
            words = self._hand_over(address, message)
        except Answered as answer:
            self._begin_afresh(answer)
            fate = Fate(
                letter.sending_id, is_gone=False, words=str(answer), is_final=answer.is_final
            )
        except UnicodeEncodeError:
            words = "553 the server does not take letters beyond ASCII in an address"
            fate = Fate(letter.sending_id, is_gone=False, words=words, is_final=True)
        except (LOST, Refused) as error:
            self._hang_up()
            fate = Fate(letter.sending_id, is_gone=False, words=in_words(error))
        else:
            fate = Fate(letter.sending_id, is_gone=True, words=words)
        return fate

    def _hand_over(self, address: str, message: bytes) -> str:
        wire = self._announced(address)
        try:
            code, words = wire.data(message)
        except smtplib.SMTPDataError as error:
            code, words = error.smtp_code, error.smtp_error  # type: ignore[assignment]
        if code != 250:
            raise Answered(code, words, is_final=code >= 500)
        return f"{code} {words.decode(errors='replace')}"

    def _announced(self, address: str) -> smtplib.SMTP:
        """The line on which the server waits for a letter to this address.

        Servers take so many letters by one line and no more, and end one that lies still: they
        say so (421) or are simply gone. Nothing of this letter was given then, so another line
        is opened at once; if that fares no better, it is the letter's own fate.
        """
        is_used = self.wire is not None
        try:
            return self._announce(address)
        except (Answered, LOST) as error:
            if not is_used or (isinstance(error, Answered) and error.code != CLOSING):
                raise
        self._hang_up()
        return self._announce(address)

    def _announce(self, address: str) -> smtplib.SMTP:
        wire = self.wire or self._call()
        code, words = wire.mail(ascii_address(self.server.sender))
        if code != 250:  # the sender is ours: the letter is not to blame, somebody must repair it
            raise Answered(code, words, is_final=False)
        code, words = wire.rcpt(address)
        if code not in {250, 251}:
            raise Answered(code, words, is_final=code >= 500)
        return wire

    def _call(self) -> smtplib.SMTP:
        try:
            self.wire = dial(self.server)
        except (LOST, Refused) as error:
            self.trouble = in_words(error)
            raise
        return self.wire

    def _begin_afresh(self, answer: Answered) -> None:
        """Forget the half-said letter; a server that is closing is left."""
        if answer.code == CLOSING or self.wire is None:
            self._hang_up()
            return
        try:
            self.wire.rset()
        except LOST:
            self._hang_up()

    def _hang_up(self) -> None:
        if self.wire is not None:
            with suppress(LOST):
                self.wire.quit()
            self.wire.close()
        self.wire = None


def dial(server: MailServer) -> smtplib.SMTP:
    """A connection that has greeted, is protected and has signed in as the row says."""
    secure = ssl.create_default_context()
    wire: smtplib.SMTP
    if server.security == MailServer.Security.TLS:
        wire = smtplib.SMTP_SSL(
            server.host, server.port, own_host(), timeout=PATIENCE, context=secure
        )
    else:
        wire = smtplib.SMTP(server.host, server.port, own_host(), timeout=PATIENCE)
    try:
        if server.security == MailServer.Security.STARTTLS:
            wire.starttls(context=secure)
        wire.ehlo_or_helo_if_needed()
        if server.permit_of_id:
            sign_in_by_permit(wire, server.permit_of_id)
        elif server.username:
            sign_in(wire, server.username, opened(server.secret))
    except BaseException:
        wire.close()
        raise
    return wire


def sign_in(wire: smtplib.SMTP, username: str, password: str) -> None:
    """Sign in; smtplib knows ASCII only, RFC 4616 has UTF-8."""
    if (username + password).isascii():
        wire.login(username, password)
        return
    proof = b64encode(f"\0{username}\0{password}".encode()).decode()
    code, words = wire.docmd("AUTH", f"PLAIN {proof}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, words)


def sign_in_by_permit(wire: smtplib.SMTP, mailbox_id: int) -> None:
    """Sign in by a mailbox's token (XOAUTH2); one that is turned away is renewed once."""
    username, token = token_of_mailbox(mailbox_id)
    try:
        _show_token(wire, username, token)
    except smtplib.SMTPAuthenticationError:
        _show_token(wire, *token_of_mailbox(mailbox_id, instead_of=token))


def _show_token(wire: smtplib.SMTP, username: str, token: str) -> None:
    proof = f"user={username}\x01auth=Bearer {token}\x01\x01"
    said = b64encode(proof.encode()).decode()
    code, words = wire.docmd("AUTH", f"XOAUTH2 {said}")
    if code == 334:  # the server says why as a challenge; an empty answer ends it
        code, words = wire.docmd("")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, words)


def in_words(error: Exception) -> str:
    """What went wrong on the way to the server, to be kept: why, and its own answer, if any."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode(errors="replace") if isinstance(said, bytes) else said
        answer = smtplib.SMTPException(f"{error.smtp_code} {text}")
        is_sign_in = isinstance(error, smtplib.SMTPAuthenticationError)
        return reaching.in_words(answer, reaching.SIGN_IN if is_sign_in else "")
    reasons: dict[type[Exception], str] = {
        smtplib.SMTPNotSupportedError: NOT_OFFERED,
        smtplib.SMTPServerDisconnected: reaching.HUNG_UP,
    }
    return reaching.in_words(error, reasons.get(type(error), ""))


CHANNEL = Smtp()
