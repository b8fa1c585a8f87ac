"""Asks a ClamAV daemon about a file: INSTREAM of its protocol, by socket or by TCP (clamd(8))."""

import re
import select
import socket
import struct
from contextlib import closing, suppress
from io import BytesIO
from typing import BinaryIO, NamedTuple

from pindos.records.terms import Scan

DIAL = 5.0  # seconds in which it must let itself be reached
PATIENCE = 150.0  # seconds for an answer; clamd itself gives up after 120 (MaxScanTime)
PIECE = 65_536  # bytes sent at a time
ANSWER = 4_096  # bytes of an answer that are read
VERSION = re.compile(r"ClamAV [\w.~+-]+(/.*)?", re.S)
TOO_LARGE = "INSTREAM size limit exceeded"
# The harmless sample by which scanners are tried (eicar.org); never in one piece in this file.
SAMPLE = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Away(OSError):
    """Nobody answers there, or nobody who is a clamd: no file is to blame."""


class BrokenOff(OSError):
    """It took the file and gave no answer about it: it died, or took too long."""


class Verdict(NamedTuple):
    """What the scanner says of a file, and in which words."""

    scan: str
    words: str

    @property
    def is_final(self) -> bool:
        """Whether it would say the same again: it will not take a file of this size."""
        return self.scan != Scan.ERROR or self.words.startswith(TOO_LARGE)


def verdict_on(address: str, file: BinaryIO, patience: float = PATIENCE) -> Verdict:
    """What the scanner at ``address`` (path of a socket, or host:port) says of a file.

    Away when there is none; BrokenOff when it had the file and said nothing.
    """
    with closing(_dial(address, patience)) as wire:
        try:
            _send(wire, file)
            said = _answer(wire)
        except OSError as error:
            raise BrokenOff(str(error) or type(error).__name__) from error
    return _read(said)


def version_of(address: str, patience: float = DIAL) -> str:
    """Which scanner answers, with which signatures; Away when none does."""
    with closing(_dial(address, patience)) as wire:
        try:
            wire.sendall(b"zVERSION\0")
            said = _answer(wire)
        except OSError as error:
            raise Away(str(error)) from error
    if not VERSION.fullmatch(said):
        raise Away(f"no clamd: {said[:80]!r}")
    return said


def finds_sample(address: str) -> bool:
    """Whether it finds the harmless sample by which scanners are tried; Away, BrokenOff."""
    return verdict_on(address, BytesIO(SAMPLE)).scan == Scan.INFECTED


def is_address(text: str) -> bool:
    """Whether it is the path of a socket, or host:port."""
    host, mark, port = text.rpartition(":")
    if text.startswith("/"):
        return True
    return bool(host and mark and port.isdecimal() and 0 < int(port) < 65_536)


def _dial(address: str, patience: float) -> socket.socket:
    try:
        if address.startswith("/"):
            wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            wire.settimeout(DIAL)
            try:
                wire.connect(address)
            except OSError:
                wire.close()
                raise
        else:
            host, _mark, port = address.rpartition(":")
            wire = socket.create_connection((host.strip("[]"), int(port)), DIAL)
    except OSError as error:
        raise Away(str(error)) from error
    wire.settimeout(patience)
    return wire


def _send(wire: socket.socket, file: BinaryIO) -> None:
    """Send a file until its end, or until the scanner has heard enough and says why."""
    wire.sendall(b"zINSTREAM\0")
    with suppress(BrokenPipeError, ConnectionResetError):
        while piece := file.read(PIECE):
            if select.select([wire], [], [], 0)[0]:
                return
            wire.sendall(struct.pack("!L", len(piece)) + piece)
        wire.sendall(struct.pack("!L", 0))


def _answer(wire: socket.socket) -> str:
    said = b""
    while len(said) < ANSWER and b"\0" not in said:
        piece = wire.recv(ANSWER)
        if not piece:
            break
        said += piece
    if not said:
        raise ConnectionError("it hung up without an answer")
    return said.split(b"\0")[0].decode(errors="replace").strip()


def _read(said: str) -> Verdict:
    words = said.removeprefix("stream:").strip()
    if said == "stream: OK":
        return Verdict(Scan.CLEAN, "")
    if said.startswith("stream: ") and words.endswith(" FOUND"):
        return Verdict(Scan.INFECTED, words.removesuffix(" FOUND")[:200])
    if words.endswith(" ERROR"):
        return Verdict(Scan.ERROR, words.removesuffix(" ERROR")[:200])
    raise Away(f"no clamd: {said[:80]!r}")
