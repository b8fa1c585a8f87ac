"""Taking a list out of the house as a file: said in the audit trail before the first row goes."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.events import emit
from pindos.kernel.filtering import counted
from pindos.kernel.replica import last_written
from pindos.lists.events import ListExported
from pindos.lists.models import Export
from pindos.lists.queries import listing_for, owner_id
from pindos.lists.table import Grid, Table, columns_of
from pindos.lists.terms import MOST_EXPORTED, Format


@transaction.atomic
def export_list(
    *,
    viewer: Viewer,
    list_key: str,
    filter: str = "",  # noqa: A002  the word of every door
    sort: str = "",
    columns: str = "",
    format: str = Format.CSV,  # noqa: A002
) -> Table:
    """The rows that the viewer sees and the filter finds, as a table to write from.

    Refuses more rows than a file holds: a narrower filter makes several of it.
    """
    _hold_to_known(format)
    listing, since = listing_for(viewer, list_key), last_written(viewer.account_id)
    rows = listing.found(viewer, filter)
    order = listing.ordered_by(sort)
    count = counted(rows, MOST_EXPORTED)
    if count > MOST_EXPORTED:
        words = _("A file holds at most %(most)s rows. Narrow the filter, for example by dates.")
        raise Refused(words % {"most": MOST_EXPORTED})
    _note(viewer, list_key, filter, count, format)
    return Table(listing, columns_of(listing, columns), rows, order, since)


@transaction.atomic
def export_table(
    *,
    viewer: Viewer,
    key: str,
    asked: str,
    names: Sequence[str],
    rows: Sequence[Sequence[object]],
    format: str,  # noqa: A002
) -> Grid:
    """Rows that another room has made for the viewer, such as figures, as a table to write from.

    ``key`` says what they are and ``asked`` what was asked for.
    """
    _hold_to_known(format)
    _note(viewer, key, asked, len(rows), format)
    return Grid([str(name) for name in names], [list(row) for row in rows])


def _hold_to_known(format: str) -> None:  # noqa: A002
    if format not in Format.values:
        known = ", ".join(Format.values)
        raise Invalid({"as": _("Choose one of these: %(expected)s.") % {"expected": known}})


def _note(viewer: Viewer, key: str, asked: str, count: int, format: str) -> None:  # noqa: A002
    """In the audit trail, before the first row goes."""
    export = Export.objects.create(
        account_id=owner_id(viewer), list_key=key, filter=asked, rows=count, format=format
    )
    said = ListExported(list_key=key, filter=asked, rows=count, format=format)
    emit(said, about=export, unit_id=None, by=viewer)
