"""The machine room: an administrator's, and the auditor looks on."""

import tempfile
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from tests.house.access.table import ADMIN, api, command, form, page

from pindos.kernel.access import HOUSE
from pindos.kernel.models import Delivery, Schedule
from pindos.operations.commands import set_options
from pindos.operations.models import Backup
from pindos.operations.terms import Asked

DAYS = "servicedesk.days_until_closed"
AUDIT = ADMIN | {"elegktis"}
ROWS = [
    page("operations:audit-list", AUDIT),
    form("operations:audit-export", AUDIT),
    page("operations:health-show", ADMIN),
    page("operations:measures", ADMIN),
    api("GET /instance/health", ADMIN),
    page("operations:delivery-list", ADMIN),
    form("operations:delivery-retry-all", ADMIN, reaction="tell-of-ticket-opened"),
    page("operations:job-list", ADMIN),
    page("operations:job-show", ADMIN, "job"),
    page("operations:administration-show", ADMIN),
    page("operations:option-list", ADMIN),
    page("operations:options-set", ADMIN, "section"),
    api("GET /options", ADMIN),
    api("PUT /options", ADMIN, values={"servicedesk.days_until_closed": 9}),
    command("operations.set_options", ADMIN, lambda w: {"values": {DAYS: 8}}),
    form("operations:job-run", ADMIN, "job"),
    form("operations:job-stop", ADMIN, "running_job"),
    form("operations:job-interval", ADMIN, "job", every=600),
    form("operations:delivery-retry", ADMIN, "delivery"),
    command("operations.retry_deliveries", ADMIN, lambda w: {"delivery_id": w.delivery}),
    command("operations.export_checkpoint", ADMIN, lambda w: {"to": w.checkpoints / "x"}),
    page("operations:backup-list", ADMIN),
    form("operations:backup-now", ADMIN),
    form("operations:backup-drill", ADMIN),
    api("GET /backups", ADMIN),
    api("GET /backups/state", ADMIN),
    command("operations.ask_backup", ADMIN),
    command("operations.make_backup", ADMIN),
    api("GET /audit", AUDIT),
    command("operations.set_interval", ADMIN, lambda w: {"job": w.job, "seconds": 600}),
    command("operations.run_job", ADMIN, lambda w: {"job": w.job}),
    command("operations.begin_job", ADMIN, lambda w: {"job": w.job}),
    command("operations.stop_job", ADMIN, lambda w: {"job": w.running_job}),
    command("operations.note_look", AUDIT, lambda w: {"asked": Asked(person="anthi")}),
    command("operations.note_export", AUDIT, lambda w: {"asked": Asked(), "events": 1}),
]


def world(w):
    w.section = "tickets"
    nowhere = "/dev/null/backups"  # where restic refuses at once
    set_options(viewer=HOUSE, values={"operations.backup_repository": nowhere})
    Backup.objects.create(
        kind="backup",
        state="done",
        repository=nowhere,
        snapshot="0",
        asked_at=timezone.now(),
        started_at=timezone.now(),
        ended_at=timezone.now(),
    )
    w.job = "forget-held-files"
    w.running_job = "remove-unused-files"
    now, later = timezone.now(), timezone.now() + timedelta(hours=1)
    Schedule.objects.filter(name=w.running_job).update(running_since=now, lease_until=later)
    delivery = Delivery.objects.filter(reaction="tell-of-ticket-opened").earliest("pk")
    delivery.state = Delivery.State.PARKED
    delivery.save()
    w.delivery = delivery.pk
    w.checkpoints = Path(tempfile.mkdtemp(prefix="pindos-access-"))
