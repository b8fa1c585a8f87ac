"""Tables of records."""

from pindos.records.models.attachment import Attachment, Blob, HeldFile
from pindos.records.models.entry import Entry
from pindos.records.models.record import Counter, Participant, Record

__all__ = ["Attachment", "Blob", "Counter", "Entry", "HeldFile", "Participant", "Record"]
