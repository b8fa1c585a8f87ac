"""Looking after the product."""

from pindos.operations.commands.checkpoint import export_checkpoint
from pindos.operations.commands.looking import note_export, note_look
from pindos.operations.commands.options import set_options
from pindos.operations.commands.revising import undo_revision
from pindos.operations.commands.running import retry_deliveries, run_job, set_interval

__all__ = [
    "export_checkpoint",
    "note_export",
    "note_look",
    "retry_deliveries",
    "run_job",
    "set_interval",
    "set_options",
    "undo_revision",
]
