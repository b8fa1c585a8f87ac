"""Reading how the product does."""

from pindos.operations.queries.audit import (
    Called,
    audit_for,
    people_called,
    reached_units,
    reads_audit,
    unsealed_count,
)
from pindos.operations.queries.health import (
    Parked,
    house_unit_of,
    parked_count,
    parked_for,
    parked_reactions,
    timetable_for,
)
from pindos.operations.queries.options import Setting, options_for
from pindos.operations.queries.person_exports import (
    own_exports_for,
    path_of_export,
    person_exports_for,
    protects_data,
)
from pindos.operations.queries.pseudonyms import pseudonyms_for
from pindos.operations.queries.retention import (
    HOLDERS,
    Plan,
    due_by_any,
    due_under,
    exempt,
    file_by,
    held_here,
    hold_on,
    holds_for,
    kinds_kept,
    promises,
    retention_rule_by,
    retention_rules_for,
    rule_options,
    words_of_rule,
)
from pindos.operations.queries.revisions import (
    Revision,
    revision_by,
    revision_lines,
    revisions_for,
)
from pindos.operations.queries.takings import own_takings_for, taken, takings_for
from pindos.operations.queries.trail import Line, lines_of

__all__ = [
    "HOLDERS",
    "Plan",
    "due_by_any",
    "due_under",
    "held_here",
    "exempt",
    "file_by",
    "hold_on",
    "holds_for",
    "kinds_kept",
    "promises",
    "retention_rule_by",
    "retention_rules_for",
    "rule_options",
    "words_of_rule",
    "Line",
    "Parked",
    "Called",
    "Revision",
    "Setting",
    "audit_for",
    "house_unit_of",
    "lines_of",
    "options_for",
    "own_exports_for",
    "parked_count",
    "parked_for",
    "parked_reactions",
    "path_of_export",
    "people_called",
    "person_exports_for",
    "protects_data",
    "pseudonyms_for",
    "reached_units",
    "reads_audit",
    "revision_by",
    "revision_lines",
    "revisions_for",
    "own_takings_for",
    "taken",
    "takings_for",
    "timetable_for",
    "unsealed_count",
]
