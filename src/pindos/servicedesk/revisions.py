"""Goals, checklists, ready texts and the catalogue, put back to what they were."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden, NotFound
from pindos.kernel.revisions import Revisable, Values, by_value, revisable
from pindos.organisation.terms import Role
from pindos.servicedesk.commands import (
    edit_reply_template,
    offer_category,
    restore_reply_template,
    retire_category,
    retire_reply_template,
    set_checklist,
    set_level,
)
from pindos.servicedesk.commands.levels import FOLLOWED
from pindos.servicedesk.models import Category, Checklist, Level
from pindos.servicedesk.queries import (
    category_shown,
    checklist_by,
    in_words,
    level_called,
    reply_template_by,
)


def _level(viewer: Viewer, pk: int) -> Level:
    rows = Level.objects.select_related("category", "prefecture")
    row = rows.filter(pk=pk).first()
    if row is None or not viewer.units_as(Role.ADMINISTRATOR):
        raise NotFound
    return row


def _level_now(viewer: Viewer, pk: int) -> Values:
    row = _level(viewer, pk)
    return {name: getattr(row, name) for name in FOLLOWED}


def _level_called(viewer: Viewer, pk: int, _values: Values) -> str:
    [words] = in_words([level_called(_level(viewer, pk).scope)])
    return " · ".join(filter(None, (words.category, words.place, words.priority)))


def _put_level(viewer: Viewer, pk: int, values: Values) -> None:
    row = _level(viewer, pk)
    set_level(
        viewer=viewer,
        priority=row.priority,
        category=row.category.key if row.category else None,
        prefecture=row.prefecture.key if row.prefecture else None,
        **values,
    )


def _checklist_now(viewer: Viewer, pk: int) -> Values:
    row = Checklist.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound
    checklist_by(viewer, row.key)
    return {"name": row.name, "lines": row.lines, "is_hidden": row.is_hidden}


def _put_checklist(viewer: Viewer, pk: int, values: Values) -> None:
    row = Checklist.objects.get(pk=pk)
    set_checklist(viewer=viewer, key=row.key, **values)


def _text_now(viewer: Viewer, pk: int) -> Values:
    row = reply_template_by(viewer, pk)
    return {"name": row.name, "text": row.text, "is_retired": row.is_retired}


def _put_text(viewer: Viewer, pk: int, values: Values) -> None:
    row = reply_template_by(viewer, pk)
    if row.is_retired != values["is_retired"]:
        turn = retire_reply_template if values["is_retired"] else restore_reply_template
        turn(viewer=viewer, template_id=pk)
    edit_reply_template(viewer=viewer, template_id=pk, name=values["name"], text=values["text"])


def _category(viewer: Viewer, pk: int) -> Category:
    if not viewer.units_as(Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator changes the catalogue."))
    row = Category.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def _put_category(viewer: Viewer, pk: int, values: Values) -> None:
    turn = retire_category if values["is_retired"] else offer_category
    turn(viewer=viewer, key=_category(viewer, pk).key)


revisable(
    Revisable(
        thing="servicedesk.level",
        label=_("Service levels"),
        events=frozenset({"servicedesk.LevelSet"}),
        now=_level_now,
        put=_put_level,
        called=_level_called,
    )
)
revisable(
    Revisable(
        thing="servicedesk.checklist",
        label=_("Checklists"),
        events=frozenset({"servicedesk.ChecklistSet"}),
        now=_checklist_now,
        put=_put_checklist,
        called=by_value("name"),
    )
)
revisable(
    Revisable(
        thing="servicedesk.replytemplate",
        label=_("Ready texts"),
        events=frozenset(
            f"servicedesk.ReplyTemplate{verb}" for verb in ("Edited", "Retired", "Restored")
        ),
        now=_text_now,
        put=_put_text,
        called=by_value("name"),
    )
)
revisable(
    Revisable(
        thing="servicedesk.category",
        label=_("Catalogue"),
        events=frozenset({"servicedesk.CategoryRetired", "servicedesk.CategoryOffered"}),
        now=lambda viewer, pk: {"is_retired": _category(viewer, pk).is_retired},
        put=_put_category,
        called=lambda viewer, pk, _values: category_shown(_category(viewer, pk).key).name,
    )
)
