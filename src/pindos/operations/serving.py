"""The copy of somebody's data as an answer that is a file; pages and the API send the same."""

from django.http import FileResponse

from pindos.operations.models import PersonExport
from pindos.operations.queries import path_of_export


def archive_of(row: PersonExport) -> FileResponse:
    """The archive, named after the day; no cache keeps it."""
    answer = FileResponse(
        path_of_export(row).open("rb"),
        as_attachment=True,
        filename=f"pindos-data-{row.made_at:%Y-%m-%d}.zip",
        content_type="application/zip",
    )
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
