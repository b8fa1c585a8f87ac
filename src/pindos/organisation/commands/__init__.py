"""Changing the organisation: each command is one transaction and says what it changed."""

from pindos.organisation.commands.charts import load_chart
from pindos.organisation.commands.holidays import (
    Line,
    import_holidays,
    plan_holidays,
    propose_holiday,
    set_holiday,
)
from pindos.organisation.commands.imports import (
    Changed,
    Plan,
    apply_intake,
    hand_in,
    import_table,
    plan_of,
    plan_table,
)
from pindos.organisation.commands.ledger import ChartDifference
from pindos.organisation.commands.people import add_person, change_person
from pindos.organisation.commands.positions import appoint_person, change_position, end_position
from pindos.organisation.commands.sites import add_site, change_site, close_site, reopen_site
from pindos.organisation.commands.units import (
    add_unit,
    change_local_departments,
    change_unit,
    close_unit,
)
from pindos.organisation.tables import read_table

__all__ = [
    "Changed",
    "Line",
    "Plan",
    "apply_intake",
    "hand_in",
    "import_holidays",
    "import_table",
    "plan_holidays",
    "plan_of",
    "propose_holiday",
    "plan_table",
    "read_table",
    "ChartDifference",
    "add_person",
    "add_site",
    "add_unit",
    "appoint_person",
    "change_local_departments",
    "change_person",
    "change_position",
    "change_site",
    "change_unit",
    "close_site",
    "close_unit",
    "end_position",
    "load_chart",
    "reopen_site",
    "set_holiday",
]
