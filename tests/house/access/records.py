"""A file is seen by whoever sees the entry it came with."""

from tests.house.access.table import EVERYONE, READERS, THEIRS, api, command, page

ROWS = [
    page("records:attachment", THEIRS, "file"),
    page("records:attachment", READERS, "inside_file"),
    api("GET /attachments/{attachment_id}", THEIRS, "file"),
    command("records.hold", EVERYONE, lambda w: {"files": []}),
    command("records.held", EVERYONE, lambda w: {"keys": []}),
    api("GET /attachments/{attachment_id}", READERS, "inside_file"),
]
