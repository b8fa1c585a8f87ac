"""A file is seen by whoever sees the entry it came with; what is infected by who keeps all."""

from datetime import timedelta

from django.utils import timezone
from tests.house.access.table import (
    ADMIN,
    EVERYONE,
    NOBODY,
    READERS,
    THEIRS,
    api,
    command,
    form,
    page,
)

from pindos.records.models import Attachment, Blob


def world(w):
    named = Attachment.objects.get(pk=w.file)
    for name, facts in {
        "infected": {"scan": "infected"},
        "released": {"scan": "clean", "released_why": "Το είδαμε."},
    }.items():
        blob = Blob.objects.create(
            sha256=name.ljust(64, "0"),
            size=68,
            content_type="text/plain",
            scan_words="Pindos.Test.UNOFFICIAL",
            scanned_at=timezone.now(),
            **facts,
        )
        Attachment.objects.create(entry_id=named.entry_id, blob=blob, name=f"{w.SECRET}.txt")
        setattr(w, name, blob.pk)
    w.infected_file = Attachment.objects.get(blob=w.infected).pk


def of_infected(w):
    return {"blob_id": w.infected}


def again(w):
    return {"before": timezone.now() - timedelta(days=30), "most": 9}


ROWS = [
    page("records:attachment", THEIRS, "file"),
    page("records:attachment", READERS, "inside_file"),
    page("records:attachment", NOBODY, "infected_file"),
    api("GET /attachments/{attachment_id}", THEIRS, "file"),
    api("GET /attachments/{attachment_id}", NOBODY, "infected_file"),
    command("records.hold", EVERYONE, lambda w: {"files": []}),
    command("records.held", EVERYONE, lambda w: {"keys": []}),
    api("GET /attachments/{attachment_id}", READERS, "inside_file"),
    page("records:unclean-list", ADMIN),
    page("records:unclean-show", ADMIN, "infected"),
    form("records:unclean-scan", ADMIN, "infected"),
    form("records:unclean-release", ADMIN, "infected", reason="Το γράψαμε εμείς."),
    form("records:unclean-withhold", ADMIN, "released"),
    form("records:unclean-remove", ADMIN, "infected", is_meant="on"),
    api("GET /files/unclean", ADMIN),
    api("POST /files/unclean/{blob_id}/scan", ADMIN, "infected"),
    api("POST /files/unclean/{blob_id}/release", ADMIN, "infected", reason="Το γράψαμε εμείς."),
    api("POST /files/unclean/{blob_id}/withhold", ADMIN, "released"),
    api("POST /files/unclean/{blob_id}/remove", ADMIN, "infected"),
    form("records:scanner-try", ADMIN),  # none is set: it says so
    command("records.try_scanner", NOBODY),  # none is set
    command("records.scan_again", ADMIN, again),
    command("records.rescan_file", ADMIN, of_infected),
    command("records.release_file", ADMIN, lambda w: {**of_infected(w), "reason": "Δικό μας."}),
    command("records.withhold_file", ADMIN, lambda w: {"blob_id": w.released}),
    command("records.remove_file", ADMIN, of_infected),
]
