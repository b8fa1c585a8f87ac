"""A report as an answer that is a file; the page and the API send the same."""

from django.http import HttpResponse

from pindos.oversight.models import Report


def file_of(report: Report) -> HttpResponse:
    """A report as an answer that is a file."""
    answer = HttpResponse(bytes(report.pdf or b""), content_type="application/pdf")
    name = f"pindos-{report.month:%Y-%m}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
