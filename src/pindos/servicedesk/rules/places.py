"""Where the matter is, and what decided it (S6)."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Invalid
from pindos.servicedesk.terms import Basis


class Spot(NamedTuple):
    """A prefecture and, where it is known, a site in it; named as people know them."""

    prefecture_id: int
    prefecture_name: str
    site_id: int | None = None
    site_name: str = ""


class Place(NamedTuple):
    """Where the matter is, and what decided it."""

    prefecture_id: int
    site_id: int | None
    basis: Basis


def place_of(*, site: Spot | None, prefecture: Spot | None, requester: Spot | None) -> Place:
    """Where the matter is: the place of the thing decides, then that of the requester (S6).

    Refuses a site that is not in the prefecture named, and a matter that has no place at all.
    """
    if site and prefecture and site.prefecture_id != prefecture.prefecture_id:
        words = _("%(site)s is in %(its)s, not in %(named)s. Correct one of the two.") % {
            "site": site.site_name,
            "its": site.prefecture_name,
            "named": prefecture.prefecture_name,
        }
        raise Invalid({"site": words, "prefecture": words})
    if site:
        return Place(site.prefecture_id, site.site_id, Basis.SITE)
    if prefecture:
        return Place(prefecture.prefecture_id, None, Basis.PREFECTURE)
    if requester:
        return Place(requester.prefecture_id, requester.site_id, Basis.REQUESTER)
    raise Invalid({"prefecture": _("Say where it is: choose a prefecture or a site.")})
