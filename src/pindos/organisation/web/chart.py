"""The statute at work: the chart, each unit, and who is competent."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.web import Request
from pindos.organisation.models import Administration, Duty, Prefecture, Site, Unit
from pindos.organisation.queries import competent_unit, prefecture_named
from pindos.organisation.queries.jurisdiction import positions_on
from pindos.organisation.queries.language import in_language
from pindos.organisation.queries.places import living_prefectures
from pindos.organisation.queries.seen import people_seen_by
from pindos.organisation.queries.units import facts_of, units
from pindos.organisation.rights import SEEING
from pindos.organisation.terms import CLAUSES, Competence, Role, UnitKind
from pindos.organisation.web.forms import WhoForm

HERE = "organisation:chart-show"
DEFAULT = Competence.SUPPORT_USERS


@login_required
@require_safe
def chart_show(request: Request) -> HttpResponse:
    """The chart of an administration; for any prefecture and competence, who is competent."""
    known = list(Administration.objects.order_by("key"))
    if not known:
        nothing = {"command": "pindos chart load FILE", "here": HERE}
        return render(request, "organisation/chart_empty.html", nothing)
    own = _administration(request, known)
    places = list(living_prefectures().filter(administration=own))
    answering = _answering(own)
    form = WhoForm(request.GET if "competence" in request.GET else None, administration_id=own.pk)
    words = {
        "known": _names(known),
        "own": own,
        "name": in_language(own.name_el, own.name_en),
        "seat": next((_place(each) for each in places if each.is_seat), None),
        "places": [_place(each) | {"unit": answering.get(each.pk)} for each in places],
        "tree": _tree(own),
        "local_count": sum(1 for each in places if not each.is_seat),
        "form": form,
        "answer": _answer(form),
        "may_write": _may_write(request.viewer, own),
        "has_local": Unit.objects.filter(administration=own, prefecture__isnull=False).exists(),
        "here": HERE,
    }
    return render(request, "organisation/chart_show.html", words)


@login_required
@require_safe
def unit_show(request: Request, key: str) -> HttpResponse:
    """A unit: what it answers for, by which clause, who stands there, where people sit."""
    rows = Unit.objects.select_related("parent", "prefecture", "administration")
    unit = rows.filter(key=key).first()
    if unit is None:
        raise NotFound()
    sees_people = request.viewer.holds(*SEEING)
    sites = Site.objects.filter(prefecture=unit.prefecture_id, is_closed=False)
    words = {
        "unit": unit,
        "name": in_language(unit.name_el, unit.name_en),
        "parent": facts_of(unit.parent) if unit.parent else None,
        "below": [facts_of(row) for row in units().filter(parent=unit)],
        "place": _place(unit.prefecture) if unit.prefecture else None,
        "duties": _duties_of(unit),
        "holders": _holders(request.viewer, unit) if sees_people else [],
        "sees_people": sees_people,
        "may_write": _may_write(request.viewer, unit.administration),
        "sites": list(sites.order_by("name_el")) if unit.prefecture_id else [],
        "here": HERE,
    }
    return render(request, "organisation/unit_show.html", words)


def _may_write(viewer: Viewer, own: Administration) -> bool:
    """Whether the viewer keeps this chart."""
    root = Unit.objects.filter(administration=own, parent=None).first()
    return root is not None and bool(viewer.capacity_over(root.pk, [Role.ADMINISTRATOR]))


def _administration(request: Request, known: list[Administration]) -> Administration:
    """The one that was asked for, else the viewer's own, else the first."""
    asked = request.GET.get("administration", "")
    own_units = {post.unit_id for post in request.viewer.posts}
    own = Unit.objects.filter(pk__in=own_units).values_list("administration_id", flat=True)
    mine = set(own)
    fitting = [each for each in known if each.key == asked] or [
        each for each in known if each.pk in mine
    ]
    return (fitting or known)[0]


def _names(known: list[Administration]) -> list[tuple[str, str]]:
    """Each administration by the short name of its root unit."""
    roots = Unit.objects.filter(parent=None, administration__in=known)
    short = dict(roots.values_list("key", "short_el"))
    return [(each.key, in_language(short.get(each.key, each.key), each.name_en)) for each in known]


def _answering(own: Administration) -> dict[int, dict[str, str]]:
    """For each prefecture the unit that supports its users."""
    duties = Duty.objects.filter(
        competence=DEFAULT, prefecture__administration=own, unit__is_abolished=False
    )
    return {
        duty.prefecture_id: {
            "key": duty.unit.key,
            "short": duty.unit.short_el,
            "name": in_language(duty.unit.name_el, duty.unit.name_en),
        }
        for duty in duties.select_related("unit")
        if duty.prefecture_id is not None
    }


def _answer(form: WhoForm) -> dict[str, Any] | None:
    """Who is competent, if the question was whole."""
    if not form.is_bound or not form.is_valid():
        return None
    place = prefecture_named(form.cleaned_data["prefecture"])
    competence = Competence(form.cleaned_data["competence"])
    try:
        found = competent_unit(competence, place.id)
    except Refused as error:
        return {"refused": str(error)}
    return {"found": found, "place": place, "competence": competence.label}


def _tree(own: Administration) -> list[dict[str, Any]]:
    """The units with what they answer for, the administration first, departments beneath."""
    rows = list(
        units().filter(administration=own).select_related("prefecture").prefetch_related("duties")
    )
    kinds = list(UnitKind)
    rows.sort(key=lambda row: (kinds.index(UnitKind(row.kind)), row.prefecture_id or 0, row.key))
    return [
        {
            "facts": facts_of(row),
            "kind": row.get_kind_display(),
            "seat": row.seat_el,
            "count": len({duty.competence for duty in row.duties.all()}),
            "unverified": row.unverified,
        }
        for row in rows
    ]


def _duties_of(unit: Unit) -> list[dict[str, Any]]:
    """What a unit answers for: each competence once, with its clause and the prefectures."""
    found: dict[str, list[Prefecture]] = {}
    for duty in unit.duties.select_related("prefecture").order_by("competence"):
        found.setdefault(duty.competence, [])
        if duty.prefecture:
            found[duty.competence].append(duty.prefecture)
    order = Competence.values
    return [
        {
            "label": Competence(competence).label,
            "clause": CLAUSES[competence],
            "places": [in_language(each.name_el, each.name_en) for each in places],
        }
        for competence, places in sorted(found.items(), key=lambda item: order.index(item[0]))
    ]


def _holders(viewer: Viewer, unit: Unit) -> list[dict[str, Any]]:
    """Who has a position in the unit today, as far as the viewer may look people up."""
    held = positions_on(timezone.localdate()).filter(unit=unit, person__in=people_seen_by(viewer))
    held = held.select_related("person")
    rows = held.order_by("person__family_name", "person__given_name")[:200]
    return [
        {"person": row.person, "role": row.get_role_display(), "since": row.starts_on}
        for row in rows
    ]


def _place(row: Prefecture) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": in_language(row.name_el, row.name_en),
        "genitive": in_language(row.genitive_el, row.name_en),
        "column": row.tile_column,
        "row": row.tile_row,
        "is_seat": row.is_seat,
        "unverified": row.unverified,
    }
