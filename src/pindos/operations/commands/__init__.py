"""Looking after the product."""

from pindos.operations.commands.backup_alarm import tell_administrators, tell_of_late_backups
from pindos.operations.commands.backup_work import repository_at
from pindos.operations.commands.backups import (
    ask_backup,
    back_up_at_once,
    make_backup,
    make_due_backups,
)
from pindos.operations.commands.checkpoint import export_checkpoint
from pindos.operations.commands.holding import hold_file, release_file
from pindos.operations.commands.looking import note_export, note_look
from pindos.operations.commands.options import set_options
from pindos.operations.commands.person_exports import (
    forget_person_exports,
    make_person_exports,
    own_export,
    person_export,
    take_person_export,
)
from pindos.operations.commands.pseudonyms import plan_pseudonym, pseudonymise_person
from pindos.operations.commands.restored import note_restored
from pindos.operations.commands.retention import (
    plan_retention,
    run_retention,
    set_retention,
    switch_off_retention,
    switch_on_retention,
)
from pindos.operations.commands.revising import undo_revision
from pindos.operations.commands.running import (
    begin_job,
    retry_deliveries,
    run_job,
    set_interval,
    stop_job,
)
from pindos.operations.commands.sounding import sound

__all__ = [
    "sound",
    "tell_administrators",
    "tell_of_late_backups",
    "ask_backup",
    "begin_job",
    "back_up_at_once",
    "make_backup",
    "make_due_backups",
    "note_restored",
    "repository_at",
    "export_checkpoint",
    "forget_person_exports",
    "hold_file",
    "make_person_exports",
    "note_export",
    "note_look",
    "own_export",
    "person_export",
    "plan_pseudonym",
    "plan_retention",
    "pseudonymise_person",
    "release_file",
    "retry_deliveries",
    "run_job",
    "stop_job",
    "run_retention",
    "set_interval",
    "set_options",
    "set_retention",
    "switch_off_retention",
    "switch_on_retention",
    "take_person_export",
    "undo_revision",
]
