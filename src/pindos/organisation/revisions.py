"""Sites, put back to what they were."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.revisions import Revisable, Values, revisable
from pindos.organisation.commands import change_site, close_site, reopen_site
from pindos.organisation.commands.rights import right_over_place
from pindos.organisation.models import Municipality, Prefecture, Site

FIELDS = ("name_el", "address", "phone", "prefecture_id", "municipality_id", "is_closed")


def _now(viewer: Viewer, pk: int) -> Values:
    row = Site.objects.filter(pk=pk).first()
    if row is None:
        raise NotFound
    right_over_place(viewer, row.prefecture)
    return {field: getattr(row, field) for field in FIELDS}


def _put(viewer: Viewer, pk: int, values: Values) -> None:
    site = Site.objects.get(pk=pk)
    place = Prefecture.objects.get(pk=values["prefecture_id"])
    town = Municipality.objects.filter(pk=values["municipality_id"]).first()
    change_site(
        viewer=viewer,
        site_id=pk,
        name=values["name_el"],
        address=values["address"],
        phone=values["phone"],
        prefecture=place.key,
        municipality=town.name_el if town else "",
    )
    if site.is_closed != values["is_closed"]:
        turn = close_site if values["is_closed"] else reopen_site
        turn(viewer=viewer, site_id=pk)


revisable(
    Revisable(
        thing="organisation.site",
        label=_("Sites"),
        events=frozenset(f"organisation.Site{verb}" for verb in ("Changed", "Closed", "Reopened")),
        now=_now,
        put=_put,
    )
)
