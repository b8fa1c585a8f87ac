"""A list as an answer that is a file; pages and the API send the same."""

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.lists.commands import export_list
from pindos.lists.table import Sheet
from pindos.lists.terms import Format

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answer(
    viewer: Viewer,
    key: str,
    format: str,
    filter: str,
    sort: str,
    columns: str,  # noqa: A002
) -> HttpResponseBase:
    """The file, named after the list and the day."""
    table = export_list(
        viewer=viewer, list_key=key, filter=filter, sort=sort, columns=columns, format=format
    )
    return file_of(table, key, format)


def file_of(table: Sheet, key: str, format: str) -> HttpResponseBase:  # noqa: A002
    """Any table as a file, named after what it holds and the day."""
    name = f"{key}-{timezone.localdate():%Y-%m-%d}.{format}"
    if format == Format.XLSX:
        return FileResponse(table.xlsx(), as_attachment=True, filename=name, content_type=XLSX)
    answer = StreamingHttpResponse(table.csv(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
