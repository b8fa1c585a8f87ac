"""Whether the process lives, and whether it can work."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from pindos.kernel.disk import FULL, room_at
from pindos.kernel.tables import gap


def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, holds what this version needs and the disk has room.

    Else 503 and the reason.
    """
    try:
        found = gap()
    except DatabaseError:
        return _not_ready("the database does not answer")
    if found.is_newer:
        return _not_ready("the database belongs to a newer version")
    if found.missing:
        return _not_ready("the database is not migrated")
    if room_at(settings.HOME).free < FULL:
        return _not_ready("the disk is full")
    return JsonResponse({"status": "ready"})


def _not_ready(reason: str) -> JsonResponse:
    return JsonResponse({"status": "no", "reason": reason}, status=503)
