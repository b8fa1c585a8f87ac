import io

from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from pindos.kernel import uploads


def sent(*files, **fields):
    return RequestFactory().post("/", {**fields, "files": [SimpleUploadedFile(*f) for f in files]})


def test_a_large_upload_is_on_disk_and_a_small_one_is_not():
    [small] = sent(("α.txt", b"x")).FILES.getlist("files")
    [large] = sent(("β.txt", b"x" * 1_100_000)).FILES.getlist("files")
    assert isinstance(small.file, io.BytesIO)
    assert isinstance(large, TemporaryUploadedFile) and large.read() == b"x" * 1_100_000


def test_of_a_file_that_is_too_large_no_more_than_the_limit_is_written(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 2_000_000)
    request = sent(("α.bin", b"a" * 3_000_000), ("β.bin", b"b" * 1_000_000), title="Σφάλμα")
    large, small = request.FILES.getlist("files")
    assert large.size == 3_000_000 and len(large.read()) == 2_000_000
    assert small.size == len(small.read()) == 1_000_000
    assert request.POST["title"] == "Σφάλμα"
