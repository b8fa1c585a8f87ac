"""Pages of sites: list, add, edit, close."""

from collections.abc import Sequence
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.clashes import say_meanwhile, to_edit
from pindos.kernel.drafting import fill, kept_instead, restored
from pindos.kernel.drafts import drop_draft
from pindos.kernel.errors import NotFound
from pindos.kernel.filtering import EVERYTHING, Condition, Op, list_page
from pindos.kernel.text import fold
from pindos.kernel.web import Request
from pindos.organisation.commands import add_site, change_site, close_site, reopen_site
from pindos.organisation.commands.imports import columns_of
from pindos.organisation.commands.rights import right_over_place
from pindos.organisation.commands.taking import note_table_taken
from pindos.organisation.models import Site
from pindos.organisation.queries import prefectures
from pindos.organisation.queries.listed import SITES
from pindos.organisation.rights import SEEING
from pindos.organisation.tables import write_table
from pindos.organisation.terms import Register, Role
from pindos.organisation.web.editing import EDIT, may, saved
from pindos.organisation.web.forms import SiteForm

HERE = "organisation:site-list"
NEW = "site:new"
FIELDS = ("name_el", "prefecture_id", "municipality_id", "address", "phone")


@login_required
@require_safe
def site_list(request: Request) -> HttpResponse:
    """The sites, of one prefecture or all."""
    places = prefectures()
    chosen = request.GET.get("prefecture", "")
    is_one = chosen in {place.key for place in places}
    within = Condition("prefecture", Op.EQ, (chosen,)) if is_one else EVERYTHING

    def words(rows: Sequence[Site]) -> dict[str, object]:
        found = SITES.found(request.viewer, within)
        return {
            "places": places,
            "chosen": chosen,
            "open_count": found.filter(is_closed=False).count(),
            "may_edit": request.viewer.holds(Role.ADMINISTRATOR),
        }

    template = "organisation/site_list.html"
    return list_page(request, SITES, template, words, within=within, dressed=SITES.with_values)


@login_required
def site_add(request: Request) -> HttpResponse:
    """A new site."""
    if not request.viewer.holds(Role.ADMINISTRATOR):
        raise NotFound()
    if kept := kept_instead(request, NEW):
        return kept
    draft = restored(request, NEW)
    form = SiteForm(request.POST or None, is_new=True)
    fill(form, draft)
    if request.method == "POST":
        done = saved(form, partial(_add, request), _now)
        if isinstance(done.row, Site):
            drop_draft(request.viewer, NEW)
            said = _("%(name)s is among the sites now.")
            messages.success(request, said % {"name": done.row.name_el})
            return redirect("organisation:site-list")
    status = 422 if form.is_bound else 200
    words = {"form": form, "draft": draft, "here": HERE}
    return render(request, "organisation/site_form.html", words, status=status)


@login_required
def site_edit(request: Request, site_id: int) -> HttpResponse:
    """A site, to be put right or closed."""
    site = Site.objects.select_related("prefecture", "municipality").filter(pk=site_id).first()
    if site is None or not may(lambda: right_over_place(request.viewer, site.prefecture)):
        raise NotFound()
    name = f"site:{site_id}"
    if kept := kept_instead(request, name):
        return kept
    initial = to_edit(site, FIELDS, _now(site))
    form = SiteForm(request.POST or None, is_new=False, initial=initial)
    draft = restored(request, name)
    fill(form, draft)
    sides = []
    if request.method == "POST":
        act = partial(change_site, viewer=request.viewer, site_id=site_id)
        done = saved(form, act, _now, FIELDS)
        if done.row:
            drop_draft(request.viewer, name)
            messages.success(request, _("The site is saved."))
            say_meanwhile(request, form, done.row)
            return redirect("organisation:site-list")
        sides = done.sides
    status = 422 if form.is_bound else 200
    words = {"form": form, "site": site, "sides": sides, "draft": draft, "here": HERE}
    return render(request, "organisation/site_form.html", words, status=status)


@login_required
@require_POST
def site_close(request: Request, site_id: int) -> HttpResponse:
    """Nobody sits there any more."""
    site = close_site(viewer=request.viewer, site_id=site_id)
    words = _("%(name)s is closed and is offered no longer. It can be opened again.")
    messages.success(request, words % {"name": site.name_el})
    return redirect("organisation:site-list")


@login_required
@require_POST
def site_reopen(request: Request, site_id: int) -> HttpResponse:
    """People sit there again."""
    site = reopen_site(viewer=request.viewer, site_id=site_id)
    messages.success(request, _("%(name)s is open again.") % {"name": site.name_el})
    return redirect("organisation:site-list")


@login_required
@require_safe
def site_export(request: Request) -> HttpResponse:
    """All open sites as a table that can be imported again."""
    if not request.viewer.holds(*SEEING):
        raise NotFound()
    names = columns_of(Register.SITES).names
    rows = Site.objects.filter(is_closed=False).select_related("prefecture", "municipality")
    cells = [
        [
            row.key,
            row.name_el,
            row.prefecture.key,
            row.municipality.name_el if row.municipality else "",
            row.address,
            row.phone,
        ]
        for row in rows.order_by("key")
    ]
    note_table_taken(Site(pk=0), register=Register.SITES, rows=len(cells), by=request.viewer)
    return download(write_table([each[0] for each in names.values()], cells), "sites.csv")


def download(content: bytes, name: str) -> HttpResponse:
    """A table as a file."""
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{fold(name)}"'
    return response


def _add(request: Request, **fields: object) -> Site:
    for name in EDIT:
        fields.pop(name, None)
    return add_site(viewer=request.viewer, **fields)  # type: ignore[arg-type]


def _now(site: Site) -> dict[str, str]:
    return {
        "name": site.name_el,
        "prefecture": site.prefecture.key,
        "municipality": site.municipality.name_el if site.municipality else "",
        "address": site.address,
        "phone": site.phone,
    }
