"""Tending the catalogue of what can be asked for; a version that was published never changes."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.events import Said, emit, emit_all
from pindos.kernel.text import fold
from pindos.organisation.terms import Role
from pindos.servicedesk.catalogue import shipped
from pindos.servicedesk.catalogue.reader import read_catalogues
from pindos.servicedesk.catalogue.shape import CategoryPart, Content, GroupPart
from pindos.servicedesk.events import (
    CategoryAdded,
    CategoryChanged,
    CategoryGroupLoaded,
    CategoryOffered,
    CategoryPlaced,
    CategoryRetired,
)
from pindos.servicedesk.models import Category, CategoryGroup, CategoryVersion
from pindos.servicedesk.queries import category_shown, joined_with_present
from pindos.servicedesk.queries.catalogue import forget_categories
from pindos.servicedesk.rules.keys import key_for

STEP = 10  # between the places of two neighbours


@transaction.atomic
def load_catalogue(*, viewer: Viewer, paths: Iterable[Path] | None = None) -> list[Category]:
    """Take in what ships with the product: what is new, and new words for what nobody edited.

    What an administrator changed, retired or put elsewhere stays as it is. Returns what was added
    or changed; a second time that is nothing. A faulty file is refused with file and line.
    """
    capacity = _right(viewer)
    said: list[Said] = []
    touched: list[Category] = []
    known = {row.key: row for row in Category.objects.select_related("current")}
    for place, read in enumerate(read_catalogues(paths if paths is not None else shipped())):
        group = _group(read.says.group, (place + 1) * STEP, said)
        for n, part in enumerate(read.says.categories):
            if news := _taken_in(known.get(part.key), group, part, (n + 1) * STEP):
                said.append(news)
                touched.append(news.about)  # type: ignore[arg-type]
    if said:
        put_by_name()
        emit_all(said, by=viewer, capacity=capacity)
    return touched


@transaction.atomic
def add_category(*, viewer: Viewer, group: str, content: Content, key: str = "") -> Category:
    """Let something new be asked for, at the end of a group; refuses a key that is taken.

    Without a key one is made of its name.
    """
    capacity = _right(viewer)
    under = _group_named(group)
    key = key or key_for(content.en, content.el, Category.objects.values_list("key", flat=True))
    try:
        part = CategoryPart.model_validate({**content.model_dump(by_alias=True), "key": key})
    except ValidationError as error:
        words = _("Write the key in small Latin letters, digits and hyphens: new-printer.")
        raise Invalid({"key": words}) from error
    if Category.objects.filter(key=part.key).exists():
        raise Invalid({"key": _("Another category has this key.")})
    last = Category.objects.filter(group=under).order_by("-position").first()
    row = Category.objects.create(
        key=part.key, group=under, position=(last.position if last else 0) + STEP
    )
    version = _publish(row, content, viewer)
    put_by_name()
    event = CategoryAdded(category_id=row.pk, key=row.key, category_version_id=version.pk)
    changes = {"key": (None, row.key), "group": (None, under.key), "said": (None, version.said)}
    emit(event, about=row, unit_id=None, by=viewer, capacity=capacity, changes=changes)
    return row


@transaction.atomic
def change_category(
    *,
    viewer: Viewer,
    key: str,
    content: Content,
    group: str = "",
    version: int | None = None,
    seen: Mapping[str, Any] | None = None,
) -> Category:
    """Publish what a category says from now on; the same words again change nothing.

    Tickets keep the version that they were opened with. With ``seen`` (the number of the version
    and the group that the change began with) what others published since stays, and what both
    changed differently is refused (Clash); with ``version`` any change since is (409).
    """
    capacity = _right(viewer)
    row = _row(key)
    if version is not None and version != row.version:
        raise Refused(_("The category has changed since you looked. Open it again, then repeat."))
    if seen is not None:
        joined = joined_with_present(category_shown(key), content, group or row.group.key, seen)
        content, group = joined.content, joined.group
    under = _group_named(group) if group else row.group
    before = row.current
    is_same = before is not None and before.content == content
    if is_same and under.pk == row.group_id:
        return row
    changes: dict[str, tuple[object, object]] = {"group": (row.group.key, under.key)}
    row.group = under
    if not is_same:
        published = _publish(row, content, viewer)
        put_by_name()
        changes["said"] = (before.said if before else None, published.said)
    _save(row, "group")
    assert row.current is not None
    event = CategoryChanged(category_id=row.pk, key=row.key, category_version_id=row.current.pk)
    emit(event, about=row, unit_id=None, by=viewer, capacity=capacity, changes=changes)
    return row


def restore_category(*, viewer: Viewer, key: str, number: int) -> Category:
    """Publish again what a category said in an older version, as its newest one."""
    _right(viewer)
    found = CategoryVersion.objects.filter(category=_row(key), number=number).first()
    if found is None:
        raise NotFound
    return change_category(viewer=viewer, key=key, content=found.content)


def retire_category(*, viewer: Viewer, key: str) -> Category:
    """Let nobody choose it any longer; tickets that have it keep it."""
    return _turn(viewer, key, is_retired=True)


def offer_category(*, viewer: Viewer, key: str) -> Category:
    """Let a retired category be chosen again."""
    return _turn(viewer, key, is_retired=False)


@transaction.atomic
def place_category(*, viewer: Viewer, key: str, is_up: bool) -> Category:
    """Put it one place higher or lower in its group; at the end of it nothing happens."""
    capacity = _right(viewer)
    row = _row(key)
    rows = list(Category.objects.filter(group=row.group_id).order_by("position", "id"))
    at = next(n for n, each in enumerate(rows) if each.pk == row.pk)
    to = at - 1 if is_up else at + 1
    if not 0 <= to < len(rows):
        return row
    rows.insert(to, rows.pop(at))
    for n, each in enumerate(rows):
        each.position = (n + 1) * STEP
    Category.objects.bulk_update(rows, ["position"])
    event = CategoryPlaced(category_id=row.pk, key=row.key)
    changes = {"place": (at + 1, to + 1)}
    emit(event, about=row, unit_id=None, by=viewer, capacity=capacity, changes=changes)
    return rows[to]


def _right(viewer: Viewer) -> str:
    if viewer is HOUSE:
        return ""
    if not viewer.units_as(Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator changes the catalogue."))
    return Role.ADMINISTRATOR


def _row(key: str) -> Category:
    rows = Category.objects.select_related("current", "group").select_for_update(of=("self",))
    row = rows.filter(key=key[:40]).first()
    if row is None:
        raise NotFound
    return row


def _group_named(key: str) -> CategoryGroup:
    group = CategoryGroup.objects.filter(key=key[:40]).first()
    if group is None:
        raise Invalid({"group": _("Choose one of the groups.")})
    return group


def _publish(row: Category, content: Content, viewer: Viewer) -> CategoryVersion:
    """A new version, which is the one that counts from now on."""
    last = CategoryVersion.objects.filter(category=row).order_by("-number").first()
    row.current = CategoryVersion.objects.create(
        category=row,
        number=(last.number if last else 0) + 1,
        said=content.model_dump(mode="json", by_alias=True),
        made_at=timezone.now(),
        made_by_id=viewer.person_id,
    )
    _save(row, "current")
    transaction.on_commit(forget_categories)
    return row.current


def put_by_name() -> None:
    """Number all categories by their Greek names, accents and capitals aside; a few hundred."""
    rows = list(Category.objects.select_related("current").exclude(current=None))
    rows.sort(key=lambda row: (fold(row.current.content.el) if row.current else "", row.pk))
    moved = []
    for place, row in enumerate(rows, 1):
        if row.by_name != place:
            row.by_name = place
            moved.append(row)
    Category.objects.bulk_update(moved, ["by_name"])


def _save(row: Category, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


@transaction.atomic
def _turn(viewer: Viewer, key: str, *, is_retired: bool) -> Category:
    capacity = _right(viewer)
    row = _row(key)
    if row.is_retired == is_retired:
        return row
    row.is_retired = is_retired
    _save(row, "is_retired")
    event = (CategoryRetired if is_retired else CategoryOffered)(category_id=row.pk, key=row.key)
    changes = {"is_retired": (not is_retired, is_retired)}
    emit(event, about=row, unit_id=None, by=viewer, capacity=capacity, changes=changes)
    return row


def _group(part: GroupPart, position: int, said: list[Said]) -> CategoryGroup:
    """The heading, made or named as the file names it; its place is given once."""
    names = {"name_el": part.el, "name_en": part.en}
    row, is_new = CategoryGroup.objects.get_or_create(
        key=part.key, defaults={**names, "position": position}
    )
    before = {name: None if is_new else getattr(row, name) for name in names}
    changes = {name: (before[name], names[name]) for name in names if before[name] != names[name]}
    if changes:
        for name, value in names.items():
            setattr(row, name, value)
        row.save(update_fields=list(names))
        said.append(Said(CategoryGroupLoaded(group_id=row.pk, key=row.key), row, None, changes))
    return row


def _taken_in(
    row: Category | None, group: CategoryGroup, part: CategoryPart, position: int
) -> Said | None:
    """What to say of a shipped category; nothing when it is known, or edited here."""
    content = Content.model_validate(part.model_dump(by_alias=True, exclude={"key"}))
    fresh = _hash(content)
    if row is None:
        row = Category.objects.create(
            key=part.key, group=group, position=position, source_hash=fresh
        )
        made = _publish(row, content, HOUSE)
        event = CategoryAdded(category_id=row.pk, key=row.key, category_version_id=made.pk)
        changes = {"key": (None, row.key), "group": (None, group.key), "said": (None, made.said)}
        return Said(event, row, None, changes)
    before = row.current
    is_edited = before is None or not row.source_hash or _hash(before.content) != row.source_hash
    if is_edited or row.source_hash == fresh:
        return None
    made = _publish(row, content, HOUSE)
    row.source_hash = fresh
    _save(row, "source_hash")
    changed = CategoryChanged(category_id=row.pk, key=row.key, category_version_id=made.pk)
    return Said(changed, row, None, {"said": (before.said if before else None, made.said)})


def _hash(content: Content) -> str:
    said = content.model_dump(mode="json", by_alias=True)
    if not content.needs_approval:  # texts that were hashed before it could be said stay the same
        del said["needs_approval"]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
