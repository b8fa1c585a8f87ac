"""What somebody may see and why, as the pages of people and of one's own account show it."""

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindos.identity.queries import Access, access_of, may_explain
from pindos.kernel.access import Viewer
from pindos.kernel.slots import panel
from pindos.organisation.terms import Role

ALLOWS: dict[str, Promise | str] = {
    Role.EMPLOYEE: _("Reports, and reads what they reported or were let in to watch."),
    Role.TECHNICIAN: _("Reads and works on all that their own unit answers for or was asked."),
    Role.HEAD: _("The same, in their unit and every unit below it; decides on approvals."),
    Role.DIRECTORATE_STAFF: _(
        "Works in their own department, and reads what stands below the Directorate (S1)."
    ),
    Role.DIRECTOR: _("Reads and works on all of their Directorate and what stands below it."),
    Role.ADMINISTRATOR: _("The same in the whole administration, its settings and accounts, too."),
    Role.AUDITOR: _("Reads everything of the whole branch, and changes nothing."),
}


@panel("organisation.person")
def access_panel(viewer: Viewer, person_id: int) -> str:
    """For those who may ask; nothing for others."""
    if not may_explain(viewer, person_id):
        return ""
    return render_to_string("identity/_access.html", words_of(access_of(viewer, person_id)))


def words_of(access: Access) -> dict[str, object]:
    """What the panel says."""
    rows = [(each, ALLOWS.get(each.position.role, "")) for each in access.held]
    return {"access": access, "rows": rows}
