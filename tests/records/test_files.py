import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from PIL import Image
from tests.records import samples as s
from tests.threads import together

from pindos.kernel.access import NOBODY, Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.jobs import run_due
from pindos.records.commands import (
    add_entry,
    forget_held_files,
    held,
    hold,
    make_ready,
    open_record,
    remove_unused_files,
)
from pindos.records.models import Attachment, Blob, Entry, HeldFile
from pindos.records.storage import path_of
from pindos.records.terms import NO_ONE, EntryKind

DAFNI = Viewer(account_id=1)
OTHER = Viewer(account_id=2)
PDF = b"%PDF-1.4 \xce\xb1"
LONG_AGO = timezone.now() - timedelta(days=2)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def pdf(name="βεβαίωση.pdf", data=PDF):
    return s.upload(data, name)


def entry_with(*files):
    record = open_record(about="servicedesk.ticket")
    return add_entry(record_id=record.pk, kind=EntryKind.NOTE, author=NO_ONE, files=files)


def bytes_on_disk():
    return sorted(path.name for path in Path(settings.FILES).rglob("*") if path.is_file())


def age(path):
    os.utime(path, times=(LONG_AGO.timestamp(),) * 2)


def test_the_bytes_are_on_disk_under_their_hash_and_nothing_else_is(db):
    entry_with(pdf())
    attachment = Attachment.objects.get()
    path = path_of(attachment.blob.sha256)
    assert attachment.name == "βεβαίωση.pdf" and attachment.blob.content_type == "application/pdf"
    assert path.read_bytes() == PDF and attachment.blob.size == len(PDF)
    assert path.stat().st_mode & 0o077 == 0
    assert bytes_on_disk() == [path.name]


def test_a_photo_of_a_phone_is_stored_without_its_place_and_as_jpeg(db):
    entry_with(s.upload(s.heic(), "IMG_0412.HEIC"))
    attachment = Attachment.objects.get()
    data = path_of(attachment.blob.sha256).read_bytes()
    assert attachment.name == "IMG_0412.jpg" and attachment.blob.content_type == "image/jpeg"
    assert not [secret for secret in s.SECRETS if secret in data]
    assert Image.open(io.BytesIO(data)).format == "JPEG"


def test_the_same_file_twice_is_stored_once(db):
    entry_with(pdf("α.pdf"), pdf("β.pdf"))
    assert [a.name for a in Attachment.objects.order_by("id")] == ["α.pdf", "β.pdf"]
    assert Blob.objects.count() == 1 and len(bytes_on_disk()) == 1


def test_an_entry_takes_ten_files_and_no_more(db):
    entry_with(*[pdf(data=PDF + bytes([n])) for n in range(10)])
    assert Attachment.objects.count() == 10
    with pytest.raises(Invalid) as refusal, transaction.atomic():
        entry_with(*[pdf() for _ in range(11)])
    assert "files" in refusal.value.fields and Attachment.objects.count() == 10


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "κενό.txt"),
        (PDF + b"\0" * (20 * 1024 * 1024), "μεγάλο.pdf"),
        (s.PROGRAM, "φωτογραφία.jpg"),
        (s.packed("a", data=b"\0" * 100_000), "φωτογραφία.jpg"),
        (s.zip_bomb(), "φωτογραφία.jpg"),
        (s.bomb(), "φωτογραφία.png"),
        (s.jpeg()[:300], "φωτογραφία.jpg"),
    ],
    ids=["empty", "too large", "program", "zip as photo", "zip bomb", "bomb", "truncated"],
)
def test_a_file_that_is_not_taken_is_named_with_its_reason_and_leaves_nothing(db, data, name):
    with pytest.raises(Invalid) as refusal, transaction.atomic():
        entry_with(s.upload(data, name))
    assert f"«{name}»: " in str(refusal.value.fields["files"])
    assert not Entry.objects.exists() and bytes_on_disk() == []


def test_every_bad_file_of_a_form_is_named_at_once(db):
    with pytest.raises(Invalid) as refusal:
        make_ready([s.upload(s.PROGRAM, "α.exe"), pdf(), s.upload(s.VIDEO, "β.mp4")])
    words = str(refusal.value.fields["files"])
    assert "«α.exe»" in words and "«β.mp4»" in words and "βεβαίωση" not in words


@pytest.mark.parametrize(
    ("data", "sent", "kept"),
    [
        (b"<html><script>alert(1)</script>", "σελίδα.html", "σελίδα.html.txt"),
        (b"<svg/>", "σχέδιο.svg", "σχέδιο.svg.txt"),
        (b"@echo off", "login.bat", "login.bat.txt"),
        (PDF, "τιμολόγιο\u202efdp.exe", "τιμολόγιοfdp.exe.pdf"),
        (PDF, "../../δρόμος.pdf", "δρόμος.pdf"),
        (s.png(), "φωτό.jpg", "φωτό.png"),
        (s.packed("a"), "αρχεία", "αρχεία.zip"),
    ],
)
def test_a_name_says_what_is_in_the_file(db, data, sent, kept):
    entry_with(s.upload(data, sent))
    assert Attachment.objects.get().name == kept


