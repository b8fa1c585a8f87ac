"""The lists of the organisation as the house knows them: people, positions, sites, units."""

from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.filtering import (
    Choice,
    Column,
    Day,
    Listing,
    Option,
    Text,
    WordsOf,
    YesNo,
    choice,
    register,
)
from pindos.organisation.models import Duty, Person, Position, Site, Unit
from pindos.organisation.queries.columns import (
    name_of_unit,
    person_kind,
    prefecture_kind,
    site_kind,
    unit_kind,
)
from pindos.organisation.queries.jurisdiction import positions_on
from pindos.organisation.queries.language import in_language
from pindos.organisation.queries.seen import people_seen_by
from pindos.organisation.rights import SEEING
from pindos.organisation.terms import Competence, Role, UnitKind

BY_NAME = ("family_name", "given_name", "id")


def looks_people_up(viewer: Viewer) -> bool:
    """Whether the lists of people and sites are open to somebody."""
    return viewer.holds(*SEEING)


def with_positions(rows: QuerySet[Person]) -> QuerySet[Person]:
    """People with their sites and what they hold today."""
    held = positions_on(timezone.localdate()).select_related("unit").order_by("unit__key")
    return rows.select_related("site__prefecture").prefetch_related(
        Prefetch("positions", held, to_attr="held_today")
    )


def positions_seen_by(viewer: Viewer) -> QuerySet[Position]:
    """What the people hold, held or will hold whom the viewer may look up."""
    return Position.objects.filter(person__in=people_seen_by(viewer).values("pk"))


def _roles(viewer: Viewer) -> list[Option]:
    def held(role: str) -> Option:
        def asks(viewer: Viewer, now: datetime) -> Q:
            today = timezone.localdate(now)
            return Q(pk__in=positions_on(today).filter(role=role).values("person"))

        return Option(role, Role(role).label, asks=asks)

    return [held(role) for role in Role.values]


def _stands_in(ids: frozenset[int]) -> Q:
    held = positions_on(timezone.localdate()).filter(unit__in=ids)
    return Q(pk__in=held.values("person"))


def _has_post(viewer: Viewer, now: datetime) -> Q:
    return Q(pk__in=positions_on(timezone.localdate(now)).values("person"))


def _held(viewer: Viewer, now: datetime) -> Q:
    today = timezone.localdate(now)
    return Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))


def _is_held(row: Position) -> bool:
    today = timezone.localdate()
    return row.starts_on <= today and (row.ends_on is None or row.ends_on >= today)


def _competences(viewer: Viewer) -> list[Option]:
    def answered(competence: str) -> Option:
        def asks(viewer: Viewer, now: datetime) -> Q:
            return Q(pk__in=Duty.objects.filter(competence=competence).values("unit"))

        return Option(competence, Competence(competence).label, asks=asks)

    return [answered(competence) for competence in Competence.values]


def competences_of(unit: Unit) -> list[str]:
    """What a unit answers for, each once."""
    return sorted({str(Competence(duty.competence).label) for duty in unit.duties.all()})


PEOPLE = register(
    Listing(
        key="people",
        label=_("People"),
        columns=(
            Column("name", _("Name"), Text(), "family_name", BY_NAME[:2], lambda row: row.name),
            Column(
                "text",
                _("Name, office, key or e-mail"),
                WordsOf(folded="search_text"),
                is_shown=False,
            ),
            Column("key", pgettext_lazy("code", "Key"), Text(), "key", ("key",)),
            Column("email", _("E-mail"), Text(), "email", ("email",)),
            Column("phone", _("Telephone"), Text(), "phone", ("phone",)),
            Column("office", _("Office"), Text(), "service", ("service",)),
            Column(
                "site",
                pgettext_lazy("building", "Site"),
                site_kind(),
                "site",
                ("site__name_el",),
                lambda row: row.site.name_el if row.site else None,
            ),
            Column(
                "prefecture",
                _("Prefecture"),
                prefecture_kind(),
                "site__prefecture",
                ("site__prefecture__name_el",),
                lambda row: row.site.prefecture.name_el if row.site else None,
            ),
            Column(
                "role",
                _("Role today"),
                Choice(_roles),
                get=lambda row: ", ".join(
                    dict.fromkeys(str(each.get_role_display()) for each in row.held_today)
                ),
            ),
            Column(
                "unit",
                _("Unit today"),
                unit_kind(_stands_in),
                get=lambda row: ", ".join(
                    dict.fromkeys(str(name_of_unit(each.unit)) for each in row.held_today)
                ),
            ),
            Column(
                "post",
                _("Has a position today"),
                YesNo(_has_post),
                get=lambda row: bool(row.held_today),
            ),
        ),
        rows=people_seen_by,
        order=BY_NAME,
        page="organisation:person-list",
        shown=("name", "office", "site", "role", "unit"),
        is_open_to=looks_people_up,
        prefetched=with_positions,
        address=lambda row: reverse("organisation:person-show", args=[row.pk]),
    )
)

