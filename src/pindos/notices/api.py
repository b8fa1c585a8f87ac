"""The API of notices: the caller's own."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest
from ninja import Router, Schema

from pindos.kernel.pages import page_of
from pindos.kernel.web import Request
from pindos.notices.commands import read_notice
from pindos.notices.models import Notice
from pindos.notices.queries import UNREAD_FIRST, notices_for

router = Router(tags=["notices"])


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
def list_notices(request: HttpRequest, after: str = "") -> dict[str, object]:
    """What the caller has been told, unread first."""
    viewer = cast(Request, request).viewer
    page = page_of(notices_for(viewer), by=UNREAD_FIRST, after=after)
    return {"items": page.items, "next": page.next}


@router.post("/notices/{notice_id}/read", response=NoticeOut)
def read(request: HttpRequest, notice_id: int) -> Notice:
    """Mark one of them as read."""
    return read_notice(viewer=cast(Request, request).viewer, notice_id=notice_id)