def test_a_file_made_ready_is_not_worked_on_again(db, monkeypatch):
    file = s.upload(s.jpeg(), "φωτό.jpg")
    make_ready([file])
    monkeypatch.setattr("pindos.records.commands.files.kind_of", lambda file: 1 // 0)
    entry_with(file)
    assert Attachment.objects.get().name == "φωτό.jpg"


def test_a_transaction_that_fails_and_is_tried_again_still_has_the_bytes(db):
    file = pdf()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        entry_with(file)
        raise ZeroDivisionError
    entry_with(file)
    assert path_of(Blob.objects.get().sha256).exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_file_from_six_senders_at_once_is_stored_once():
    together(lambda: entry_with(pdf()), times=6)
    assert Attachment.objects.count() == 6
    assert Blob.objects.count() == 1 and bytes_on_disk() == [Blob.objects.get().sha256]


@pytest.mark.django_db(transaction=True)
def test_bytes_that_are_sent_while_they_are_removed_are_there_afterwards():
    for _ in range(10):
        entry_with(pdf())
        Attachment.objects.all().delete()
        Blob.objects.update(created_at=LONG_AGO)
        together(remove_unused_files, lambda: entry_with(pdf()), lambda: entry_with(pdf()))
        blob = Blob.objects.get()
        assert path_of(blob.sha256).read_bytes() == PDF
        assert set(Attachment.objects.values_list("blob", flat=True)) == {blob.pk}
        Attachment.objects.all().delete()


def test_a_draft_that_goes_while_it_is_looked_at_ends_nothing(db):
    entry_with(pdf())
    gone = Path(settings.FILES) / "new" / "tmp-gone"
    gone.symlink_to(gone.with_name("it-has-moved"))  # its name is there, and nothing behind it
    Attachment.objects.all().delete()
    Blob.objects.update(created_at=LONG_AGO)
    assert remove_unused_files() == 1


def test_a_held_file_is_the_accounts_own_and_is_given_once(db):
    [kept] = hold(DAFNI, [pdf()])
    assert (kept.name, kept.size) == ("βεβαίωση.pdf", len(PDF))
    assert held(OTHER, [kept.key]) == [] and held(NOBODY, [kept.key]) == []
    entry = entry_with(*held(DAFNI, [kept.key]))
    assert [file.name for file in entry.attachments.all()] == ["βεβαίωση.pdf"]
    assert not HeldFile.objects.exists() and held(DAFNI, [kept.key]) == []
    assert Blob.objects.count() == 1


def test_nobody_holds_no_file(db):
    with pytest.raises(Refused):
        hold(NOBODY, [pdf()])


def test_a_file_that_cannot_be_attached_is_not_held(db):
    with pytest.raises(Invalid):
        hold(DAFNI, [s.upload(s.PROGRAM, "α.exe")])
    assert not HeldFile.objects.exists()


def test_held_files_are_forgotten_after_a_day_and_then_their_bytes(db):
    hold(DAFNI, [pdf("χθες.pdf"), pdf("σήμερα.pdf", PDF + b"2")])
    HeldFile.objects.filter(name="χθες.pdf").update(at=timezone.now() - timedelta(hours=25))
    assert forget_held_files() == 1
    assert remove_unused_files() == 0, "the bytes are not a day old"
    Blob.objects.update(created_at=LONG_AGO)
    assert remove_unused_files() == 1
    assert bytes_on_disk() == [HeldFile.objects.get().blob.sha256]


def test_what_is_referred_to_is_never_removed(db):
    entry_with(pdf())
    hold(DAFNI, [pdf("κ.pdf", PDF + b"2")])
    Blob.objects.update(created_at=LONG_AGO)
    for name in bytes_on_disk():
        age(path_of(name))
    assert remove_unused_files() == 0 and len(bytes_on_disk()) == 2


def test_bytes_without_a_row_and_drafts_are_removed_after_a_day(db):
    entry_with(pdf())
    make_ready([pdf(data=PDF + b"draft")])
    [draft] = (Path(settings.FILES) / "new").iterdir()
    lost = path_of("ab" * 32)
    lost.parent.mkdir(parents=True, exist_ok=True)
    lost.write_bytes(b"?")
    assert remove_unused_files() == 0
    age(draft)
    age(lost)
    assert remove_unused_files() == 2
    assert bytes_on_disk() == [Blob.objects.get().sha256]


def test_both_jobs_are_on_the_timetable_and_count(db):
    done = run_due(timezone.now())
    assert done["forget-held-files"] == 0 and done["remove-unused-files"] == 0


@pytest.mark.slow
def test_a_photo_of_twelve_megapixels_is_ready_in_seconds(db):
    noise = Image.effect_noise((4000, 3000), 40).convert("RGB")
    file = s.upload(s.saved(noise, "JPEG", quality=80, exif=s.exif(6)), "φωτό.jpg")
    began = time.process_time()
    make_ready([file])
    assert time.process_time() - began < 10
