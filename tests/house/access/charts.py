"""The chart as it is written: whoever administers the administration."""

from tests.house.access.table import ADMIN, form, page

from pindos.organisation.charts import DEFAULT
from pindos.organisation.models import ChartText

ROWS = [
    page("organisation:chart-load", ADMIN),
    form("organisation:chart-load", ADMIN, text="@chart_words"),
    page("organisation:chart-text", ADMIN, "chart_text"),
]


def world(w):
    w.chart_words = DEFAULT.read_text(encoding="utf-8")
    w.chart_text = ChartText.objects.latest("pk").pk
