"""Keeping filters under names."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.events import emit
from pindos.kernel.filtering import Listing, write
from pindos.kernel.text import clean
from pindos.lists.events import ViewChanged, ViewDeleted, ViewSaved
from pindos.lists.models import View
from pindos.lists.queries import listing_for, own_view_by, owner_id
from pindos.lists.terms import MOST_VIEWS, NAME_LENGTH
from pindos.organisation.queries import unit_named

FIELDS = ("name", "filter", "sort", "columns", "unit_id")


@transaction.atomic
def save_view(
    *,
    viewer: Viewer,
    list_key: str,
    name: str,
    filter: str = "",  # noqa: A002  the word of every door
    sort: str = "",
    columns: str = "",
    unit: str = "",
) -> View:
    """Keep a filter; with a unit in which the viewer has a post, its people may use it too.

    Refuses (Invalid) what the list does not understand, and a name that is taken.
    """
    listing = listing_for(viewer, list_key)
    mine = View.objects.filter(account=viewer.account_id)
    if mine.count() >= MOST_VIEWS:
        raise Refused(_("You have %(most)s views. Delete one first.") % {"most": MOST_VIEWS})
    view = View(account_id=owner_id(viewer), list_key=list_key)
    asked = {"name": name, "filter": filter, "sort": sort, "columns": columns, "unit": unit}
    _fill(viewer, listing, view, asked)
    view.save(force_insert=True)
    changes = {field: (None, getattr(view, field)) for field in FIELDS}
    said = ViewSaved(view_id=view.pk, list_key=list_key)
    emit(said, about=view, unit_id=view.unit_id, by=viewer, changes=changes)
    return view


@transaction.atomic
def change_view(*, viewer: Viewer, view_id: int, **asked: str) -> View:
    """Change what is named of a view of one's own: name, filter, sort, columns or unit."""
    view = own_view_by(viewer, view_id)
    before = {field: getattr(view, field) for field in FIELDS}
    _fill(viewer, listing_for(viewer, view.list_key), view, asked)
    view.version += 1
    view.save()
    changes = {field: (before[field], getattr(view, field)) for field in FIELDS}
    said = ViewChanged(view_id=view.pk, list_key=view.list_key)
    emit(said, about=view, unit_id=view.unit_id, by=viewer, changes=changes)
    return view


@transaction.atomic
def delete_view(*, viewer: Viewer, view_id: int) -> None:
    """Keep a view of one's own no longer; whoever is told of it is told no more."""
    view = own_view_by(viewer, view_id)
    changes = {field: (getattr(view, field), None) for field in FIELDS}
    said = ViewDeleted(view_id=view.pk, list_key=view.list_key)
    emit(said, about=view, unit_id=view.unit_id, by=viewer, changes=changes)
    view.delete()


def _fill(viewer: Viewer, listing: Listing, view: View, asked: dict[str, str]) -> None:
    """Put what was asked into the row, or say what is wrong with it."""
    filled: dict[str, Any] = {}
    if "name" in asked:
        filled["name"] = _name(view, asked["name"])
    if "filter" in asked:
        node = listing.read(asked["filter"])
        listing.found(viewer, node)  # refuses values that do not exist
        filled["filter"] = write(node)
    if "sort" in asked:
        listing.ordered_by(asked["sort"])
        filled["sort"] = asked["sort"].strip()
    if "columns" in asked:
        keys = [key.strip() for key in asked["columns"].split(",")]
        filled["columns"] = ",".join(key for key in keys if key in listing.by_key)
    if "unit" in asked:
        filled["unit_id"] = _unit(viewer, asked["unit"])
    for field, value in filled.items():
        setattr(view, field, value)


def _name(view: View, name: str) -> str:
    name = clean(name)
    if not name or len(name) > NAME_LENGTH:
        words = _("Give the view a name of at most %(most)s characters.")
        raise Invalid({"name": words % {"most": NAME_LENGTH}})
    same = View.objects.filter(account=view.account_id, list_key=view.list_key, name=name)
    if same.exclude(pk=view.pk).exists():
        raise Invalid({"name": _("You have a view of this name already.")})
    return name


def _unit(viewer: Viewer, key: str) -> int | None:
    if not key:
        return None
    unit_id = unit_named(key).id
    if unit_id not in {post.unit_id for post in viewer.posts}:
        raise Invalid({"unit": _("Share it with a unit in which you have a post.")})
    return unit_id
