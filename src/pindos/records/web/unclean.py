"""Pages of files that are not clean, for who keeps the administration."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.filtering import list_page
from pindos.kernel.refusals import put_on
from pindos.kernel.web import Request
from pindos.records.commands import (
    release_file,
    remove_file,
    rescan_file,
    try_scanner,
    withhold_file,
)
from pindos.records.listings import UNCLEAN
from pindos.records.options import SCANNER
from pindos.records.queries import places_of, scans, unclean_file
from pindos.records.terms import Scan
from pindos.records.web.forms import ReleaseForm, RemoveForm

LIST = "records:unclean-list"
SHOW = "records:unclean-show"


@login_required
@require_safe
def unclean_list(request: Request) -> HttpResponse:
    """The files that are infected or could not be scanned, and where they hang."""
    return list_page(
        request,
        UNCLEAN,
        "records/unclean_list.html",
        lambda rows: {"tally": scans()[0], "scanner": SCANNER.now()},
        dressed=lambda rows: rows.select_related("blob", "entry__record"),
    )


@login_required
@require_safe
def unclean_show(request: Request, blob: int) -> HttpResponse:
    """One of them: what was found, where it hangs, and what can be done about it."""
    return _page(request, blob, ReleaseForm(), RemoveForm(), status=200)


@login_required
@require_POST
def scanner_try(request: Request) -> HttpResponse:
    """Ask the scanner who it is, and whether it finds the harmless sample."""
    try:
        version = try_scanner(viewer=request.viewer)
    except NotFound:
        raise
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        words = _("The scanner answers and finds the harmless sample (EICAR): %(version)s")
        messages.success(request, words % {"version": version})
    return redirect(LIST)


@login_required
@require_POST
def unclean_scan(request: Request, blob: int) -> HttpResponse:
    """Have one of them scanned again."""
    rescan_file(viewer=request.viewer, blob_id=blob)
    messages.success(request, _("It is scanned again within a minute."))
    return redirect(SHOW, blob)


@login_required
@require_POST
def unclean_release(request: Request, blob: int) -> HttpResponse:
    """Give an infected file out again, with the reason."""
    form = ReleaseForm(request.POST)
    if form.is_valid():
        with put_on(form):
            release_file(viewer=request.viewer, blob_id=blob, **form.cleaned_data)
            messages.success(request, _("The file is given out again. You can take that back."))
            return redirect(SHOW, blob)
    return _page(request, blob, form, RemoveForm())


@login_required
@require_POST
def unclean_withhold(request: Request, blob: int) -> HttpResponse:
    """Take a release back."""
    withhold_file(viewer=request.viewer, blob_id=blob)
    messages.success(request, _("The file is given to nobody."))
    return redirect(SHOW, blob)


@login_required
@require_POST
def unclean_remove(request: Request, blob: int) -> HttpResponse:
    """Delete the bytes of an infected file."""
    form = RemoveForm(request.POST)
    if form.is_valid():
        with put_on(form):
            remove_file(viewer=request.viewer, blob_id=blob)
            messages.success(request, _("The file is deleted; that it came stays on record."))
            return redirect(SHOW, blob)
    return _page(request, blob, ReleaseForm(), form)


def _page(
    request: Request, blob: int, release: ReleaseForm, remove: RemoveForm, status: int = 422
) -> HttpResponse:
    found = unclean_file(request.viewer, blob)
    places = places_of(found)
    words = {
        "file": found,
        "name": places[0].name if places else _("(a file of no record)"),
        "places": places,
        "is_infected": found.scan == Scan.INFECTED,
        "scanner": SCANNER.now(),
        "release": release,
        "remove": remove,
    }
    return render(request, "records/unclean_show.html", words, status=status)
