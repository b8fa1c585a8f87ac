"""Columns that name a person, a unit, a prefecture or a site: found by what people type.

Nothing here is a list to choose from that grows with the administration: a name, a key or an
address is typed, and finds only those whom the viewer may look up.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid
from pindos.kernel.filtering import Named
from pindos.kernel.text import fold
from pindos.organisation.models import Site, Unit
from pindos.organisation.queries.kept import the_chart
from pindos.organisation.queries.language import in_language
from pindos.organisation.queries.people import people_matching, person_known_to
from pindos.organisation.queries.places import (
    prefecture_named,
    prefectures,
    site_named,
)
from pindos.organisation.queries.units import unit_named

MOST_MEANT = 50  # people or sites that one name may mean
ME = ("me", "εγω")
MINE = ("mine", "δικα μου", "δικη μου")
Where = Callable[[frozenset[int]], Q]


def person_kind(where: Where | None = None, *, is_ever_nobody: bool = True) -> Named:
    """A person by key, e-mail, id or words of the name; ``me`` is whoever asks."""
    nobody = ((("none", gettext_lazy("nobody")),)) if is_ever_nobody else ()
    return Named(_people, words=(("me", gettext_lazy("me")), *nobody), where=where)


def unit_kind(where: Where | None = None) -> Named:
    """A unit by key, short name or name; ``mine`` are those in which the viewer is appointed."""
    words = (("mine", gettext_lazy("my units")),)
    return Named(_units, words=words, where=where, called=_unit_called)


def _unit_called(key: str) -> str:
    """The name of a unit that was typed by its key; empty for what is none."""
    try:
        return unit_named(key).name
    except Invalid:
        return ""


def prefecture_kind(where: Where | None = None) -> Named:
    """A prefecture by key, short name or name; there are few enough to offer them all."""
    return Named(_prefectures, offers=_every_prefecture, where=where)


def site_kind(where: Where | None = None) -> Named:
    """A site by key or id, or every site whose name holds the words."""
    return Named(_sites, where=where)


def name_of_unit(row: Unit | None) -> str | None:
    """The unit's name in the reader's language."""
    return in_language(row.name_el, row.name_en) if row else None


def _people(viewer: Viewer, text: str) -> frozenset[int]:
    """Whom a text means; 0 is nobody: an account of no person has nothing of its own."""
    if fold(text) in ME:
        return frozenset({viewer.person_id or 0})
    try:
        return frozenset({person_known_to(viewer, text).id})
    except Invalid:
        return _meant(people_matching(viewer, text), text, _("Nobody is called %(text)s."))


def _units(viewer: Viewer, text: str) -> frozenset[int]:
    if fold(text) in MINE:
        return frozenset(post.unit_id for post in viewer.posts)
    try:
        return frozenset({unit_named(text).id})
    except Invalid:
        named = [
            row.pk
            for row in the_chart.now().units.values()
            if _is_called(text, row.name_el, row.name_en)
        ]
        if named:
            return frozenset(named)
        raise


def _prefectures(viewer: Viewer, text: str) -> frozenset[int]:
    return frozenset({prefecture_named(text).id})


def _every_prefecture(viewer: Viewer) -> list[tuple[str, str]]:
    return [(place.key, place.name) for place in prefectures()]


def _sites(viewer: Viewer, text: str) -> frozenset[int]:
    try:
        return frozenset({site_named(text).id})
    except Invalid:
        words = fold(text).split()
        names = Site.objects.values_list("pk", "key", "name_el")
        found = [
            pk
            for pk, key, name in names
            if words and (key == text or all(word in fold(name) for word in words))
        ]
        if not found:
            raise
        return frozenset(found)


def _is_called(text: str, *names: str) -> bool:
    return fold(text) in [fold(name) for name in names if name]


def _meant(rows: QuerySet[Any], text: str, unknown: str) -> frozenset[int]:
    found = list(rows.values_list("pk", flat=True)[: MOST_MEANT + 1]) if fold(text) else []
    if not found:
        raise Invalid({"person": unknown % {"text": text[:60]}})
    if len(found) > MOST_MEANT:
        many = _("More than %(most)s people fit «%(text)s». Write more of the name.")
        raise Invalid({"person": many % {"most": MOST_MEANT, "text": text[:60]}})
    return frozenset(found)
