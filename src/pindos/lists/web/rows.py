"""Views as the lines of a list."""

from collections.abc import Iterable
from typing import NamedTuple

from pindos.identity.queries import account_names
from pindos.kernel.access import Viewer
from pindos.kernel.filtering import Listing, Unreadable, listings
from pindos.kernel.filtering.speaking import said
from pindos.lists.models import View
from pindos.lists.queries import address_of, subscriptions_for
from pindos.organisation.queries import units_by_id


class Row(NamedTuple):
    """One view, and how the viewer stands to it."""

    id: int
    name: str
    url: str
    listing: str
    filter: str
    owner: str
    unit: str
    cadence: str
    is_own: bool


def rows_of(viewer: Viewer, views: Iterable[View]) -> list[Row]:
    """The lines; three queries, however many there are. A list of another version is left out."""
    known = [view for view in views if view.list_key in listings()]
    units = units_by_id({view.unit_id for view in known if view.unit_id})
    owners = account_names({view.account_id for view in known})
    told = dict(subscriptions_for(viewer).values_list("view_id", "cadence"))
    return [
        Row(
            id=view.pk,
            name=view.name,
            url=address_of(view),
            listing=str(listings()[view.list_key].label),
            filter=_words(listings()[view.list_key], view.filter, viewer),
            owner=owners.get(view.account_id, ""),
            unit=units[view.unit_id].name if view.unit_id else "",
            cadence=told.get(view.pk, ""),
            is_own=view.account_id == viewer.account_id,
        )
        for view in known
    ]


def _words(listing: Listing, text: str, viewer: Viewer) -> str:
    """A filter as it is said; one of another version that cannot be read stands as it is."""
    try:
        return said(listing, listing.read(text), viewer)
    except Unreadable:
        return text
