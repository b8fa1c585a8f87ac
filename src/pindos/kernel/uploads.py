"""Files on their way in: on disk, never more of one than is allowed."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

LARGEST = 20 * 1024 * 1024  # bytes of one file


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes a file to disk up to the limit and lets the rest of it run out.

    The form is read to its end, so that no other field of it is lost; ``size`` says how large
    the file was, and whoever takes it in refuses one above ``LARGEST``.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing written."""
        super().new_file(*args, **kwargs)
        self.written = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what still fits."""
        room = LARGEST - self.written
        if room > 0:
            self.written += self.file.write(raw_data[:room])

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """The file, with the size it had when it was sent."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file
