"""Ready texts over HTTP."""

from ninja import Schema, Status

from pindos.kernel.filtering import Filter, Sort
from pindos.kernel.web import Request, may_change_settings
from pindos.organisation.queries import units_by_id
from pindos.servicedesk import commands
from pindos.servicedesk.api.router import router
from pindos.servicedesk.models import ReplyTemplate
from pindos.servicedesk.queries import (
    filled,
    reply_template_by,
    reply_templates_for,
    ticket_by,
)
from pindos.servicedesk.queries.listed_work import REPLY_TEMPLATES


class ReplyTemplateIn(Schema):
    """A text with placeholders such as {requester:vocative} or {αιτών:κλητική}."""

    name: str
    text: str


class NewReplyTemplateIn(ReplyTemplateIn):
    """The same with the key of the unit whose it is; empty: everybody's."""

    unit: str = ""


class ReplyTemplateOut(Schema):
    """A ready text; without ``unit`` it is everybody's."""

    id: int
    name: str
    text: str
    unit: str
    is_retired: bool
    version: int


class ReplyTemplatePageOut(Schema):
    """Some texts, and what to send as after to get the next ones; empty at the end."""

    items: list[ReplyTemplateOut]
    next: str


class FilledOut(Schema):
    """The text about one ticket; ``unsure`` are names whose case only a person can say."""

    text: str
    unsure: list[str]


@router.get("/reply-templates", response=ReplyTemplatePageOut)
def list_reply_templates(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: str = "",
) -> ReplyTemplatePageOut:
    """The texts that you may use, by name."""
    rows = REPLY_TEMPLATES.narrowed(
        request.viewer, reply_templates_for(request.viewer), REPLY_TEMPLATES.read(filter)
    )
    page = REPLY_TEMPLATES.page_of(rows, sort, after)
    return ReplyTemplatePageOut(items=_out(page.items), next=page.next)


@router.post("/reply-templates", response={201: ReplyTemplateOut})
def reply_template_add(request: Request, body: NewReplyTemplateIn) -> Status[ReplyTemplateOut]:
    """Add one; heads for their unit, administrators for all."""
    may_change_settings(request)
    added = commands.add_reply_template(viewer=request.viewer, **body.model_dump())
    return Status(201, _out([added])[0])


@router.get("/reply-templates/{template}", response=ReplyTemplateOut)
def reply_template_show(request: Request, template: int) -> ReplyTemplateOut:
    """One text."""
    return _out([reply_template_by(request.viewer, template)])[0]


@router.post("/reply-templates/{template}/edit", response=ReplyTemplateOut)
def reply_template_edit(
    request: Request, template: int, body: ReplyTemplateIn
) -> ReplyTemplateOut:
    """Give it another wording; the old ones are kept."""
    may_change_settings(request)
    edited = commands.edit_reply_template(
        viewer=request.viewer, template_id=template, **body.model_dump()
    )
    return _out([edited])[0]


@router.post("/reply-templates/{template}/retire", response=ReplyTemplateOut)
def reply_template_retire(request: Request, template: int) -> ReplyTemplateOut:
    """Offer it no more."""
    may_change_settings(request)
    return _out([commands.retire_reply_template(viewer=request.viewer, template_id=template)])[0]


@router.post("/reply-templates/{template}/restore", response=ReplyTemplateOut)
def reply_template_restore(request: Request, template: int) -> ReplyTemplateOut:
    """Offer it again."""
    may_change_settings(request)
    return _out([commands.restore_reply_template(viewer=request.viewer, template_id=template)])[0]


@router.get("/tickets/{ticket}/reply-templates/{template}", response=FilledOut)
def ticket_reply_template(request: Request, ticket: str, template: int) -> FilledOut:
    """A text filled in from a ticket; nothing is sent."""
    found = reply_template_by(request.viewer, template)
    said = filled(request.viewer, found.text, ticket_by(request.viewer, ticket))
    return FilledOut(text=said.text, unsure=said.unsure)


def _out(rows: list[ReplyTemplate]) -> list[ReplyTemplateOut]:
    units = units_by_id({row.unit_id for row in rows if row.unit_id})
    return [
        ReplyTemplateOut(
            id=row.pk,
            name=row.name,
            text=row.text,
            unit=units[row.unit_id].key if row.unit_id else "",
            is_retired=row.is_retired,
            version=row.version,
        )
        for row in rows
    ]
