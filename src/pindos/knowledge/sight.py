"""Who sees the files of an instruction: records ask before they show one."""

from pindos.kernel.access import Viewer
from pindos.kernel.sight import shared_of, sight_of
from pindos.knowledge.queries import files_shared_with, instructions_for
from pindos.knowledge.terms import ABOUT
from pindos.records.terms import Sight


@sight_of(ABOUT)
def sight_of_record(viewer: Viewer, record_id: int) -> str:
    """All for its unit and those above; readers get the files of the version they read."""
    is_theirs = instructions_for(viewer).filter(record=record_id).exists()
    return Sight.ALL if is_theirs else Sight.NONE


@shared_of(ABOUT)
def is_file_shared(viewer: Viewer, entry_id: int, is_internal: bool) -> bool:  # noqa: FBT001
    """Whether the file of this entry stands in a version that the viewer reads."""
    return files_shared_with(viewer, entry_id).exists()
