"""All prefectures at a glance, for those who stand over them."""

from tests.house.access.table import WORKERS, api, page

ROWS = [page("oversight:overview", WORKERS), api("GET /overview", WORKERS)]
