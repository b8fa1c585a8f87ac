"""Who else has a form of the organisation open; for those who may edit it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from pindos.kernel.errors import NotFound
from pindos.kernel.presenting import present
from pindos.kernel.web import Request
from pindos.organisation.commands.rights import right_over_person, right_over_place
from pindos.organisation.models import Person, Site
from pindos.organisation.web.editing import may


@login_required
@require_POST
def person_presence(request: Request, person_id: int) -> HttpResponse:
    """At a person."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not may(lambda: right_over_person(request.viewer, person)):
        raise NotFound
    return present(request, f"organisation.person:{person_id}")


@login_required
@require_POST
def site_presence(request: Request, site_id: int) -> HttpResponse:
    """At a site."""
    site = Site.objects.select_related("prefecture").filter(pk=site_id).first()
    if site is None or not may(lambda: right_over_place(request.viewer, site.prefecture)):
        raise NotFound
    return present(request, f"organisation.site:{site_id}")
