"""The chart as it is written: whoever administers the administration."""

from tests.house.access.table import ADMIN, form, page

from pindos.organisation.models import ChartText

ROWS = [
    page("organisation:chart-load", ADMIN),
    form("organisation:chart-load", ADMIN, text="administration: {}"),
    page("organisation:chart-text", ADMIN, "chart_text"),
]


def world(w):
    w.chart_text = ChartText.objects.latest("pk").pk
