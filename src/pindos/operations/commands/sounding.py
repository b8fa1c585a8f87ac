"""Measuring what lies outside, and keeping what was found."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from pindos.operations.models import Sounding
from pindos.operations.options import TIME_SOURCE
from pindos.operations.queries import watched_certificate
from pindos.operations.sounding import certificate_at, seconds_ahead_of
from pindos.operations.terms import CERTIFICATE, TIME

Measure = Callable[[str], dict[str, Any]]


def sound() -> int:
    """Measure each thing that is set; forget those that are set no more. Returns how many."""
    wanted: dict[str, tuple[str, Measure]] = {
        CERTIFICATE: (watched_certificate(), _certificate),
        TIME: (TIME_SOURCE.now(), _time),
    }
    set_ones = {key: each for key, each in wanted.items() if each[0]}
    for key, (place, measure) in set_ones.items():
        _note(key, place, measure)
    with transaction.atomic():
        Sounding.objects.exclude(key__in=set_ones).delete()
    return len(set_ones)


def _note(key: str, place: str, measure: Measure) -> None:
    value: dict[str, Any] = {"place": place}
    error = ""
    try:
        value |= measure(place)
    except OSError as problem:
        error = f"{type(problem).__name__}: {problem}"[:300]
    with transaction.atomic():
        Sounding.objects.update_or_create(
            key=key, defaults={"value": value, "error": error, "at": timezone.now()}
        )


def _certificate(place: str) -> dict[str, Any]:
    return {"until": certificate_at(place).isoformat()}


def _time(source: str) -> dict[str, Any]:
    return {"ahead": round(seconds_ahead_of(source), 3)}
