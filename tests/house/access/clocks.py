"""Working hours: every desk reads them, an administrator sets them."""

from tests.house.access.table import ADMIN, EVERYONE, api, command, form, page

from pindos.clocks.commands import Change
from pindos.clocks.models import Look

WEEK = ["07:00-15:00"] * 5 + ["", ""]
DAYS = {f"day_{weekday}": text for weekday, text in enumerate(WEEK)}
HOURS = {"name": "Ωράριο", "week": WEEK}


HOLIDAY = {"falls": "21/2", "name_el": "Απελευθέρωση Ιωαννίνων"}
SAID = {"falls": "21/2", "name": "Απελευθέρωση Ιωαννίνων"}
LOOK = {"change": Change([]), "page": "/office-hours/office/", "form": {}}
LOCAL = {**HOLIDAY, "prefecture": "FLO", "place": "Δήμος Φλώρινας"}


def world(w):
    w.hours_key = "office"
    w.holiday_key = "prespes"
    w.look = Look.objects.create(
        account_id=w.people["admin"].pk, page="/office-hours/office/", form={}, hours=[], total=1
    ).pk


ROWS = [
    page("clocks:hours-list", ADMIN),
    form("clocks:hours-new", ADMIN, name="Απογεύματα", **DAYS),
    form("clocks:hours-set", ADMIN, "hours_key", name="Ωράριο", **DAYS),
    api("GET /office-hours", EVERYONE),
    api("POST /office-hours", ADMIN, **HOURS),
    api("PUT /office-hours/{key}", ADMIN, "hours_key", **HOURS),
    api("POST /office-hours/{key}/plan", ADMIN, "hours_key", week=WEEK),
    api("GET /calendar-looks/{look}", ADMIN, "look"),
    page("clocks:look-show", ADMIN, "look"),
    page("clocks:holiday-list", ADMIN),
    form("clocks:holiday-new", ADMIN, **SAID),
    form("clocks:holiday-set", ADMIN, "holiday_key", **SAID),
    form("clocks:holiday-import", ADMIN, text="21/2; Απελευθέρωση Ιωαννίνων; ΙΩΑ"),
    api("GET /holidays", EVERYONE),
    api("POST /holidays", ADMIN, **HOLIDAY),
    api("PUT /holidays/{key}", ADMIN, "holiday_key", **HOLIDAY),
    api("POST /holidays/plan", ADMIN, **HOLIDAY),
    api("POST /holidays/import", ADMIN, text="21/2; Απελευθέρωση"),
    command("organisation.set_holiday", ADMIN, lambda w: HOLIDAY),
    command("organisation.propose_holiday", ADMIN, lambda w: LOCAL),
    command("organisation.plan_holidays", ADMIN, lambda w: {"text": "21/2; Απελευθέρωση"}),
    command("organisation.import_holidays", ADMIN, lambda w: {"text": "21/2; Απελευθέρωση"}),
    command("clocks.plan_holiday", ADMIN, lambda w: LOCAL),
    command("clocks.set_hours", ADMIN, lambda w: HOURS),
    command("clocks.change_of_holiday", ADMIN, lambda w: LOCAL),
    command("clocks.change_of_hours", ADMIN, lambda w: {"week": WEEK, "key": "office"}),
    command("clocks.begin_look", ADMIN, lambda w: LOOK),
    command("clocks.lines_of", EVERYONE, lambda w: {"most": []}),
    command("clocks.looked_by", ADMIN, lambda w: {"look_id": w.look}),
    command("clocks.look_at", ADMIN, lambda w: {"change": Change([]), "page": "/holidays/new/"}),
    command("clocks.plan_hours", ADMIN, lambda w: {"week": WEEK, "key": "office"}),
]
