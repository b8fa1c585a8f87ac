import hashlib
import re
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from tests.records import samples as s

from pindos.identity.models import Account
from pindos.kernel import sight as sights
from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.records.commands import add_entry, open_record
from pindos.records.models import Attachment
from pindos.records.queries import attachment_for
from pindos.records.storage import path_of
from pindos.records.terms import NO_ONE, EntryKind

PDF = b"%PDF-1.4 \xce\xb1" + b"x" * 200_000


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def without_secret(response):
    """The page without the secret of its forms, which differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


@pytest.fixture
def seen(monkeypatch):
    """How much of the matter the viewer sees; a test may change it."""
    seen = SimpleNamespace(sight="all", asked=[])

    def answer(viewer, pk):
        seen.asked.append(pk)
        return seen.sight

    monkeypatch.setitem(sights._answers, "tests.matter", answer)
    return seen


@pytest.fixture
def attached(db, seen):
    def attach(data=PDF, name="βεβαίωση «νέα».pdf", is_internal=False):
        record = open_record(about="tests.matter")
        add_entry(
            record_id=record.pk,
            kind=EntryKind.NOTE,
            author=NO_ONE,
            is_internal=is_internal,
            files=[s.upload(data, name)],
        )
        return Attachment.objects.latest("id")

    return attach


@pytest.fixture
def dafni(client, db):
    client.force_login(Account.objects.create_user("dafni"))
    return client


def page(attachment):
    return f"/attachments/{attachment.pk}"


def test_a_file_comes_as_it_was_with_its_greek_name(dafni, attached):
    answer = dafni.get(page(attached()))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert int(answer.headers["Content-Length"]) == len(PDF)
    said = answer.headers["Content-Disposition"]
    assert said.startswith("inline") and f"filename*=utf-8''{quote('βεβαίωση «νέα».pdf')}" in said


def test_no_browser_makes_more_of_a_file_than_it_is(dafni, attached):
    for attachment in (attached(), attached(b"<script>alert(1)</script>", "σελίδα.html")):
        headers = dafni.get(page(attachment)).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("data", "name", "how"),
    [
        (s.jpeg(), "φωτό.jpg", "inline"),
        (s.heic(), "φωτό.heic", "inline"),
        (s.moving("GIF"), "οθόνη.gif", "inline"),
        (PDF, "έγγραφο.pdf", "inline"),
        (s.tiff(), "σάρωση.tif", "attachment"),
        (b"<svg onload='alert(1)'/>", "σχέδιο.svg", "attachment"),
        (b"<!doctype html>", "σελίδα.html", "attachment"),
        (s.packed("a"), "αρχεία.zip", "attachment"),
        ("κείμενο".encode(), "κείμενο.txt", "attachment"),
        (s.MAIL, "μήνυμα.eml", "attachment"),
    ],
)
def test_only_clean_pictures_and_pdf_open_in_the_browser(dafni, attached, data, name, how):
    attachment = attached(data, name)
    answer = dafni.get(page(attachment))
    assert answer.headers["Content-Disposition"].startswith(how)
    assert (
        "html" not in answer.headers["Content-Type"]
        and "svg" not in answer.headers["Content-Type"]
    )
    saved = dafni.get(page(attachment) + "?download=1")
    assert saved.headers["Content-Disposition"].startswith("attachment")


def test_what_the_browser_has_is_not_sent_again_but_the_right_is_asked_again(
    dafni, attached, seen
):
    attachment = attached()
    etag = dafni.get(page(attachment)).headers["ETag"]
    assert etag == f'"{hashlib.sha256(PDF).hexdigest()}"'
    again = dafni.get(page(attachment), headers={"If-None-Match": etag})
    assert again.status_code == 304 and again.content == b""
    seen.sight = "none"
    assert dafni.get(page(attachment), headers={"If-None-Match": etag}).status_code == 404


def test_a_stranger_cannot_tell_a_file_from_none(dafni, attached, seen):
    attachment = attached()
    seen.sight = "none"
    refused = dafni.get(page(attachment))
    missing = dafni.get("/attachments/999999")
    assert refused.status_code == missing.status_code == 404
    assert without_secret(refused) == without_secret(missing)


def test_a_file_of_an_internal_entry_needs_the_whole_sight(attached, seen):
    inner, outer = attached(is_internal=True), attached()
    viewer = Viewer(account_id=1)
    assert attachment_for(viewer, inner.pk) == inner
    seen.sight = "public"
    assert attachment_for(viewer, outer.pk) == outer
    with pytest.raises(NotFound):
        attachment_for(viewer, inner.pk)
    assert seen.asked[-1] == inner.entry.record_id


def test_a_matter_that_nobody_answers_for_is_shown_to_nobody(attached, monkeypatch):
    attachment = attached()
    monkeypatch.delitem(sights._answers, "tests.matter")
    with pytest.raises(NotFound):
        attachment_for(Viewer(account_id=1), attachment.pk)


def test_who_has_not_signed_in_is_asked_to(client, attached, settings):
    settings.LOGIN_URL = "/sign-in/"
    answer = client.get(page(attached()))
    assert answer.status_code == 302 and "next=" in answer.headers["Location"]
    assert client.get(f"/api/v1/attachments/{attached().pk}").status_code == 401


def test_the_api_hands_out_the_same_bytes_to_be_saved(dafni, attached, seen):
    attachment = attached(s.jpeg(), "φωτό.jpg")
    answer = dafni.get(f"/api/v1/attachments/{attachment.pk}")
    assert b"".join(answer.streaming_content)[:3] == b"\xff\xd8\xff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    seen.sight = "none"
    assert dafni.get(f"/api/v1/attachments/{attachment.pk}").status_code == 404


def test_bytes_that_are_missing_are_said_to_be_and_logged(dafni, attached, caplog):
    attachment = attached()
    path_of(attachment.blob.sha256).unlink()
    answer = dafni.get(page(attachment))
    assert answer.status_code == 404 and "missing" in caplog.text


def test_a_file_is_read_in_pieces(dafni, attached):
    pieces = list(dafni.get(page(attached())).streaming_content)
    assert max(map(len, pieces)) <= 65_536 and len(pieces) == 4
