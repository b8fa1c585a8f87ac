"""A request that comes twice is carried out once and answered the same both times."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.jobs import every
from pindos.kernel.limits import ANSWER_DAYS
from pindos.kernel.models import Repeat

KEY_LENGTH = 200


def once(
    *, viewer: Viewer, key: str, asked: Any, act: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """The answer of ``act``, or the one that the same key got before.

    ``asked`` is the request as plain values; the same key with another request is refused.
    Without a key, or without an account, nothing is remembered.
    """
    if not key or viewer.account_id is None:
        return act()
    return _once(viewer.account_id, key, _digest(key, asked), act)


@transaction.atomic
def _once(
    account_id: int, key: str, digest: str, act: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    row, is_new = Repeat.objects.get_or_create(
        account_id=account_id, key=key, defaults={"digest": digest}
    )
    if is_new:
        row.answer = act()
        row.save(update_fields=["answer"])
    return _answer(row, digest)


def answered(*, viewer: Viewer, key: str, asked: Any) -> dict[str, Any] | None:
    """The answer that the same key got before, for a door that must look far away first."""
    if not key or viewer.account_id is None:
        return None
    digest = _digest(key, asked)
    row = Repeat.objects.filter(account_id=viewer.account_id, key=key).first()
    return _answer(row, digest) if row else None


def _digest(key: str, asked: Any) -> str:
    if len(key) > KEY_LENGTH:
        raise Refused(_("The Idempotency-Key is longer than 200 characters."))
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()


def _answer(row: Repeat, digest: str) -> dict[str, Any]:
    if row.digest != digest:
        raise Refused(_("This Idempotency-Key was used for another request. Choose a new one."))
    return row.answer or {}


@every(timedelta(days=1), name="forget-old-answers")
def forget_old_answers() -> int:
    """Forget answers that nobody will ask for again; return how many."""
    kept = timedelta(days=ANSWER_DAYS.now())
    with transaction.atomic():
        return Repeat.objects.filter(at__lt=timezone.now() - kept).delete()[0]
