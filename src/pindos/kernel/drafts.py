"""Drafts: what is typed into a form is kept on the server until the form is sent.

A draft belongs to one account and one form. Passwords, files and what only protects the form
itself are never kept.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.jobs import every
from pindos.kernel.models import Draft
from pindos.kernel.prepared import keyed

KEPT = timedelta(days=30)
LONGEST = 200_000  # characters of one draft
MOST = 100  # drafts of one account; the oldest gives way
NEVER = re.compile(r"csrf|passw|secret|token|otp|\bcode\b|^draft$|^once$|^files$|^to$", re.I)


class Kept(NamedTuple):
    """A draft as its owner gets it back: the values of each field, and when it was kept."""

    data: dict[str, list[str]]
    at: datetime

    def get(self, name: str, default: str = "") -> str:
        """The value of a field that has one."""
        values = self.data.get(name)
        return values[-1] if values else default


@transaction.atomic
def keep_draft(viewer: Viewer, form: str, data: Mapping[str, Iterable[str]]) -> datetime:
    """Keep what was typed; the draft of before gives way. Refuses what is too large."""
    kept = {name: list(values) for name, values in data.items() if not NEVER.search(name)}
    if len(json.dumps(kept, ensure_ascii=False)) > LONGEST:
        raise Refused(_("This is too long to be kept as a draft. Shorten it, or send it."))
    now = timezone.now()
    _row, is_new = Draft.objects.update_or_create(
        account_id=_account(viewer), form=form, defaults={"data": kept, "at": now}
    )
    if is_new:
        _make_room(_account(viewer))
    return now


def draft_of(viewer: Viewer, form: str) -> Kept | None:
    """The viewer's own draft of a form."""
    if viewer.account_id is None:
        return None
    row = _kept.first(viewer.account_id, form)
    return Kept(*row) if row else None


@keyed
def _kept(account_id: int, form: str) -> QuerySet[Draft, tuple[dict[str, list[str]], datetime]]:
    return Draft.objects.filter(account_id=account_id, form=form).values_list("data", "at")


@transaction.atomic
def drop_draft(viewer: Viewer, form: str) -> None:
    """Forget a draft: it was sent, or thrown away."""
    Draft.objects.filter(account_id=_account(viewer), form=form).delete()


@every(timedelta(days=1), name="forget-old-drafts")
def forget_old_drafts() -> int:
    """Forget drafts that nobody came back to; return how many."""
    with transaction.atomic():
        return Draft.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def _make_room(account_id: int) -> None:
    rows = Draft.objects.filter(account_id=account_id).order_by("-at", "-pk")
    Draft.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[MOST:])).delete()


def _account(viewer: Viewer) -> int:
    if viewer.account_id is None:
        raise Refused(_("Sign in first: a draft belongs to an account."))
    return viewer.account_id
