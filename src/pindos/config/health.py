"""Whether the process lives, and whether it can work."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from pindos.config.tables import gap


def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and holds what this version needs, else 503 and the reason."""
    try:
        found = gap()
    except DatabaseError:
        return _not_ready("the database does not answer")
    if found.is_newer:
        return _not_ready("the database belongs to a newer version")
    if found.missing:
        return _not_ready("the database is not migrated")
    return JsonResponse({"status": "ready"})


def _not_ready(reason: str) -> JsonResponse:
    return JsonResponse({"status": "no", "reason": reason}, status=503)
