"""Writing ready texts: a unit's by its head, everybody's by administrators."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Forbidden, Refused
from pindos.kernel.events import Changes, emit
from pindos.organisation.queries import unit_named
from pindos.servicedesk.commands.sent import Sent
from pindos.servicedesk.events import (
    ReplyTemplateAdded,
    ReplyTemplateEdited,
    ReplyTemplateEvent,
    ReplyTemplateRestored,
    ReplyTemplateRetired,
)
from pindos.servicedesk.models import ReplyTemplate, ReplyWording
from pindos.servicedesk.queries import reply_template_by, right_to_template
from pindos.servicedesk.rules import faults_in
from pindos.servicedesk.terms import TITLE_LENGTH

STARTERS = Path(__file__).parents[1] / "starters" / "replies.yaml"


class Starter(BaseModel):
    """A ready text that comes with the house."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    text: str


@transaction.atomic
def add_reply_template(*, viewer: Viewer, name: str, text: str, unit: str = "") -> ReplyTemplate:
    """Add a ready text of a unit, or without one of everybody.

    Refuses placeholders that do not exist, each with its line and column (Invalid).
    """
    name, text = _checked(name, text)
    unit_id = unit_named(unit).id if unit else None
    capacity = _right(viewer, unit_id)
    template = ReplyTemplate.objects.create(unit_id=unit_id, name=name, text=text)
    changes = {"unit": (None, unit_id), "name": (None, name), "text": (None, text)}
    return _say(ReplyTemplateAdded, template, viewer, capacity, changes)


@transaction.atomic
def edit_reply_template(
    *, viewer: Viewer, template_id: int, name: str, text: str, version: int | None = None
) -> ReplyTemplate:
    """Give it another wording; the old ones are kept. Refuses one that changed meanwhile."""
    name, text = _checked(name, text)
    template, capacity = _held(viewer, template_id)
    if version is not None and version != template.version:
        raise Refused(_("Somebody changed this text meanwhile. Look at it, then repeat."))
    if (template.name, template.text) == (name, text):
        return template
    changes = {"name": (template.name, name), "text": (template.text, text)}
    template.name, template.text = name, text
    template.version += 1
    template.save(update_fields=["name", "text", "version"])
    return _say(ReplyTemplateEdited, template, viewer, capacity, changes)


@transaction.atomic
def retire_reply_template(*, viewer: Viewer, template_id: int) -> ReplyTemplate:
    """Offer it no more; retiring twice changes nothing."""
    return _set_retired(viewer, template_id, ReplyTemplateRetired, is_retired=True)


@transaction.atomic
def restore_reply_template(*, viewer: Viewer, template_id: int) -> ReplyTemplate:
    """Offer it again."""
    return _set_retired(viewer, template_id, ReplyTemplateRestored, is_retired=False)


def load_starter_replies() -> int:
    """Put in the texts that come with the house, when there are none at all; return how many."""
    if ReplyTemplate.objects.exists():
        return 0
    rows = yaml.safe_load(STARTERS.read_text(encoding="utf-8"))
    starters = [Starter.model_validate(row) for row in rows]
    with transaction.atomic():
        for each in starters:
            name, text = _checked(each.name, each.text)
            template = ReplyTemplate.objects.create(name=name, text=text)
            changes = {"name": (None, name), "text": (None, text)}
            _say(ReplyTemplateAdded, template, HOUSE, "", changes)
    return len(starters)


def _checked(name: str, text: str) -> tuple[str, str]:
    sent = Sent()
    name = sent.line("name", name, most=TITLE_LENGTH)
    text = sent.text("text", text)
    if faults := faults_in(text):
        sent.faults["text"] = " ".join(str(fault) for fault in faults[:10])
    sent.check()
    return name, text


def _right(viewer: Viewer, unit_id: int | None) -> str:
    capacity = right_to_template(viewer, unit_id)
    if not capacity:
        raise Forbidden(
            _("The head of the unit writes its texts; those of everybody, an administrator.")
        )
    return capacity


def _held(viewer: Viewer, template_id: int) -> tuple[ReplyTemplate, str]:
    """The row, held until the transaction ends, and the right to change it."""
    found = reply_template_by(viewer, template_id)
    template = ReplyTemplate.objects.select_for_update().get(pk=found.pk)
    return template, _right(viewer, template.unit_id)


def _set_retired(
    viewer: Viewer, template_id: int, event: type[ReplyTemplateEvent], *, is_retired: bool
) -> ReplyTemplate:
    template, capacity = _held(viewer, template_id)
    if template.is_retired == is_retired:
        return template
    template.is_retired = is_retired
    template.save(update_fields=["is_retired"])
    changes: dict[str, tuple[Any, Any]] = {"is_retired": (not is_retired, is_retired)}
    return _say(event, template, viewer, capacity, changes)


def _say(
    event: type[ReplyTemplateEvent],
    template: ReplyTemplate,
    viewer: Viewer,
    capacity: str,
    changes: Changes,
) -> ReplyTemplate:
    """Keep the wording and emit what happened."""
    if "text" in changes:
        ReplyWording.objects.create(
            template=template,
            version=template.version,
            name=template.name,
            text=template.text,
            at=timezone.now(),
            by_id=viewer.person_id,
        )
    emit(
        event(template_id=template.pk, unit_id=template.unit_id),
        about=template,
        unit_id=template.unit_id,
        by=viewer,
        capacity=capacity,
        changes=changes,
    )
    return template
