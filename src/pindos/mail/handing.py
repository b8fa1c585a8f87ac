"""A mail server hands a message in: it lies on disk before it is acknowledged, without Django.

To read the house costs a second of processor time, which a mail server would spend on each
message. So the message and the addresses it was delivered to are written to the folder of who
takes them in (``commands.handed``), brought to disk and given their name there; a bell says that
something has come. Where nobody reads that folder nothing is put into it: then the command goes
the long way, through the database, and makes the folder for the next time.
"""

import io
import os
import sys
import time

LARGEST = 40 * 1024 * 1024  # bytes of a message that are taken in
TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps it and comes again
# To whom a message is delivered, as Postfix's local(8) and Exim's pipe transport say it
ENVELOPE = ("ORIGINAL_RECIPIENT", "RECIPIENT")
FOLDER = "mail-in"  # in the home
BELL, READ = "bell", "read"  # in it, beside the messages
DONE, PART = ".eml", ".part"  # a message that is whole, and one that is being written
PRESENT = 120.0  # seconds since who takes in has looked, after which nobody does
WORD = "--recipient"


def handed_in(words: list[str]) -> int | None:
    """Keep a message from standard input; the exit code, None where the long way is to be gone.

    ``words`` are those after ``pindos mail receive``. For the long way standard input is whole.
    """
    recipients = _recipients(words)
    home = os.environ.get("PINDOS_HOME", "")
    folder = f"{home}/{FOLDER}"
    if recipients is None or not home or not _is_read(folder):
        return None
    raw = sys.stdin.buffer.read(LARGEST + 1)
    if not raw.strip() or len(raw) > LARGEST:
        sys.stdin = io.TextIOWrapper(io.BytesIO(raw))
        return None
    try:
        _keep(folder, recipients, raw)
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return TRY_AGAIN
    _ring(folder)
    return 0


def _recipients(words: list[str]) -> list[str] | None:
    """Whom the words and the envelope name; None when the words are others."""
    found, left = [], list(words)
    while left:
        word, is_whole, value = left.pop(0).partition("=")
        if word != WORD or not (is_whole or left):
            return None
        found.append(value if is_whole else left.pop(0))
    return [*found, *(os.environ.get(name, "") for name in ENVELOPE)]


def _is_read(folder: str) -> bool:
    try:
        seen_at = os.stat(f"{folder}/{READ}").st_mtime
    except OSError:
        return False
    return abs(time.time() - seen_at) < PRESENT


def parted(kept: bytes) -> tuple[list[str], bytes]:
    """What such a file holds: the addresses, and the message as it came."""
    recipients, at = [], 0
    while line := kept[at : kept.index(b"\n", at)]:
        recipients.append(line.decode("utf-8", "replace"))
        at += len(line) + 1
    return recipients, kept[at + 1 :]


def waiting_since(folder: str) -> float | None:
    """When the oldest of what waits there was handed in, by the clock that counts seconds."""
    try:
        found = [each for each in os.listdir(folder) if each.endswith(DONE)]
    except FileNotFoundError:
        return None
    return int(min(found).partition(".")[0]) / 1e9 if found else None


def _keep(folder: str, recipients: list[str], raw: bytes) -> None:
    """First a line for each address, then an empty line, then the message as it came."""
    head = "".join(f"{line}\n" for each in recipients if (line := " ".join(each.split())))
    name = f"{folder}/{time.time_ns():020d}.{os.getpid()}"
    part = name + PART
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(head.encode("utf-8", "surrogateescape") + b"\n" + raw)
            file.flush()
            os.fsync(descriptor)
        os.rename(part, name + DONE)
    except BaseException:
        os.unlink(part)
        raise
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _ring(folder: str) -> None:
    """Say that something has come; who takes in looks by itself when nothing is heard."""
    try:
        bell = os.open(f"{folder}/{BELL}", os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return
    try:
        os.write(bell, b".")
    except OSError:
        pass  # it is full of rings
    finally:
        os.close(bell)
