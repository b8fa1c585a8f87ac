"""What the caller has been told, and how they want to hear."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest
from ninja import Schema

from pindos.kernel.filtering import Filter, Sort
from pindos.kernel.web import Request
from pindos.notices.api.router import router
from pindos.notices.commands import read_notice, set_preferences
from pindos.notices.listings import NOTICES
from pindos.notices.models import Notice
from pindos.notices.queries import Choice, choices_of
from pindos.notices.terms import How, kinds


class NoticeOut(Schema):
    """One thing the caller was told."""

    id: int
    kind: str
    about: str
    title: str
    text: str
    url: str
    at: datetime
    is_read: bool


class NoticePage(Schema):
    """Some notices, unread first, and where the rest begins."""

    items: list[NoticeOut]
    next: str


@router.get("/notices", response=NoticePage)
def list_notices(
    request: HttpRequest,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: str = "",
) -> dict[str, object]:
    """What the caller has been told, unread first.

    ``filter`` asks anything of any column of the list notices; ``sort`` is a column.
    """
    page = NOTICES.page_for(cast(Request, request).viewer, filter, sort, after)
    return {"items": page.items, "next": page.next}


@router.post("/notices/{notice_id}/read", response=NoticeOut)
def read(request: HttpRequest, notice_id: int) -> Notice:
    """Mark one of them as read."""
    return read_notice(viewer=cast(Request, request).viewer, notice_id=notice_id)


class PreferenceIn(Schema):
    """How the caller wants to hear of one kind."""

    is_shown: bool = True
    how: How = How.AT_ONCE


class PreferencesIn(Schema):
    """How the caller wants to hear of some kinds, by their keys."""

    choices: dict[str, PreferenceIn]


class PreferenceOut(Schema):
    """How the caller hears of one kind, and what it is."""

    kind: str
    label: str
    is_shown: bool
    how: How


@router.get("/notices/preferences", response=list[PreferenceOut])
def list_preferences(request: HttpRequest) -> list[dict[str, object]]:
    """How the caller hears of each kind of notice."""
    return _preferences(request)


@router.put("/notices/preferences", response=list[PreferenceOut])
def preferences_set(request: HttpRequest, body: PreferencesIn) -> list[dict[str, object]]:
    """Choose for some kinds, by their keys; the others stay as they are."""
    choices = {key: Choice(each.is_shown, each.how) for key, each in body.choices.items()}
    set_preferences(viewer=cast(Request, request).viewer, choices=choices)
    return _preferences(request)


def _preferences(request: HttpRequest) -> list[dict[str, object]]:
    choices = choices_of(cast(Request, request).viewer)
    return [
        {"kind": key, "label": str(kinds()[key].label), **choice._asdict()}
        for key, choice in choices.items()
    ]
