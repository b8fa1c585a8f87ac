"""How people and units are found: they stand on the floor below, so their kinds are said here."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.among import Among, listed
from pindos.organisation.queries import (
    PersonFacts,
    people_after,
    people_by_id,
    people_seen_by,
    unit_ids_after,
    unit_names_of,
    units_by_id,
)
from pindos.search.about import Kind, finds
from pindos.search.terms import ALWAYS, PERSON, UNIT, Findable, Readers, Shown, Text

ALL_OF_THEM = 50_000  # there are few, and who may see them is asked before any is left out


def _people(ids: Collection[int]) -> Iterable[Findable]:
    for pk, each in sorted(people_by_id(ids).items()):
        yield _findable(PERSON, pk, each.name, "\n".join(text.text for text in _of_person(each)))


def _of_person(each: PersonFacts) -> list[Text]:
    phone = each.phone.replace(" ", "")
    texts = [
        Text(_("Service"), each.service),
        Text(_("Telephone"), each.phone if phone == each.phone else f"{each.phone} {phone}"),
        Text(_("E-mail"), each.email),
    ]
    return [text for text in texts if text.text]


def _people_shown(viewer: Viewer, ids: Collection[int]) -> dict[int, Shown]:
    seen = _people_seen(viewer, ids, False)
    return {
        pk: Shown(
            title=each.name,
            url=reverse("organisation:person-show", args=[pk]),
            facts=(each.service,) if each.service else (),
            texts=tuple(_of_person(each)),
        )
        for pk, each in people_by_id(seen).items()
    }


def _people_seen(viewer: Viewer, ids: Collection[int], is_internal: bool) -> set[int]:  # noqa: FBT001
    return set(
        people_seen_by(viewer).filter(pk__in=Among(listed(ids))).values_list("pk", flat=True)
    )


def _units(ids: Collection[int]) -> Iterable[Findable]:
    for pk, (name, words) in sorted(unit_names_of(ids).items()):
        yield _findable(UNIT, pk, name, words)


def _units_shown(viewer: Viewer, ids: Collection[int]) -> dict[int, Shown]:
    names = unit_names_of(ids)
    return {
        pk: Shown(
            title=each.name,
            url=reverse("organisation:unit-show", args=[each.key]),
            number=each.key,
            texts=(Text(_("Other names"), names[pk][1]),) if pk in names else (),
        )
        for pk, each in units_by_id(ids).items()
    }


def _known(viewer: Viewer, ids: Collection[int], is_internal: bool) -> set[int]:  # noqa: FBT001
    return set(ids) if viewer.is_known else set()


def _findable(kind: str, pk: int, title: str, text: str) -> Findable:
    return Findable(kind, pk, title, ALWAYS, Readers(is_for_all=True), text)


finds(
    Kind(
        key=PERSON,
        label=gettext_lazy("Person"),
        many=gettext_lazy("People"),
        readable=_people_seen,
        shown=_people_shown,
        source=_people,
        ids=people_after,
        most=ALL_OF_THEM,
    )
)
finds(
    Kind(
        key=UNIT,
        label=gettext_lazy("Unit"),
        many=gettext_lazy("Units"),
        readable=_known,
        shown=_units_shown,
        source=_units,
        ids=unit_ids_after,
        most=ALL_OF_THEM,
    )
)