POSITIONS = register(
    Listing(
        key="positions",
        label=_("Positions"),
        columns=(
            Column(
                "person",
                _("Person"),
                person_kind(is_ever_nobody=False),
                "person",
                ("person__family_name", "person__given_name"),
                lambda row: row.person.name,
            ),
            Column("role", _("Role"), choice(Role), "role", ("role",)),
            Column(
                "unit",
                _("Unit"),
                unit_kind(),
                "unit",
                ("unit__name_el",),
                lambda row: name_of_unit(row.unit),
            ),
            Column("from", _("From"), Day(), "starts_on", ("starts_on",)),
            Column("until", _("Until"), Day(), "ends_on", ("ends_on",)),
            Column("held", _("Held today"), YesNo(_held), get=_is_held),
        ),
        rows=positions_seen_by,
        order=("person__family_name", "person__given_name", "id"),
        page="organisation:position-list",
        shown=("person", "role", "unit", "from", "until"),
        is_open_to=looks_people_up,
        related=("person", "unit"),
        address=lambda row: reverse("organisation:person-show", args=[row.person_id]),
    )
)

SITES = register(
    Listing(
        key="sites",
        label=_("Sites"),
        columns=(
            Column("name", pgettext_lazy("building", "Site"), Text(), "name_el", ("name_el",)),
            Column("key", pgettext_lazy("code", "Key"), Text(), "key", ("key",)),
            Column(
                "prefecture",
                _("Prefecture"),
                prefecture_kind(),
                "prefecture",
                ("prefecture__name_el",),
                lambda row: row.prefecture.name_el,
            ),
            Column(
                "municipality",
                _("Municipality"),
                Text(),
                "municipality__name_el",
                ("municipality__name_el",),
            ),
            Column("address", _("Address"), Text(is_small=True), "address", ("address",)),
            Column("phone", _("Telephone"), Text(), "phone", ("phone",)),
            Column(
                "closed", pgettext_lazy("site", "Closed"), YesNo(), "is_closed", ("is_closed",)
            ),
        ),
        rows=lambda viewer: Site.objects.all(),
        order=("key",),
        page="organisation:site-list",
        shown=("name", "prefecture", "address", "phone"),
        is_open_to=looks_people_up,
        related=("prefecture", "municipality"),
    )
)

UNITS = register(
    Listing(
        key="units",
        label=_("Units"),
        columns=(
            Column("name", _("Unit"), Text(is_small=True), "name_el", ("name_el",), name_of_unit),
            Column("key", pgettext_lazy("code", "Key"), Text(), "key", ("key",)),
            Column("short", _("Short name"), Text(), "short_el", ("short_el",)),
            Column("kind", _("Kind"), choice(UnitKind), "kind", ("kind",)),
            Column(
                "parent",
                _("Belongs to"),
                unit_kind(),
                "parent",
                ("parent__name_el",),
                lambda row: name_of_unit(row.parent),
            ),
            Column(
                "prefecture",
                _("Prefecture"),
                prefecture_kind(),
                "prefecture",
                ("prefecture__name_el",),
                lambda row: (
                    in_language(row.prefecture.name_el, row.prefecture.name_en)
                    if row.prefecture
                    else None
                ),
            ),
            Column("seat", _("Seat"), Text(), "seat_el", ("seat_el",)),
            Column(
                "competence",
                _("Competence"),
                Choice(_competences),
                get=lambda row: ", ".join(competences_of(row)),
            ),
        ),
        rows=lambda viewer: Unit.objects.filter(is_abolished=False),
        order=("key",),
        page="organisation:unit-list",
        shown=("name", "kind", "seat", "competence"),
        related=("parent", "prefecture"),
        prefetched=lambda rows: rows.prefetch_related("duties"),
        address=lambda row: reverse("organisation:unit-show", args=[row.key]),
    )
)
