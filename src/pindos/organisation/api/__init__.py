"""The organisation over HTTP: who answers for what, sites, people, positions."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Status

from pindos.kernel.errors import Forbidden
from pindos.kernel.filtering import Filter, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request
from pindos.organisation import commands
from pindos.organisation.api import charts
from pindos.organisation.api.router import router
from pindos.organisation.api.schemas import (
    CompetentOut,
    DaysIn,
    EndIn,
    PersonIn,
    PersonOut,
    PersonPageOut,
    PersonPatchIn,
    PositionIn,
    PositionOut,
    PositionPageOut,
    PrefectureOut,
    SiteIn,
    SiteOut,
    SitePageOut,
    SitePatchIn,
    Size,
    Text,
    UnitOut,
    VersionIn,
    Words,
)
from pindos.organisation.api.writing import writer
from pindos.organisation.models import Person, Position, Prefecture, Site, Unit
from pindos.organisation.queries import (
    Competent,
    competent_unit,
    person_facts,
    prefecture_named,
)
from pindos.organisation.queries.listed import PEOPLE, POSITIONS, SITES, UNITS
from pindos.organisation.queries.people import people_matching
from pindos.organisation.queries.places import living_prefectures
from pindos.organisation.rights import SEEING

__all__ = ["charts", "router"]


@router.get("/prefectures", response=list[PrefectureOut])
def list_prefectures(request: HttpRequest) -> QuerySet[Prefecture]:
    """Every prefecture of the charts that are loaded."""
    return living_prefectures().select_related("administration")


@router.get("/units", response=list[UnitOut])
def list_units(request: Request, filter: Filter = "", sort: Sort = "") -> QuerySet[Unit]:  # noqa: A002
    """Every unit, and what it answers for; ``filter`` asks any column of the list units."""
    rows = UNITS.with_values(UNITS.found(request.viewer, filter))
    return UNITS.in_order(rows, UNITS.ordered_by(sort))


@router.get("/competent", response=CompetentOut)
def competent(request: HttpRequest, prefecture: Text, competence: Text) -> dict[str, str]:
    """Who is competent for something in a prefecture, by which clause and why."""
    found: Competent = competent_unit(competence, prefecture_named(prefecture).id)
    return {
        "unit": found.unit_key,
        "name": found.unit_name,
        "clause": found.clause,
        "why": found.why,
    }


@router.get("/sites", response=SitePageOut)
def list_sites(
    request: Request,
    prefecture: Text = "",
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: str = "",
    size: Size = PAGE,
) -> Any:
    """The sites of a prefecture, or all, closed ones too.

    ``filter`` asks anything of any column of the list sites; ``sort`` is a column.
    """
    rows = Site.objects.select_related("prefecture")
    if prefecture:
        rows = rows.filter(prefecture=prefecture_named(prefecture).id)
    rows = SITES.narrowed(request.viewer, rows, SITES.read(filter))
    return SITES.page_of(rows, sort, after, size)


@router.post("/sites", response={201: SiteOut})
def add_site(request: HttpRequest, body: SiteIn) -> Status[Site]:
    """Make a site known."""
    return Status(201, commands.add_site(viewer=writer(request), **body.dict()))


@router.patch("/sites/{int:site_id}", response=SiteOut)
def change_site(request: HttpRequest, site_id: int, body: SitePatchIn) -> Site:
    """Change a site."""
    given = body.dict(exclude_unset=True)
    return commands.change_site(viewer=writer(request), site_id=site_id, **given)


@router.post("/sites/{int:site_id}/close", response=SiteOut)
def close_site(request: HttpRequest, site_id: int, body: VersionIn) -> Site:
    """Nobody sits there any more."""
    return commands.close_site(viewer=writer(request), site_id=site_id, version=body.version)


@router.post("/sites/{int:site_id}/reopen", response=SiteOut)
def reopen_site(request: HttpRequest, site_id: int, body: VersionIn) -> Site:
    """People sit there again."""
    return commands.reopen_site(viewer=writer(request), site_id=site_id, version=body.version)


@router.get("/people", response=PersonPageOut)
def list_people(
    request: Request,
    q: Words = "",
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: str = "",
    size: Size = PAGE,
) -> Any:
    """People by the words of their name, key, address or office; for those who work only.

    ``filter`` asks anything of any column of the list people; ``sort`` is a column.
    """
    viewer = request.viewer
    if not viewer.holds(*SEEING):
        raise Forbidden(_("Only those who work on tickets may search people."))
    rows = PEOPLE.narrowed(viewer, people_matching(viewer, q), PEOPLE.read(filter))
    return PEOPLE.page_of(_people(rows), sort, after, size)


@router.post("/people", response={201: PersonOut})
def add_person(request: HttpRequest, body: PersonIn) -> Status[Person]:
    """Make a person known."""
    return Status(201, commands.add_person(viewer=writer(request), **body.dict()))


@router.patch("/people/{int:person_id}", response=PersonOut)
def change_person(request: HttpRequest, person_id: int, body: PersonPatchIn) -> Person:
    """Change a person."""
    given = body.dict(exclude_unset=True)
    if "site" in given:
        given["site"] = given["site"] or ""
    return commands.change_person(viewer=writer(request), person_id=person_id, **given)


@router.get("/positions", response=PositionPageOut)
def list_positions(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: str = "",
    size: Size = PAGE,
) -> Any:
    """What people hold, held or will hold, of those whom you may look up."""
    if not request.viewer.holds(*SEEING):
        raise Forbidden(_("Only those who work on tickets may search people."))
    return POSITIONS.page_for(request.viewer, filter, sort, after, size)


@router.post("/positions", response={201: PositionOut})
def add_position(request: HttpRequest, body: PositionIn) -> Status[Position]:
    """Give a person a role in a unit."""
    given = body.dict()
    person = person_facts(given.pop("person"))
    return Status(
        201, commands.appoint_person(viewer=writer(request), person_id=person.id, **given)
    )


@router.patch("/positions/{int:position_id}", response=PositionOut)
def change_position(request: HttpRequest, position_id: int, body: DaysIn) -> Position:
    """Put the days of a position right."""
    viewer = writer(request)
    return commands.change_position(viewer=viewer, position_id=position_id, **body.dict())


@router.post("/positions/{int:position_id}/end", response=PositionOut)
def end_position(request: HttpRequest, position_id: int, body: EndIn) -> Position:
    """Give a position its last day."""
    return commands.end_position(viewer=writer(request), position_id=position_id, on=body.on)


def _people(rows: QuerySet[Person]) -> QuerySet[Person]:
    held = Prefetch("positions", Position.objects.select_related("unit").order_by("starts_on"))
    return rows.select_related("site").prefetch_related(held)
