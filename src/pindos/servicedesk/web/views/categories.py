"""Tending the catalogue: what there is, one category with its versions, and changing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pindos.kernel.errors import Forbidden
from pindos.kernel.pages import page_of
from pindos.kernel.web import Request
from pindos.organisation import queries as organisation
from pindos.organisation.terms import Role
from pindos.servicedesk import commands
from pindos.servicedesk.catalogue.shape import Content
from pindos.servicedesk.models import CategoryVersion
from pindos.servicedesk.queries import (
    Offered,
    all_categories,
    category_shown,
    shelves_of,
    version_of_category,
    versions_in_order,
)
from pindos.servicedesk.web.category_editor import CategoryEditor
from pindos.servicedesk.web.category_pages import (
    change_to_show,
    editor_page,
    preview_page,
    seen_by,
)
from pindos.servicedesk.web.category_words import differences, lines_of
from pindos.servicedesk.web.refusals import put_on

VERSIONS = 10  # a page


def _may(request: Request) -> None:
    if not request.viewer.holds(Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator changes the catalogue."))


@login_required
@require_GET
def category_list(request: Request) -> HttpResponse:
    """Every category under its group, retired ones too, or those that hold the words."""
    _may(request)
    words = request.GET.get("q", "")
    found = all_categories()
    context = {
        "shelves": shelves_of(found, words),
        "q": words[:100],
        "total": len(found),
        "groups": len({each.group_key for each in found}),
        "retired": sum(each.is_retired for each in found),
    }
    return render(request, "servicedesk/category_list.html", context)


@login_required
@require_GET
def category_show(request: Request, category: str) -> HttpResponse:
    """What it says now, its questions, and every version that it has had."""
    _may(request)
    offered = category_shown(category)
    after = request.GET.get("after", "")
    page = page_of(versions_in_order(offered.id), by=("-number",), after=after, size=VERSIONS)
    context = {
        "category": offered,
        "lines": [line for line in lines_of(offered.content) if line.text],
        "page": page,
        "versions": _told(offered, page.items),
    }
    return render(request, "servicedesk/category_show.html", context)


def _told(offered: Offered, rows: list[CategoryVersion]) -> list[dict[str, Any]]:
    """Each version with who made it, and what it said otherwise than what counts now."""
    people = organisation.people_by_id({row.made_by_id for row in rows if row.made_by_id})
    return [
        {
            "row": row,
            "person": people.get(row.made_by_id or 0),
            "is_current": row.pk == offered.version_id,
            "differences": differences(offered.content, row.content),
        }
        for row in rows
    ]


@login_required
@require_http_methods(["GET", "POST"])
def category_add(request: Request) -> HttpResponse:
    """A new one: written, looked at as the reporter will see it, then published."""
    _may(request)
    editor = CategoryEditor(None, request.GET.get("group", ""))
    if request.method == "GET":
        return editor_page(request, editor)
    step, content = _step(request, editor)
    if content is None:
        return editor_page(request, editor, has_failed=step in ("preview", "publish"))
    if step == "publish":
        with put_on(editor.form):
            row = commands.add_category(viewer=request.viewer, group=editor.group, content=content)
            messages.success(request, _("The category was added. It can be chosen from now on."))
            return redirect("servicedesk:category-show", row.key)
        return editor_page(request, editor, has_failed=True)
    return preview_page(request, editor, content)


@login_required
@require_http_methods(["GET", "POST"])
def category_edit(request: Request, category: str) -> HttpResponse:
    """Other words from now on: looked at before they are published; old tickets keep theirs."""
    _may(request)
    offered = category_shown(category)
    seen = seen_by(request, offered)
    editor = CategoryEditor(version_of_category(offered.id, seen["number"]), offered.group_key)
    if request.method == "GET":
        return editor_page(request, editor, offered, seen)
    step, content = _step(request, editor)
    if content is None:
        has_failed = step in ("preview", "publish")
        return editor_page(request, editor, offered, seen, has_failed=has_failed)
    with put_on(editor.form):
        shown = change_to_show(offered, content, editor.group, seen)
        if step != "publish":
            return preview_page(request, editor, shown, offered, seen)
        commands.change_category(
            viewer=request.viewer,
            key=offered.key,
            content=content,
            group=editor.group,
            seen=seen,
        )
        messages.success(request, _("The new version counts from now on."))
        return redirect("servicedesk:category-show", offered.key)
    return editor_page(request, editor, category_shown(category), seen, has_failed=True)


def _step(request: Request, editor: CategoryEditor) -> tuple[str, Content | None]:
    """What the button meant, and what was written when it is to be looked at or published."""
    assert isinstance(request.POST, QueryDict)
    step = request.POST.get("step", "preview")
    if step in ("preview", "publish"):
        return step, editor.read(request.POST)
    editor.take(request.POST, step)
    return step, None


def _set(command: Callable[..., Any], said: Promise) -> Callable[..., HttpResponse]:
    @login_required
    @require_POST
    def page(request: Request, category: str, **more: Any) -> HttpResponse:
        command(viewer=request.viewer, key=category, **more)
        messages.success(request, str(said))
        return redirect("servicedesk:category-show", category)

    return page


category_retire = _set(
    commands.retire_category, gettext_lazy("Nobody can choose it any longer; tickets keep it.")
)
category_offer = _set(commands.offer_category, gettext_lazy("It can be chosen again."))
category_restore = _set(
    commands.restore_category, gettext_lazy("What it said then counts from now on.")
)


@login_required
@require_POST
def category_place(request: Request, category: str) -> HttpResponse:
    """One place higher or lower in its group."""
    is_up = request.POST.get("to") == "up"
    commands.place_category(viewer=request.viewer, key=category, is_up=is_up)
    messages.success(request, _("It stands elsewhere in its group now."))
    return redirect("servicedesk:category-list")


PAGES = [
    ("", category_show, "category-show"),
    ("edit/", category_edit, "category-edit"),
    ("retire/", category_retire, "category-retire"),
    ("offer/", category_offer, "category-offer"),
    ("place/", category_place, "category-place"),
    ("restore/<int:number>/", category_restore, "category-restore"),
]
