"""Reading people: only as much of them as the work needs."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.prepared import filled_up, keyed
from pindos.kernel.text import fold
from pindos.organisation.models import Person, Reach
from pindos.organisation.queries.jurisdiction import positions_on
from pindos.organisation.queries.seen import is_person_seen_by, people_seen_by
from pindos.organisation.queries.units import UnitFacts, units_by_id
from pindos.organisation.rights import HEADS, IN_OWN_UNIT
from pindos.organisation.rules import full_name
from pindos.organisation.terms import Role, UnitKind

ID_LIMIT = 10**18


class PersonFacts(NamedTuple):
    """What others may know of a person; the prefecture is that of their site."""

    id: int
    key: str
    name: str
    email: str
    phone: str
    service: str
    site_id: int | None
    prefecture_id: int | None
    given_name: str
    family_name: str


Row = tuple[int, str, str, str, str, int | None, int | None, str, str]
FACTS = (
    "pk",
    "key",
    "email",
    "phone",
    "service",
    "site_id",
    "site__prefecture_id",
    "given_name",
    "family_name",
)


def person_facts(person_id: int) -> PersonFacts:
    """One person; refuses an id that nobody has."""
    found = _those.first((person_id,))
    if found is None:
        raise NotFound()
    return facts_of_columns(found)


def people_by_id(ids: Iterable[int]) -> dict[int, PersonFacts]:
    """Several people by their ids; unknown ids are left out."""
    wanted = filled_up(ids)
    found = _those(wanted) if wanted else []
    return {row[0]: facts_of_columns(row) for row in found}


def names_of_people(ids: Iterable[int]) -> dict[int, str]:
    """The names of several people by their ids; one small query, none without an id."""
    wanted = filled_up(ids)
    found = _named(wanted) if wanted else []
    return {pk: full_name(given, family) for pk, given, family in found}


@keyed
def _named(ids: tuple[int, ...]) -> QuerySet[Person, tuple[int, str, str]]:
    return Person.objects.filter(pk__in=ids).values_list("pk", "given_name", "family_name")


@keyed
def _keyed(key: str) -> QuerySet[Person, Row]:
    return Person.objects.filter(key=key).values_list(*FACTS)


@keyed
def _those(ids: tuple[int, ...]) -> QuerySet[Person, Row]:
    return Person.objects.filter(pk__in=ids).values_list(*FACTS)


def people_by_id_or_key(person_id: int, key: str) -> list[PersonFacts]:
    """Somebody by id and somebody by key, who may be one and the same, or nobody; one query."""
    return [facts_of_columns(row) for row in _either(person_id, key)]


@keyed
def _either(person_id: int, key: str) -> QuerySet[Person, Row]:
    return Person.objects.filter(Q(pk=person_id) | Q(key=key)).values_list(*FACTS)


def person_named(text: str | int, among: Iterable[PersonFacts] = ()) -> PersonFacts:
    """A person by key, e-mail or id; refuses an unknown one and an e-mail that several share.

    A number (not text) is always an id: a payroll number may look like one. Whose key it is
    ``among`` people that were read before is not asked for again.
    """
    if isinstance(text, int):
        found_by_id = people_by_id([text] if text < ID_LIMIT else [])
        if text in found_by_id:
            return found_by_id[text]
    words = str(text).strip()
    if read := next((each for each in among if each.key == words), None):
        return read
    if (as_written := _keyed.first(words)) is not None:
        return facts_of_columns(as_written)
    by_key = _people().filter(key__iexact=words)
    by_mail = _people().filter(email__iexact=words)
    by_id = _people().filter(pk=int(words)) if _is_id(words) else _people().none()
    for rows in (by_key, by_mail, by_id):
        found = list(rows[:2]) if words else []
        if len(found) == 1:
            return facts_of_person(found[0])
        if found:
            several = _("Several people have the address %(text)s. Give the key of one.")
            raise Invalid({"requester": several % {"text": words[:60]}})
    raise Invalid({"requester": _nobody_called(words)})


def workers_of(unit_id: int) -> list[PersonFacts]:
    """Those who can be given the work of a unit: they have a post in the unit itself today."""
    return [facts_of_columns(row) for row in _workers(unit_id, timezone.localdate())]


@keyed
def _workers(unit_id: int, on: date) -> QuerySet[Person, Row]:
    held = positions_on(on).filter(unit=unit_id, role__in=IN_OWN_UNIT)
    rows = Person.objects.filter(pk__in=held.values("person")).values_list(*FACTS)
    return rows.order_by("family_name", "given_name", "pk")


def colleagues_of(person_id: int, limit: int = 200) -> list[PersonFacts]:
    """Those of the same office: of the same service at the same site, or of the same unit.

    The administration as a whole is nobody's office.
    """
    today = positions_on(timezone.localdate())
    own = today.filter(person=person_id).exclude(unit__kind=UnitKind.ADMINISTRATION)
    same_unit = today.filter(unit__in=own.values("unit"))
    found = Q(pk__in=same_unit.values("person"))
    me = Person.objects.filter(pk=person_id).first()
    if me and me.service and me.site_id:
        standing = Q(service=me.service, site=me.site_id, pk__in=today.values("person"))
        found |= standing
    rows = _people().filter(found).exclude(pk=person_id)
    return [
        facts_of_person(row) for row in rows.order_by("family_name", "given_name", "pk")[:limit]
    ]


def heads_of(unit_id: int) -> list[PersonFacts]:
    """Those who are appointed head or director of a unit itself today, a deputy among them."""
    held = positions_on(timezone.localdate()).filter(unit=unit_id, role__in=HEADS)
    rows = _people().filter(pk__in=held.values("person"))
    return [facts_of_person(row) for row in rows.order_by("family_name", "given_name", "pk")]


def administrators() -> list[int]:
    """The ids of those who administer a whole administration today: they run the house."""
    today = positions_on(timezone.localdate())
    held = today.filter(role=Role.ADMINISTRATOR, unit__kind=UnitKind.ADMINISTRATION)
    return sorted(set(held.values_list("person_id", flat=True)))


def headed_units(unit_ids: Iterable[int]) -> list[UnitFacts]:
    """Those of these units and of all above them that have a head today; four queries.

    These units first, then those above them, the nearest first.
    """
    ids = set(unit_ids)
    above = set(Reach.objects.filter(below__in=ids).values_list("above_id", flat=True)) | ids
    held = positions_on(timezone.localdate()).filter(unit__in=above, role__in=HEADS)
    rows = units_by_id(held.values_list("unit_id", flat=True))
    above_each = Reach.objects.filter(below__in=list(rows)).values_list("below_id")
    depths = dict(above_each.annotate(depth=Count("above_id")))
    return sorted(
        rows.values(), key=lambda unit: (unit.id not in ids, -depths.get(unit.id, 0), unit.key)
    )


def units_above(unit_ids: Iterable[int]) -> QuerySet[Reach, int]:
    """The ids of these units and of all above them; a subquery."""
    return Reach.objects.filter(below__in=list(unit_ids)).values_list("above_id", flat=True)


def units_below(unit_ids: Iterable[int]) -> set[int]:
    """The ids of these units and of all that stand below them today; one query."""
    rows = Reach.objects.filter(above__in=list(unit_ids), below__is_abolished=False)
    return set(rows.values_list("below_id", flat=True))


def site_of_person(person_id: int) -> QuerySet[Person, int | None]:
    """The id of the site where a person sits; a subquery, empty for one without."""
    return Person.objects.filter(pk=person_id, site__isnull=False).values_list(
        "site_id", flat=True
    )


def posts_of(person_id: int) -> set[int]:
    """The units in which a person holds a post today."""
    held = positions_on(timezone.localdate()).filter(person=person_id)
    return set(held.values_list("unit_id", flat=True))


def people_found(viewer: Viewer, text: str, limit: int = 20) -> list[PersonFacts]:
    """People whose name, key, address or office holds every word; for those who work only."""
    rows = people_matching(viewer, text).select_related("site")
    return [
        facts_of_person(row) for row in rows.order_by("family_name", "given_name", "pk")[:limit]
    ]


def people_matching(viewer: Viewer, text: str) -> QuerySet[Person]:
    """The same as rows in no order; all people that the viewer sees when no word is given."""
    wanted = Q()
    for word in fold(text[:200]).split():
        wanted &= Q(search_text__contains=word)
    return people_seen_by(viewer).filter(wanted)


def person_known_to(
    viewer: Viewer, text: str | int, among: Iterable[PersonFacts] = ()
) -> PersonFacts:
    """Somebody whom the viewer may look up, however named; of all others only by full e-mail.

    ``among`` as ``person_named`` has it. Refuses everybody else in the words for somebody who
    does not exist.
    """
    found = person_named(text, among)
    is_address = "@" in str(text) and found.email.casefold() == str(text).strip().casefold()
    if is_address or found.id == viewer.person_id:
        return found
    if viewer is not HOUSE and not is_person_seen_by(viewer, found.id, found.prefecture_id):
        raise Invalid({"requester": _nobody_called(text)})
    return found


def facts_of_person(row: Person) -> PersonFacts:
    """A row as others may have it."""
    return PersonFacts(
        row.pk,
        row.key,
        row.name,
        row.email,
        row.phone,
        row.service,
        row.site_id,
        row.site.prefecture_id if row.site else None,
        row.given_name,
        row.family_name,
    )


def facts_of_columns(row: Sequence[Any]) -> PersonFacts:
    """The same from the columns that FACTS names."""
    pk, key, email, phone, service, site_id, prefecture_id, given, family = row
    name = full_name(given, family)
    return PersonFacts(pk, key, name, email, phone, service, site_id, prefecture_id, given, family)


def _nobody_called(text: str | int) -> str:
    return _("Nobody is called %(text)s.") % {"text": str(text).strip()[:60]}


def _people() -> QuerySet[Person]:
    return Person.objects.select_related("site")


def _is_id(text: str) -> bool:
    """Whether the text can be a row's number; longer ones no database takes."""
    return text.isascii() and text.isdigit() and len(text) < 18


def people_with_role(role: str) -> set[int]:
    """The ids of all who hold a role today, wherever; for the house's own looks."""
    held = positions_on(timezone.localdate()).filter(role=role)
    return set(held.values_list("person_id", flat=True))
