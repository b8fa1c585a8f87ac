"""Pages of people: search, show, add, edit."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pindos.kernel import slots
from pindos.kernel.clashes import say_meanwhile, to_edit
from pindos.kernel.drafting import fill, kept_instead, restored
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import NotFound
from pindos.kernel.filtering import EVERYTHING, Condition, Op, list_page
from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request
from pindos.organisation.commands import add_person, change_person
from pindos.organisation.commands.imports import columns_of
from pindos.organisation.commands.rights import right_over_person
from pindos.organisation.commands.taking import note_table_taken
from pindos.organisation.models import Person, Position
from pindos.organisation.queries.language import in_language
from pindos.organisation.queries.listed import BY_NAME, PEOPLE, with_positions
from pindos.organisation.queries.people import people_matching
from pindos.organisation.queries.positions import positions_of
from pindos.organisation.tables import write_table
from pindos.organisation.terms import Register, Role
from pindos.organisation.web.editing import EDIT, may, saved
from pindos.organisation.web.forms import PersonForm
from pindos.organisation.web.sites import download

HERE = "organisation:person-list"
NEW = "person:new"
FIELDS = ("given_name", "family_name", "email", "phone", "service", "site_id")
EXPORTED = ("key", "given_name", "family_name", "email", "phone", "service", "site")


@login_required
@require_safe
def person_list(request: Request) -> HttpResponse:
    """People by the words of their name, key, address or office."""
    asked = without_invisible(request.GET.get("q", ""))[:200].strip()
    words = {"q": asked, "may_edit": request.viewer.holds(Role.ADMINISTRATOR)}
    return list_page(
        request,
        PEOPLE,
        "organisation/person_list.html",
        lambda rows: words,
        within=Condition("text", Op.CONTAINS, (asked,)) if asked else EVERYTHING,
        dressed=with_positions,
    )


@login_required
@require_safe
def person_show(request: Request, person_id: int) -> HttpResponse:
    """A person: where they sit, how they are reached, where they stand."""
    person = _person(request, person_id)
    today = timezone.localdate()
    held = positions_of([person_id])
    rows = [
        {
            "facts": each,
            "role": Role(each.role).label,
            "is_held": each.is_held(today),
            "is_over": each.is_over(today),
            "may_edit": each.unit_id in request.viewer.units_as(Role.ADMINISTRATOR),
        }
        for each in held
    ]
    words = {
        "person": person,
        "positions": rows,
        "held": [row for row in rows if row["is_held"]],
        "may_edit": may(lambda: right_over_person(request.viewer, person)),
        "may_appoint": request.viewer.holds(Role.ADMINISTRATOR),
        "panels": mark_safe(slots.render("organisation.person", request.viewer, person_id)),
        "here": HERE,
    }
    return render(request, "organisation/person_show.html", words)


@login_required
def person_add(request: Request) -> HttpResponse:
    """A new person."""
    if not request.viewer.holds(Role.ADMINISTRATOR):
        raise NotFound()
    if kept := kept_instead(request, NEW):
        return kept
    draft = restored(request, NEW)
    named = {"email": request.GET.get("email", "")[:200]}
    form = PersonForm(request.POST or None, is_new=True, initial=named)
    fill(form, draft)
    if request.method == "POST":
        done = saved(form, partial(_add, request), _now)
        if done.row:
            drop_draft(request.viewer, NEW)
            said = _("%(name)s is known now. Next: give a position.")
            messages.success(request, said % {"name": done.row})
            return redirect("organisation:person-show", done.row.pk)
    status = 422 if form.is_bound else 200
    words = {"form": form, "draft": draft, "here": HERE}
    return render(request, "organisation/person_form.html", words, status=status)


@login_required
def person_edit(request: Request, person_id: int) -> HttpResponse:
    """What is known of a person, to be put right."""
    person = _person(request, person_id)
    if not may(lambda: right_over_person(request.viewer, person)):
        raise NotFound()
    name = f"person:{person_id}"
    if kept := kept_instead(request, name):
        return kept
    initial = to_edit(person, FIELDS, _now(person))
    form = PersonForm(request.POST or None, is_new=False, own_site=person.site, initial=initial)
    draft = restored(request, name)
    fill(form, draft)
    sides = []
    if request.method == "POST":
        act = partial(change_person, viewer=request.viewer, person_id=person_id)
        done = saved(form, act, _now, FIELDS)
        if done.row:
            drop_draft(request.viewer, name)
            messages.success(request, _("The person is saved."))
            say_meanwhile(request, form, done.row)
            return redirect("organisation:person-show", person_id)
        sides = done.sides
    status = 422 if form.is_bound else 200
    words = {"form": form, "person": person, "sides": sides, "draft": draft, "here": HERE}
    return render(request, "organisation/person_form.html", words, status=status)


@login_required
@require_safe
def person_export(request: Request) -> HttpResponse:
    """All people as a table that can be imported again; for administrators."""
    if not request.viewer.holds(Role.ADMINISTRATOR):
        raise NotFound()
    names = columns_of(Register.PEOPLE).names
    people = Person.objects.select_related("site").order_by(*BY_NAME)
    cells = [
        [
            row.key,
            row.given_name,
            row.family_name,
            row.email,
            row.phone,
            row.service,
            row.site.key if row.site else "",
        ]
        for row in people
    ]
    note_table_taken(Person(pk=0), register=Register.PEOPLE, rows=len(cells), by=request.viewer)
    return download(write_table([names[each][0] for each in EXPORTED], cells), "people.csv")


def said_of(position: Position) -> str:
    """A position in a few words."""
    name = in_language(position.unit.name_el, position.unit.name_en)
    return f"{position.get_role_display()}, {name}"


def _person(request: Request, person_id: int) -> Person:
    """A person, for those who may search people."""
    rows = people_matching(request.viewer, "").select_related("site")
    person = rows.filter(pk=person_id).first()
    if person is None:
        raise NotFound()
    return person


def _add(request: Request, **fields: object) -> Person:
    for name in EDIT:
        fields.pop(name, None)
    fields["site"] = int(str(fields["site"])) if fields["site"] else None
    return add_person(viewer=request.viewer, **fields)  # type: ignore[arg-type]


def _now(person: Person) -> dict[str, str]:
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": person.email,
        "phone": person.phone,
        "service": person.service,
        "site": str(person.site_id or ""),
    }
