"""Keeping equipment findable by the place where it stands, in the transaction of its change."""

from pindos.inventory.queries import assets_at
from pindos.inventory.terms import ABOUT
from pindos.kernel.events import at_once
from pindos.organisation.events import SiteChanged
from pindos.search.commands import keep_by_id


@at_once(SiteChanged)
def find_what_stands_there(event: SiteChanged) -> None:
    """A site that is called otherwise now: what stands there is found by its new name."""
    keep_by_id(ABOUT, assets_at(event.site_id))
