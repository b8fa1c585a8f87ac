"""Loading a chart: what the file says becomes what the house knows, and nothing else changes."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Forbidden, Refused
from pindos.kernel.events import emit
from pindos.kernel.written import bytes_of
from pindos.organisation.charts.expansion import seat_of
from pindos.organisation.charts.reader import ReadChart, read_chart
from pindos.organisation.commands.chart_places import load_prefectures
from pindos.organisation.commands.chart_units import load_duties, load_units
from pindos.organisation.commands.ledger import ChartDifference, Ledger, Step
from pindos.organisation.commands.reach import rebuild_reach
from pindos.organisation.commands.rows import changed
from pindos.organisation.events import ChartLoaded
from pindos.organisation.models import Administration, ChartText, Unit
from pindos.organisation.queries.kept import the_chart
from pindos.organisation.terms import Role


def load_chart(
    *,
    viewer: Viewer,
    path: Path | None = None,
    text: bytes | None = None,
    file: str = "chart.yaml",
    is_trial: bool = False,
    only: str = "",
    seen: str | None = None,
) -> ChartDifference:
    """Load a chart from a file or a text; a second load changes nothing and says nothing.

    A trial shows the difference and changes nothing. A faulty chart is refused with file, line
    and reason; so is one that drops a unit in which people still hold positions. With ``only``
    it must be of that administration, with ``seen`` the chart of this digest must hold still.
    """
    said = bytes_of(path) if path else text or b""
    read = read_chart(said, str(path) if path else file)
    _refuse_other(read, only, seen)
    try:
        with transaction.atomic():
            difference = _load(viewer, read)
            _keep_text(viewer, read, said)
            if is_trial:
                transaction.set_rollback(True)
    finally:
        the_chart.forget()  # what was read meanwhile may have been undone
    return difference


def _refuse_other(read: ReadChart, only: str, seen: str | None) -> None:
    """Refuse the chart of another administration, and one begun on what holds no more."""
    key = read.says.administration.key
    if only and key != only:
        words = _("This is the chart of %(key)s, not of %(only)s.") % {"key": key, "only": only}
        raise read.fault(("administration", "key"), words)
    holds = Administration.objects.filter(key=key).values_list("chart_digest", flat=True).first()
    if seen is not None and holds is not None and seen != holds:
        raise Refused(
            _("Somebody has loaded another chart meanwhile. Compare yours with it, then repeat.")
        )


def _keep_text(viewer: Viewer, read: ReadChart, said: bytes) -> None:
    """Keep the chart word for word, so that it can be looked at and brought back."""
    administration = Administration.objects.get(key=read.says.administration.key)
    last = ChartText.objects.filter(administration=administration).order_by("-pk").first()
    if last is None or last.digest != read.digest:
        ChartText.objects.create(
            administration=administration,
            text=said.decode("utf-8-sig"),
            digest=read.digest,
            file=Path(read.file).name[:200],
            by_id=viewer.account_id,
            at=timezone.now(),
        )


def _load(viewer: Viewer, read: ReadChart) -> ChartDifference:
    """Write what differs, then say it."""
    key = read.says.administration.key
    capacity = _right(viewer, key)
    administration, own = _administration(read)
    ledger = Ledger()
    prefectures = load_prefectures(read, administration, ledger)
    units = load_units(read, administration, prefectures, ledger)
    load_duties(read, administration, prefectures, units, ledger)
    difference = ChartDifference(key, [*own, *ledger.steps()])
    if difference:
        root = units[key]
        rebuild_reach(administration.pk)
        event = ChartLoaded(
            administration_id=administration.pk, file=read.file, digest=read.digest
        )
        changes = own[0].changes if own else {}
        emit(
            event,
            about=administration,
            unit_id=root.pk,
            by=viewer,
            capacity=capacity,
            changes=changes,
        )
        ledger.say(viewer, capacity, root.pk)
    return difference


def _right(viewer: Viewer, key: str) -> str:
    """Administrators load the chart of their administration, or a new one; the house any."""
    if viewer is HOUSE:
        return ""
    known = Unit.objects.filter(key=key, parent=None).first()
    over = viewer.posts_as(Role.ADMINISTRATOR)
    is_allowed = (
        viewer.capacity_over(known.pk, [Role.ADMINISTRATOR])
        if known
        else Unit.objects.filter(pk__in=over, parent=None).exists()
    )
    if not is_allowed:
        raise Forbidden(_("Only an administrator of the administration may load its chart."))
    return Role.ADMINISTRATOR


def _administration(read: ReadChart) -> tuple[Administration, list[Step]]:
    own = read.says.administration
    fields = {
        "name_el": own.name_el,
        "name_en": own.name_en,
        "seat_el": seat_of(read.says),
        "statute": own.statute,
        "website": own.website,
        "codes": {
            "diavgeia": own.diavgeia,
            "regions": [region.model_dump(mode="json") for region in read.says.regions],
        },
        "unverified": list(own.unverified),
    }
    row, is_new = Administration.objects.select_for_update().get_or_create(
        key=own.key, defaults={**fields, "chart_digest": read.digest}
    )
    if is_new:
        return row, [Step("add", "administration", own.key, {})]
    changes = changed(row, fields)
    if row.chart_digest != read.digest:  # a comment in the file is no difference
        Administration.objects.filter(pk=row.pk).update(chart_digest=read.digest)
    return row, [Step("change", "administration", own.key, changes)] if changes else []
