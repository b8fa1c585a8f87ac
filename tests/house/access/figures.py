"""Figures: of the units that one sees; nobody who only asks has any."""

from tests.house.access.table import EVERYONE, WORKERS, api, command, page

ROWS = [
    page("oversight:figures", WORKERS),
    page("oversight:figures-export", WORKERS),
    page("oversight:answers-export", WORKERS),
    page("oversight:figures-explain", WORKERS),
    api("GET /figures", WORKERS),
    api("GET /figures/export", WORKERS),
    api("GET /figures/answers", WORKERS),
    api("GET /figures/answers/export", WORKERS),
    command(
        "lists.export_table",
        EVERYONE,
        lambda w: {"key": "x", "asked": "", "names": ["α"], "rows": [[1]], "format": "csv"},
    ),
]
