"""Reading saved views: one's own, and those shared with a unit in which one has a post."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.filtering import Listing, listing_called
from pindos.kernel.ids import possible_id
from pindos.lists.models import Subscription, View


def owner_id(viewer: Viewer) -> int:
    """The account that keeps things; NotFound for those who have none."""
    if viewer.account_id is None:
        raise NotFound
    return viewer.account_id


def views_for(viewer: Viewer) -> QuerySet[View]:
    """The filters that the viewer may use; what they find is each reader's own."""
    if not viewer.is_known:
        return View.objects.none()
    units = frozenset(post.unit_id for post in viewer.posts | viewer.reach)
    return View.objects.filter(Q(account=viewer.account_id) | Q(unit__in=units))


def view_by(viewer: Viewer, view_id: int) -> View:
    """One of them; NotFound when it is not theirs to use."""
    found = views_for(viewer).filter(pk=view_id).first()
    if found is None:
        raise NotFound
    return found


def own_view_by(viewer: Viewer, view_id: int) -> View:
    """One that the viewer may change; NotFound for those of others."""
    found = views_for(viewer).filter(pk=view_id, account=viewer.account_id).first()
    if found is None:
        raise NotFound
    return found


def views_shared_with(unit_id: int) -> QuerySet[View]:
    """The views that a unit shares, by name."""
    return View.objects.filter(unit=unit_id).order_by("name", "id")


def view_shared_with(unit_id: int, view_id: int | None) -> View | None:
    """One of them."""
    return views_shared_with(unit_id).filter(pk=possible_id(view_id or 0)).first()


def is_shared_with(viewer: Viewer, view: View) -> bool:
    """Whether somebody may use a shared view now, with an account or without one."""
    units = {post.unit_id for post in viewer.posts | viewer.reach}
    return view.unit_id in units and listing_called(view.list_key).is_open_to(viewer)


def subscriptions_for(viewer: Viewer) -> QuerySet[Subscription]:
    """What the viewer is told of."""
    mine = Subscription.objects.filter(account=viewer.account_id or 0)
    return mine.filter(view__in=views_for(viewer))


def listing_for(viewer: Viewer, key: str) -> Listing:
    """A list that is open to the viewer; of all others, not even that there is one."""
    listing = listing_called(key)
    if not listing.is_open_to(viewer):
        raise NotFound
    return listing


def address_of(view: View) -> str:
    """The page of the list, asked for what the view asks."""
    asked = {"filter": view.filter, "sort": view.sort, "columns": view.columns}
    page = reverse(listing_called(view.list_key).page)
    return f"{page}?{urlencode({name: value for name, value in asked.items() if value})}"
