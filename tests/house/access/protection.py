"""The data of people: everybody has a copy of their own; all else is an administrator's."""

from tests.cast import viewer_of
from tests.house.access.table import ADMIN, ANYBODY, EVERYONE, REQUESTER, api, command, form, page

from pindos.kernel.access import HOUSE
from pindos.operations.commands import make_person_exports, own_export
from pindos.organisation.commands import add_person


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
