"""All prefectures at a glance, for those who stand over them."""

from tests.house.access.table import api, page

ABOVE = frozenset({"thaleia", "admin", "elegktis", "iason", "ioanna"})

ROWS = [page("oversight:overview", ABOVE), api("GET /overview", ABOVE)]
