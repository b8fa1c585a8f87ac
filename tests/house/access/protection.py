"""The data of people: everybody has a copy of their own; all else is an administrator's."""

from tests.cast import viewer_of
from tests.house.access.table import ADMIN, ANYBODY, EVERYONE, REQUESTER, api, command, form, page

from pindos.kernel.access import HOUSE
from pindos.operations.commands import (
    hold_file,
    make_person_exports,
    own_export,
    set_retention,
    switch_on_retention,
)
from pindos.organisation.commands import add_person

HOLDERS = frozenset({"giorgos", "thaleia", "admin"})
CHANGES = "changes.change"


def _typed(w):
    return {"person_id": w.left, "confirm": "Φωτεινή Φευγάτου"}


ROWS = [
    page("operations:privacy", ANYBODY),
    page("operations:accessibility", ANYBODY),
    page("operations:taking-list", ADMIN | {"elegktis"}),
    api("GET /takings", ADMIN | {"elegktis"}),
    page("operations:own-export", EVERYONE),
    form("operations:own-export", EVERYONE),
    page("operations:person-export-list", ADMIN),
    form("operations:person-export-list", ADMIN, person="anthi"),
    page("operations:person-export-take", REQUESTER, "own_copy"),
    api("GET /me/exports", EVERYONE),
    api("POST /me/exports", EVERYONE),
    api("GET /person-exports", ADMIN),
    api("POST /person-exports", ADMIN, person="anthi"),
    api("GET /person-exports/{export_id}/download", REQUESTER, "own_copy"),
    page("operations:pseudonym-list", ADMIN),
    form("operations:pseudonym-list", ADMIN, person="left"),
    page("operations:person-pseudonymise", ADMIN, "left"),
    form("operations:person-pseudonymise", ADMIN, "left", confirm="Φωτεινή Φευγάτου"),
    api("GET /pseudonyms", ADMIN),
    api("GET /people/{person_id}/pseudonymise", ADMIN, "left"),
    api("POST /people/{person_id}/pseudonymise", ADMIN, "left", confirm="Φωτεινή Φευγάτου"),
    page("operations:retention-list", ADMIN),
    form("operations:retention-list", ADMIN, kind=CHANGES, what="files", months="9"),
    page("operations:retention-show", ADMIN, "retention"),
    form("operations:retention-set", ADMIN, "retention", months="30"),
    form("operations:retention-switch-on", ADMIN, "retention", version="1", confirm="0"),
    form("operations:retention-switch-off", ADMIN, "retention_on"),
    page("operations:hold-list", ADMIN),
    page("operations:due-servicedesk", ADMIN),
    page("operations:due-problems", ADMIN),
    page("operations:due-changes", ADMIN),
    page("operations:file-hold", HOLDERS, "record"),
    form("operations:file-hold", HOLDERS, "record", reason="Εκκρεμεί δίκη"),
    form("operations:file-release", HOLDERS, "held_record"),
    api("GET /retention", ADMIN),
    api("POST /retention", ADMIN, kind=CHANGES, what="files", months=9),
    api("GET /retention/{rule_id}/dry-run", ADMIN, "retention"),
    api("POST /retention/{rule_id}/switch-on", ADMIN, "retention", version=1, confirm=0),
    api("POST /retention/{rule_id}/switch-off", ADMIN, "retention_on"),
    api("GET /holds", ADMIN),
    api("POST /holds", HOLDERS, number="@number", reason="Εκκρεμεί δίκη"),
    api("POST /holds/lift", HOLDERS, number="@held_number"),
    command("operations.set_retention", ADMIN, lambda w: {"rule_id": w.retention, "months": 30}),
    command("operations.plan_retention", ADMIN, lambda w: {"rule_id": w.retention}),
    command(
        "operations.switch_on_retention",
        ADMIN,
        lambda w: {"rule_id": w.retention, "version": 1, "confirm": 0},
    ),
    command("operations.switch_off_retention", ADMIN, lambda w: {"rule_id": w.retention_on}),
    command("operations.run_retention", ADMIN),
    command("operations.hold_file", HOLDERS, lambda w: {"record": w.number, "reason": "Δίκη"}),
    command("operations.release_file", HOLDERS, lambda w: {"record": w.held_number}),
    command("operations.plan_pseudonym", ADMIN, lambda w: {"person_id": w.left}),
    command("operations.pseudonymise_person", ADMIN, _typed),
    command("operations.own_export", EVERYONE),
    command("operations.person_export", ADMIN, lambda w: {"person": "anthi"}),
    command("operations.take_person_export", REQUESTER, lambda w: {"export_id": w.own_copy}),
]


def world(w):
    w.own_copy = own_export(viewer=viewer_of(w.people["anthi"])).pk
    make_person_exports()
    w.left = add_person(
        viewer=HOUSE, key="left", given_name="Φωτεινή", family_name="Φευγάτου", site="FLO-DIOIK"
    ).pk
    w.retention = set_retention(
        viewer=HOUSE, kind="servicedesk.ticket", what="texts", months=24
    ).pk
    other = set_retention(viewer=HOUSE, kind="problems.problem", what="texts", months=24).pk
    w.retention_on = switch_on_retention(viewer=HOUSE, rule_id=other, version=1, confirm=0).pk
    set_retention(viewer=HOUSE, kind=CHANGES, what="texts", months=24)
    w.record, w.held_record = w.ticket.record_id, w.solved.record_id
    w.held_number = w.solved_number
    hold_file(viewer=HOUSE, record=w.held_number, reason=f"Δίκη {w.SECRET}")
