"""The frame, and what stands before every room."""

from tests.house.access.table import ANYBODY, EVERYONE, api, form, page

ROWS = [
    page("healthz", ANYBODY),
    page("readyz", ANYBODY),
    page("shell:help", ANYBODY),
    form("shell:language", ANYBODY, language="el"),
    api("GET /events", EVERYONE),
]
