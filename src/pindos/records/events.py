"""What records tell the house; of entries only their owner can say what they mean."""

from typing import ClassVar

from pindos.kernel.events import DomainEvent
from pindos.kernel.takings import takes
from pindos.kernel.terms import Audience


@takes
class FileTaken(DomainEvent):
    """Somebody was given the bytes of a file."""

    audience: ClassVar[Audience] = Audience.SECURITY
    attachment_id: int
    record_id: int
    number: str
    scan: str = ""  # what was known of it, when it was given unscanned to whoever confirmed that


class FileFoundInfected(DomainEvent):
    """The scanner found a virus in a file; from now on it is given to nobody."""

    audience: ClassVar[Audience] = Audience.SECURITY
    blob_id: int
    sha256: str
    finding: str


class FileCleared(DomainEvent):
    """The scanner finds nothing any more in a file that it held for infected: it is given out."""

    audience: ClassVar[Audience] = Audience.SECURITY
    blob_id: int
    sha256: str


class FileWithheld(DomainEvent):
    """Somebody who may see a file asked for it and was not given it: it is infected."""

    audience: ClassVar[Audience] = Audience.SECURITY
    attachment_id: int
    finding: str


class ScanAsked(DomainEvent):
    """Somebody had a file scanned once more."""

    audience: ClassVar[Audience] = Audience.SECURITY
    blob_id: int
    sha256: str


class FileReleased(DomainEvent):
    """Somebody had an infected file given out: the scanner was wrong."""

    audience: ClassVar[Audience] = Audience.SECURITY
    blob_id: int
    sha256: str
    finding: str


class FileWithheldAgain(DomainEvent):
    """Somebody took back that an infected file is given out."""

    audience: ClassVar[Audience] = Audience.SECURITY
    blob_id: int
    sha256: str


class FileRemoved(DomainEvent):
    """Somebody deleted the bytes of an infected file."""

    audience: ClassVar[Audience] = Audience.SECURITY
    blob_id: int
    sha256: str
    finding: str
