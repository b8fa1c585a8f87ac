"""Working hours: every desk reads them, an administrator sets them."""

from tests.house.access.table import ADMIN, EVERYONE, api, command, form, page

WEEK = ["07:00-15:00"] * 5 + ["", ""]
DAYS = {f"day_{weekday}": text for weekday, text in enumerate(WEEK)}
HOURS = {"name": "Ωράριο", "week": WEEK}


def world(w):
    w.hours_key = "office"


ROWS = [
    page("clocks:hours-list", ADMIN),
    form("clocks:hours-new", ADMIN, name="Απογεύματα", **DAYS),
    form("clocks:hours-set", ADMIN, "hours_key", name="Ωράριο", **DAYS),
    api("GET /office-hours", EVERYONE),
    api("POST /office-hours", ADMIN, **HOURS),
    api("PUT /office-hours/{key}", ADMIN, "hours_key", **HOURS),
    api("POST /office-hours/{key}/plan", ADMIN, "hours_key", week=WEEK),
    command("clocks.set_hours", ADMIN, lambda w: HOURS),
    command("clocks.plan_hours", ADMIN, lambda w: {"week": WEEK, "key": "office"}),
]
