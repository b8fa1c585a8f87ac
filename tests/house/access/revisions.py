"""What was set, and putting it back: an administrator's; the auditor reads."""

from tests.house.access.table import ADMIN, api, command, form, page

from pindos.kernel.access import HOUSE
from pindos.kernel.models import Event
from pindos.kernel.sealing import seal
from pindos.operations.commands import set_options

KEY = "servicedesk.days_until_closed"
AUDIT = ADMIN | {"elegktis"}
ROWS = [
    page("operations:revision-list", AUDIT),
    page("operations:revision-undo", AUDIT, "revision"),
    form("operations:revision-undo", ADMIN, "revision", field="value"),
    api("GET /revisions", AUDIT),
    api("GET /revisions/{seq}", AUDIT, "revision"),
    api("POST /revisions/{seq}/undo", ADMIN, "revision"),
    command("operations.undo_revision", ADMIN, lambda w: {"seq": w.revision}),
]


def world(w):
    set_options(viewer=HOUSE, values={KEY: 11})
    seal()
    w.revision = Event.objects.filter(name="operations.OptionSet").latest("pk").seq
