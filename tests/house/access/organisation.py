"""The statute as data is everybody's to read; people are looked up by those who serve them."""

from datetime import date

from tests.cast import viewer_of
from tests.house.access.table import ADMIN, EVERYONE, READERS, WORKERS, api, command, form, page

from pindos.organisation.charts import DEFAULT
from pindos.organisation.commands import hand_in
from pindos.organisation.models import Position, Site

TABLE = "κωδικός;όνομα;νομός\nFLO-X;Ισόγειο;FLO\n".encode()


def world(w):
    w.site = Site.objects.get(key="FLO-AMYNT").pk
    w.unit = "TP-FLO"
    w.position = Position.objects.get(person=w.person).pk
    w.intake = hand_in(
        viewer=viewer_of(w.people["admin"]), kind="sites", name="sites.csv", content=TABLE
    ).pk
    w.table_kind = "sites"
    w.chart_file = DEFAULT


PERSON = {"given_name": "Νέα", "family_name": "Υπάλληλος"}
SITE = {"key": "FLO-NEO", "name": "Νέο κτίριο", "prefecture": "FLO"}
ROWS = [
    page("organisation:chart-show", EVERYONE),
    page("organisation:unit-show", EVERYONE, "unit"),
    page("organisation:unit-list", EVERYONE),
    page("organisation:position-list", WORKERS),
    page("organisation:site-list", WORKERS),
    page("organisation:site-add", ADMIN),
    page("organisation:site-export", WORKERS),
    page("organisation:site-edit", ADMIN, "site"),
    form("organisation:site-presence", ADMIN, "site"),
    form("organisation:site-close", ADMIN, "site"),
    form("organisation:site-reopen", ADMIN, "site"),
    page("organisation:person-list", WORKERS),
    page("organisation:person-add", ADMIN),
    page("organisation:person-export", ADMIN),
    page("organisation:person-show", READERS, "person"),
    page("organisation:person-edit", ADMIN, "person"),
    form("organisation:person-presence", ADMIN, "person"),
    page("organisation:position-add", ADMIN, "person"),
    page("organisation:position-edit", ADMIN, "position"),
    page("organisation:table-import", ADMIN, "table_kind"),
    page("organisation:table-show", ADMIN, "table_kind", "intake"),
    api("GET /prefectures", EVERYONE),
    api("GET /units", EVERYONE),
    api("GET /competent", EVERYONE, prefecture="FLO", competence="support_users"),
    api("GET /sites", EVERYONE),
    api("POST /sites", ADMIN, **SITE),
    api("PATCH /sites/{site_id}", ADMIN, "site", phone="2385 1"),
    api("POST /sites/{site_id}/close", ADMIN, "site"),
    api("POST /sites/{site_id}/reopen", ADMIN, "site"),
    api("GET /people", WORKERS),
    api("GET /positions", WORKERS),
    api("POST /people", ADMIN, key="nea", **PERSON),
    api("PATCH /people/{person_id}", ADMIN, "person", phone="2385 1"),
    api(
        "POST /positions",
        ADMIN,
        person="@person",
        unit="TP-FLO",
        role="technician",
        starts_on="2026-01-01",
    ),
    api("PATCH /positions/{position_id}", ADMIN, "position", starts_on="2026-01-02"),
    api("POST /positions/{position_id}/end", ADMIN, "position", on="2026-12-31"),
    command("organisation.add_person", ADMIN, lambda w: {"key": "nea", **PERSON}),
    command("organisation.add_site", ADMIN, lambda w: SITE),
    command(
        "organisation.appoint_person",
        ADMIN,
        lambda w: {
            "person_id": w.person,
            "unit": "TP-FLO",
            "role": "technician",
            "starts_on": date(2026, 1, 1),
        },
    ),
    command(
        "organisation.change_person", ADMIN, lambda w: {"person_id": w.person, "phone": "2385 1"}
    ),
    command(
        "organisation.change_position",
        ADMIN,
        lambda w: {"position_id": w.position, "starts_on": date(2026, 1, 2), "ends_on": None},
    ),
    command("organisation.change_site", ADMIN, lambda w: {"site_id": w.site, "phone": "2385 1"}),
    command("organisation.close_site", ADMIN, lambda w: {"site_id": w.site}),
    command("organisation.reopen_site", ADMIN, lambda w: {"site_id": w.site}),
    command(
        "organisation.end_position",
        ADMIN,
        lambda w: {"position_id": w.position, "on": date(2026, 12, 31)},
    ),
    command(
        "organisation.hand_in",
        ADMIN,
        lambda w: {"kind": "sites", "name": "a.csv", "content": TABLE},
    ),
    command("organisation.plan_of", ADMIN, lambda w: {"intake_id": w.intake}),
    command("organisation.apply_intake", ADMIN, lambda w: {"intake_id": w.intake, "digest": ""}),
    command("organisation.plan_table", ADMIN, lambda w: {"kind": "sites", "content": TABLE}),
    command("organisation.import_table", ADMIN, lambda w: {"kind": "sites", "content": TABLE}),
    command("organisation.load_chart", ADMIN, lambda w: {"path": w.chart_file}),
]
