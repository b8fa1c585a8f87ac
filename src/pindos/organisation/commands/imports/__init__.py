"""Tables of sites, people and positions: a dry run that shows the difference, then the import."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.events import emit_all
from pindos.kernel.text import fold, without_invisible
from pindos.organisation.commands.imports.draft import Columns, Draft, Plan
from pindos.organisation.commands.imports.people import PersonTable
from pindos.organisation.commands.imports.positions import PositionTable
from pindos.organisation.commands.imports.sites import SiteTable
from pindos.organisation.models import Administration, Intake
from pindos.organisation.tables import MOST_BYTES, FaultyTable, read_table
from pindos.organisation.terms import Outcome, Register, Role

__all__ = [
    "Changed",
    "Draft",
    "Plan",
    "apply_intake",
    "columns_of",
    "hand_in",
    "import_table",
    "plan_of",
    "plan_table",
]

TABLES: dict[str, type[SiteTable | PersonTable | PositionTable]] = {
    Register.SITES: SiteTable,
    Register.PEOPLE: PersonTable,
    Register.POSITIONS: PositionTable,
}


class Changed(Refused):
    """The house has changed since the dry run; ``plan`` is what the table would do now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(
            _("The data has changed since the dry run. Look at the difference again, then import.")
        )
        self.plan = plan


def columns_of(kind: str) -> Columns:
    """The columns of a register, each with the names by which it is known."""
    return TABLES[kind].columns


def plan_table(*, viewer: Viewer, kind: str, content: bytes) -> Plan:
    """What each row of a table would do; nothing is written. For administrators only."""
    if viewer is not HOUSE and not viewer.holds(Role.ADMINISTRATOR):
        raise NotFound()
    return _planned(viewer, kind, content)[0]


@transaction.atomic
def hand_in(*, viewer: Viewer, kind: str, name: str, content: bytes) -> Intake:
    """Keep a table until it is imported; refuses what cannot be read as one at all."""
    if kind not in TABLES or not viewer.holds(Role.ADMINISTRATOR):
        raise NotFound()
    if len(content) > MOST_BYTES:
        raise FaultyTable(_("The file is larger than 10 MB. Split it."))
    plan_table(viewer=viewer, kind=kind, content=content)
    short = without_invisible(name)[:200] or "table.csv"
    return Intake.objects.create(
        kind=kind, name=short, content=content, account_id=viewer.account_id
    )


def plan_of(*, viewer: Viewer, intake_id: int) -> tuple[Intake, Plan]:
    """A table that was handed in, and what it would do now."""
    intake = Intake.objects.filter(pk=intake_id, account_id=viewer.account_id).first()
    if intake is None or viewer.account_id is None:
        raise NotFound()
    return intake, plan_table(viewer=viewer, kind=intake.kind, content=bytes(intake.content))


@transaction.atomic
def apply_intake(*, viewer: Viewer, intake_id: int, digest: str) -> Plan:
    """Import a table as its dry run showed it; refused when the house has changed since."""
    rows = Intake.objects.select_for_update().filter(account_id=viewer.account_id)
    intake = rows.filter(pk=intake_id).first()
    if intake is None or viewer.account_id is None:
        raise NotFound()
    if intake.applied_at is not None:
        raise Refused(_("This table has been imported already."))
    plan = _import(viewer, intake.kind, bytes(intake.content), digest)
    intake.applied_at, intake.counts = timezone.now(), plan.counts
    intake.save(update_fields=["applied_at", "counts"])
    return plan


@transaction.atomic
def import_table(*, viewer: Viewer, kind: str, content: bytes, with_errors: bool = False) -> Plan:
    """Import a table at once; with a row in error nothing, unless these may stay out."""
    plan = plan_table(viewer=viewer, kind=kind, content=content)
    if plan.counts[Outcome.ERROR] and not with_errors:
        return plan
    return _import(viewer, kind, content, "")


def _import(viewer: Viewer, kind: str, content: bytes, digest: str) -> Plan:
    list(Administration.objects.select_for_update())  # one import at a time
    plan, table = _planned(viewer, kind, content)
    if digest and plan.digest != digest:
        raise Changed(plan)
    capacity = "" if viewer is HOUSE else Role.ADMINISTRATOR.value
    emit_all(table.write(plan.drafts), by=viewer, capacity=capacity)
    return plan


def _planned(
    viewer: Viewer, kind: str, content: bytes
) -> tuple[Plan, SiteTable | PersonTable | PositionTable]:
    table = TABLES[kind](viewer)
    columns = table.columns
    headers = {
        fold(name): field for field, names in columns.names.items() for name in (*names, field)
    }
    read = read_table(content, headers, columns.needed)
    return Plan(kind, table.drafts(read), read.unknown, read.code), table
