"""The charts of an administration as they were loaded: the one that holds, and those before."""

from collections.abc import Mapping
from pathlib import Path

from django.db.models import QuerySet

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound
from pindos.organisation.charts import Chart, shipped
from pindos.organisation.charts.reader import read_chart, read_chart_file
from pindos.organisation.models import Administration, ChartText, Unit
from pindos.organisation.terms import Role


def chart_kept_by(viewer: Viewer, key: str = "") -> Administration:
    """The administration (of this key, or the first) whose chart the viewer keeps."""
    rows = Administration.objects.order_by("pk")
    if viewer is not HOUSE:
        roots = Unit.objects.filter(pk__in=viewer.posts_as(Role.ADMINISTRATOR), parent=None)
        rows = rows.filter(pk__in=roots.values("administration"))
    found = rows.filter(key=key).first() if key else rows.first()
    if found is None:
        raise NotFound
    return found


def chart_texts_of(administration: Administration) -> QuerySet[ChartText]:
    """The charts that were loaded, newest first."""
    return ChartText.objects.filter(administration=administration).order_by("-pk")


def chart_text_by(viewer: Viewer, text_id: int) -> ChartText:
    """One of them; NotFound for whoever does not keep that chart."""
    row = ChartText.objects.filter(pk=text_id).select_related("administration").first()
    if row is None:
        raise NotFound
    chart_kept_by(viewer, row.administration.key)
    return row


def chart_text_now(administration: Administration) -> str:
    """The chart that holds, word for word; of one that came with the product its file."""
    row = chart_texts_of(administration).first()
    if row is not None and row.digest == administration.chart_digest:
        return row.text
    path = shipped_by_key().get(administration.key)
    return path.read_text(encoding="utf-8") if path else ""


def chart_now(administration: Administration) -> Chart:
    """What the chart that holds says."""
    return read_chart(chart_text_now(administration).encode(), administration.key).says


def shipped_by_key() -> Mapping[str, Path]:
    """The charts that ship with the product, by the key of their administration."""
    return {read_chart_file(path).says.administration.key: path for path in shipped()}
