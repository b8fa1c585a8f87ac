"""What operations tells the house: who looked after it, and who looked into the audit trail."""

from typing import ClassVar

from pindos.kernel.events import DomainEvent
from pindos.kernel.takings import takes
from pindos.kernel.terms import Audience


class OperationsEvent(DomainEvent):
    """For administrators and auditors only."""

    audience: ClassVar[Audience] = Audience.SECURITY


class CheckpointExported(OperationsEvent):
    """A signed checkpoint left the database."""

    seq: int
    hash: str


class AuditLookedAt(OperationsEvent):
    """Somebody looked at what one person did."""

    account_ids: list[int]
    filters: dict[str, str]


@takes
class AuditExported(OperationsEvent):
    """Somebody took a part of the audit trail away as a file."""

    filters: dict[str, str]
    events: int


class RevisionUndone(OperationsEvent):
    """Fields that a person had changed were put back to what they were before."""

    seq: int
    thing: str
    fields: list[str]


class DeliveriesRetried(OperationsEvent):
    """A person let parked deliveries start afresh."""

    reaction: str
    delivery_ids: list[int]


class ScheduleChanged(OperationsEvent):
    """A job runs at another interval."""

    job: str


class OptionSet(OperationsEvent):
    """A setting has another value, or is back at its default."""

    key: str


class JobStarted(OperationsEvent):
    """A person had a job run at once."""

    job: str


class JobStopped(OperationsEvent):
    """A person had a running job stopped."""

    job: str


class PersonExportEvent(OperationsEvent):
    """Something about the copy of all that is kept about one person."""

    export_id: int
    person_id: int
    is_own: bool


class PersonExportAsked(PersonExportEvent):
    """It is to be made: for the person themself, or for an administrator."""


class PersonExportMade(PersonExportEvent):
    """It is ready to be fetched for some days."""

    rows: int


class PersonExportFailed(PersonExportEvent):
    """It could not be made."""


@takes
class PersonExportTaken(PersonExportEvent):
    """It left the house."""

    rows: int


class PersonPseudonymised(OperationsEvent):
    """A pseudonym stands for somebody from now on, for good; the counts are rows and mentions."""

    person_id: int
    number: int
    erased: int
    changed: int
    mentions: int


class BackupEvent(OperationsEvent):
    """Something about a backup of the instance, or about a drill that brings one back."""

    backup_id: int
    kind: str


class BackupAsked(BackupEvent):
    """A person, or the clock, wants one."""


class BackupMade(BackupEvent):
    """It lies in the repository; or the drill brought it back and all of it was right."""

    snapshot: str
    files: int
    events: int


class BackupFailed(BackupEvent):
    """It did not succeed."""


class InstanceRestored(OperationsEvent):
    """All that is here was brought back from a backup of ``taken_at`` (ISO 8601)."""

    snapshot: str
    taken_at: str


class RetentionEvent(OperationsEvent):
    """Something about a rule by which files are erased."""

    rule_id: int


class RetentionSet(RetentionEvent):
    """A rule is new, or has other months; it is switched off."""


class RetentionSwitchedOn(RetentionEvent):
    """A rule erases from now on; ``files`` are due at once."""

    files: int


class RetentionSwitchedOff(RetentionEvent):
    """A rule erases nothing any more."""


class OfFile(DomainEvent):
    """Something about the keeping of one file, for whoever reads the trail of its unit."""

    record_id: int
    number: str


class FileHeld(OfFile):
    """It is exempt from all rules of retention."""


class FileReleased(OfFile):
    """It is exempt no more."""


class FileErased(OfFile):
    """A rule erased what was written in it, or its files: so many entries and files."""

    rule_id: int
    what: str
    months: int
    entries: int
    files: int
