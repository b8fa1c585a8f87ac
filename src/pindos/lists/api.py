"""Lists over HTTP: what can be asked of them, the views one keeps, and rows as files."""

from typing import Annotated, Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from pindos.kernel.errors import Forbidden
from pindos.kernel.filtering import Filter, Op, Size, Sort, listings
from pindos.kernel.filtering.speaking import choices_of
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request, is_whole
from pindos.lists import commands
from pindos.lists.listings import VIEWS
from pindos.lists.models import View
from pindos.lists.queries import address_of, listing_for, view_by
from pindos.lists.serving import answer
from pindos.lists.table import columns_of, plain

router = Router(tags=["lists"])

Short = Annotated[str, Field(json_schema_extra={"maxLength": 200})]
Long = Annotated[str, Field(json_schema_extra={"maxLength": 2000})]


class ColumnOut(Schema):
    """A column: what it takes, and the words it knows."""

    key: str
    label: str
    kind: str
    operators: list[Op]
    words: list[str]
    is_sortable: bool


class ListOut(Schema):
    """A list that can be filtered, exported and kept as a view."""

    key: str
    label: str
    columns: list[ColumnOut]


class RowsOut(Schema):
    """Some rows, each by the keys of its columns; ``next`` is what to send as after."""

    items: list[dict[str, Any]]
    next: str


class ViewIn(Schema):
    """A filter to keep; with the key of a unit its people may use it too."""

    list: Short
    name: Short
    filter: Long = ""
    sort: Short = ""
    columns: Long = ""
    unit: Short = ""


class ViewChangeIn(Schema):
    """What is to be another one; what is left out stays."""

    name: Short | None = None
    filter: Long | None = None
    sort: Short | None = None
    columns: Long | None = None
    unit: Short | None = None


class ViewOut(Schema):
    """A filter that is kept; ``is_own`` says whether it may be changed."""

    id: int
    list: str
    name: str
    filter: str
    sort: str
    columns: str
    unit_id: int | None
    is_own: bool
    url: str


class ViewPageOut(Schema):
    """Some views, and what to send as after to get the next ones; empty at the end."""

    items: list[ViewOut]
    next: str


class CadenceIn(Schema):
    """How often to be told: new, day, week or month."""

    cadence: Short


@router.get("/lists", response=list[ListOut])
def list_lists(request: Request) -> list[ListOut]:
    """Every list that is open to you, with the columns that a filter may name."""
    viewer = request.viewer
    return [
        ListOut(
            key=one.key,
            label=str(one.label),
            columns=[
                ColumnOut(
                    key=column.key,
                    label=str(column.label),
                    kind=column.kind.name,
                    operators=list(column.kind.operators),
                    words=[word for word, _label in choices_of(column.kind, viewer)],
                    is_sortable=bool(column.sort),
                )
                for column in one.columns
            ],
        )
        for one in listings().values()
        if one.is_open_to(viewer)
    ]


@router.get("/lists/{key}/export")
def list_export(
    request: Request,
    key: str,
    format: Short = "csv",  # noqa: A002
    filter: Long = "",  # noqa: A002
    sort: Short = "",
    columns: Long = "",
) -> HttpResponseBase:
    """The rows that you see and the filter finds, as csv or xlsx; it is noted in the audit."""
    hold_to_scope(request, key)
    return answer(request.viewer, key, format, filter, sort, columns)


@router.get("/lists/{key}/rows", response=RowsOut)
def list_rows(
    request: Request,
    key: str,
    filter: Filter = "",  # noqa: A002
    sort: Sort = "",
    columns: Long = "",
    after: Long = "",
    size: Size = PAGE,
) -> RowsOut:
    """The rows of any list by the page, with its columns as plain values."""
    hold_to_scope(request, key)
    listing = listing_for(request.viewer, key)
    page = listing.page_for(request.viewer, filter, sort, after, size)
    shown = columns_of(listing, columns)
    return RowsOut(
        items=[{each.key: plain(each.value_of(row)) for each in shown} for row in page.items],
        next=page.next,
    )


def hold_to_scope(request: Request, key: str) -> None:
    """A token that may do less than its account gets no list of accounts or of the trail."""
    listing = listing_for(request.viewer, key)
    if listing.is_guarded and not is_whole(request):
        raise Forbidden(_("This list needs a token with the scope all."))


@router.get("/views", response=ViewPageOut)
def list_views(
    request: Request,
    filter: Filter = "",  # noqa: A002
    sort: Sort = "",
    after: Long = "",
    size: Size = PAGE,
) -> ViewPageOut:
    """Your views, and those shared with your units."""
    page = VIEWS.page_for(request.viewer, filter, sort, after, size)
    return ViewPageOut(items=[_out(request, view) for view in page.items], next=page.next)


@router.post("/views", response={201: ViewOut})
def view_save(request: Request, body: ViewIn) -> Status[Any]:
    """Keep a filter under a name."""
    words = body.model_dump()
    view = commands.save_view(viewer=request.viewer, list_key=words.pop("list"), **words)
    return Status(201, _out(request, view))


@router.get("/views/{view_id}", response=ViewOut)
def view_show(request: Request, view_id: int) -> ViewOut:
    """One view."""
    return _out(request, view_by(request.viewer, view_id))


@router.patch("/views/{view_id}", response=ViewOut)
def view_change(request: Request, view_id: int, body: ViewChangeIn) -> ViewOut:
    """Change a view of your own."""
    asked = {name: value for name, value in body.model_dump().items() if value is not None}
    return _out(request, commands.change_view(viewer=request.viewer, view_id=view_id, **asked))


@router.delete("/views/{view_id}", response={204: None})
def view_delete(request: Request, view_id: int) -> Status[None]:
    """Keep a view of your own no longer."""
    commands.delete_view(viewer=request.viewer, view_id=view_id)
    return Status(204, None)


@router.post("/views/{view_id}/subscribe", response=ViewOut)
def view_subscribe(request: Request, view_id: int, body: CadenceIn) -> ViewOut:
    """Be told of what it finds."""
    commands.subscribe_to_view(viewer=request.viewer, view_id=view_id, cadence=body.cadence)
    return _out(request, view_by(request.viewer, view_id))


@router.post("/views/{view_id}/unsubscribe", response=ViewOut)
def view_unsubscribe(request: Request, view_id: int) -> ViewOut:
    """Be told of it no longer."""
    commands.unsubscribe_from_view(viewer=request.viewer, view_id=view_id)
    return _out(request, view_by(request.viewer, view_id))


def _out(request: Request, view: View) -> ViewOut:
    return ViewOut(
        id=view.pk,
        list=view.list_key,
        name=view.name,
        filter=view.filter,
        sort=view.sort,
        columns=view.columns,
        unit_id=view.unit_id,
        is_own=view.account_id == request.viewer.account_id,
        url=address_of(view),
    )
