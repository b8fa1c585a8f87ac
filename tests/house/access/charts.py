"""The chart as it is written: whoever administers the administration."""

from tests.house.access.table import ADMIN, api, command, form, page

from pindos.organisation.charts import DEFAULT
from pindos.organisation.models import ChartText

NEW = {
    "key": "DPE-D",
    "name_el": "Τμήμα Δικτύων",
    "short_el": "ΔΠΕ-Δ",
    "kind": "department",
    "parent": "DPE",
}
ROWS = [
    page("organisation:chart-load", ADMIN),
    form("organisation:chart-load", ADMIN, text="@chart_words"),
    page("organisation:chart-text", ADMIN, "chart_text"),
    page("organisation:chart-local-edit", ADMIN),
    page("organisation:unit-add", ADMIN),
    form("organisation:unit-add", ADMIN, **NEW),
    page("organisation:unit-edit", ADMIN, "unit"),
    form("organisation:unit-edit", ADMIN, "unit", phone="2385 1"),
    page("organisation:unit-close", ADMIN, "lone_unit"),
    form("organisation:unit-close", ADMIN, "lone_unit", load="1"),
    api("POST /units", ADMIN, **NEW),
    api("PATCH /units/{key}", ADMIN, "key", phone="2385 1"),
    api("POST /units/{key}/close", ADMIN, "key"),
    api("PATCH /local-departments", ADMIN, name_en="Department of {name_en}"),
    command("organisation.add_unit", ADMIN, lambda w: NEW),
    command("organisation.change_unit", ADMIN, lambda w: {"key": "DPE-B", "phone": "2385 1"}),
    command("organisation.close_unit", ADMIN, lambda w: {"key": "DPE-C"}),
    command(
        "organisation.change_local_departments", ADMIN, lambda w: {"name_en": "D. of {name_en}"}
    ),
]


def world(w):
    w.chart_words = DEFAULT.read_text(encoding="utf-8")
    w.lone_unit = w.key = "DPE-C"
    w.chart_text = ChartText.objects.latest("pk").pk
