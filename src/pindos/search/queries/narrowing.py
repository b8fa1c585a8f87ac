"""What a program may narrow by; it is told what is wrong, where a page leaves it out."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Words
from pindos.organisation.rights import units_seen_by
from pindos.search.about import kinds
from pindos.search.terms import Filters

EARLIEST, LATEST = 1900, 9000  # years: no office keeps tickets of others


def kind_keys() -> list[str]:
    """The keys of all kinds, for whoever names one."""
    return [kind.key for kind in kinds()]


def narrowed(
    viewer: Viewer, *, kind: str = "", unit: int | None = None, since: datetime | None = None
) -> tuple[list[str], Filters]:
    """The kinds and filters of a question; refuses what there is not, or is not theirs to see."""
    wrong: dict[str, Words] = {}
    if kind and kind not in kind_keys():
        words = _("There is no such kind. There are: %(kinds)s.")
        wrong["kind"] = words % {"kinds": ", ".join(kind_keys())}
    if unit is not None and unit not in units_seen_by(viewer):
        wrong["unit"] = _("There is no such unit, or you do not see its work.")
    if since is not None and not EARLIEST <= since.year <= LATEST:
        wrong["since"] = _("Nothing is kept of that year.")
    if wrong:
        raise Invalid(wrong)
    if since is not None:
        since = (timezone.make_aware(since) if timezone.is_naive(since) else since).astimezone(UTC)
    return [kind] if kind else [], Filters(unit_id=unit, since=since)
