"""The one box: everybody may look, and each finds what they may read."""

from tests.house.access.table import EVERYONE, page

ROWS = [
    page("search:search", EVERYONE, q="εκτυπωτής"),
    page("search:suggest", EVERYONE, q="εκτυπ"),
]
