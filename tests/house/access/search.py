"""The one box: everybody may look, and each finds what they may read."""

from tests.house.access.table import EVERYONE, WORKERS, api, command, page

ROWS = [
    page("search:search", EVERYONE, q="εκτυπωτής"),
    page("search:suggest", EVERYONE, q="εκτυπ"),
    page("search:missed", WORKERS),
    api("GET /search", EVERYONE, q="εκτυπωτής"),
    command("search.note_missed", EVERYONE, lambda w: {"words": "τίποτε τέτοιο"}),
]
