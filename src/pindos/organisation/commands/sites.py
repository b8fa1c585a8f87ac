"""Sites: the buildings in which Services sit."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.events import Changes, emit
from pindos.kernel.versions import NOTHING_SEEN, Seen, refuse_touched, to_write, write
from pindos.organisation.commands.rights import Right, right_over_place
from pindos.organisation.commands.words import cleaned, site_key
from pindos.organisation.events import SiteAdded, SiteChanged, SiteClosed, SiteEvent, SiteReopened
from pindos.organisation.models import Municipality, Prefecture, Site
from pindos.organisation.queries.places import living_prefectures, prefecture_named


@transaction.atomic
def add_site(
    *,
    viewer: Viewer,
    key: str,
    name: str,
    prefecture: str,
    municipality: str = "",
    address: str = "",
    phone: str = "",
) -> Site:
    """Make a site known; refuses a key that another has."""
    place = living_prefectures().get(pk=prefecture_named(prefecture).id)
    right = right_over_place(viewer, place)
    texts = cleaned(
        Site,
        {"name_el": name, "address": address, "phone": phone},
        needed=frozenset({"name_el"}),
    )
    town = _municipality(place, municipality)
    taken = Invalid({"key": _("Another site has this key.")})
    key = site_key(key)
    if Site.objects.filter(key=key).exists():
        raise taken
    try:
        with transaction.atomic():
            site = Site.objects.create(key=key, prefecture=place, municipality=town, **texts)
    except IntegrityError as error:
        raise taken from error
    _emit(SiteAdded, site, viewer, right, {name: (None, value) for name, value in texts.items()})
    return site


@transaction.atomic
def change_site(
    *,
    viewer: Viewer,
    site_id: int,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
    name: str | None = None,
    prefecture: str | None = None,
    municipality: str | None = None,
    address: str | None = None,
    phone: str | None = None,
) -> Site:
    """Change what is given, leave the rest; the right is needed over the old and the new place.

    What others changed since the version stays; refuses a field that both changed (Clash).
    """
    site = _locked(site_id)
    right = right_over_place(viewer, site.prefecture)
    place = site.prefecture
    if prefecture is not None:
        place = living_prefectures().get(pk=prefecture_named(prefecture).id)
        right_over_place(viewer, place)
    given = {"name_el": name, "address": address, "phone": phone}
    texts = cleaned(
        Site,
        {field: value for field, value in given.items() if value is not None},
        needed=frozenset({"name_el"}),
    )
    wanted: dict[str, Any] = dict(texts)
    if prefecture is not None:
        wanted["prefecture_id"] = place.pk
    if municipality is not None:
        town = _municipality(place, municipality)
        wanted["municipality_id"] = town.pk if town else None
    elif place.pk != site.prefecture_id:
        wanted["municipality_id"] = None
    written = to_write(site, wanted, version, seen)
    _refuse_parted(site, written)
    if changes := write(site, written):
        _emit(SiteChanged, site, viewer, right, changes)
    return site


@transaction.atomic
def close_site(*, viewer: Viewer, site_id: int, version: int | None = None) -> Site:
    """Nobody sits there any more: it is offered no longer; what stands on record stays."""
    return _set_closed(viewer, site_id, version, is_closed=True)


@transaction.atomic
def reopen_site(*, viewer: Viewer, site_id: int, version: int | None = None) -> Site:
    """People sit there again."""
    return _set_closed(viewer, site_id, version, is_closed=False)


def _set_closed(viewer: Viewer, site_id: int, version: int | None, *, is_closed: bool) -> Site:
    site = _locked(site_id)
    right = right_over_place(viewer, site.prefecture)
    refuse_touched(site, ["is_closed"], version, {"is_closed": is_closed})
    if changes := write(site, {"is_closed": is_closed}):
        _emit(SiteClosed if is_closed else SiteReopened, site, viewer, right, changes)
    return site


def _locked(site_id: int) -> Site:
    """The site, held until the end of the transaction."""
    site = Site.objects.select_for_update().filter(pk=site_id).first()
    if site is None:
        raise NotFound()
    return site


def _refuse_parted(site: Site, written: Mapping[str, Any]) -> None:
    """Refuse what two changes together would make: a municipality of another prefecture."""
    town_id = written.get("municipality_id", site.municipality_id)
    place_id = written.get("prefecture_id", site.prefecture_id)
    if town_id and not Municipality.objects.filter(pk=town_id, prefecture=place_id).exists():
        raise Invalid({"municipality": _("The site is in another prefecture now. Choose again.")})


def _municipality(place: Prefecture, name: str) -> Municipality | None:
    if not name.strip():
        return None
    town = Municipality.objects.filter(prefecture=place, name_el=name.strip()).first()
    if town is None:
        words = _("The prefecture has no municipality called %(name)s.")
        raise Invalid({"municipality": words % {"name": name[:60]}})
    return town


def _emit(
    event: type[SiteEvent], site: Site, viewer: Viewer, right: Right, changes: Changes
) -> None:
    emit(
        event(site_id=site.pk, key=site.key),
        about=site,
        unit_id=right.unit_id,
        by=viewer,
        capacity=right.capacity,
        changes=changes,
    )
