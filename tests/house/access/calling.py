"""Taking a call: those who work at a desk, and only for whom they serve."""

from tests.house.access.table import DESKS, api, command, page

CALL = {"caller": "Σπύρος Τέλιος", "prefecture": "FLO", "title": "Δεν ανοίγει η θύρα"}

ROWS = [
    page("servicedesk:call", DESKS),
    api("GET /callers", DESKS),
    api("POST /calls", DESKS, **CALL),
    command("servicedesk.take_call", DESKS, lambda w: CALL),
]
