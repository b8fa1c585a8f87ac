"""Saying how one wants to hear: a person's own choice, so nothing is emitted."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.notices.models import Preference
from pindos.notices.queries import Choice
from pindos.notices.terms import How, kinds


@transaction.atomic
def set_preferences(*, viewer: Viewer, choices: Mapping[str, Choice]) -> int:
    """Keep the viewer's choice for each of these kinds; return for how many.

    Refuses kinds and ways that do not exist (Invalid, by kind), and an account of no person.
    """
    if viewer.person_id is None:
        raise Refused(_("Your account belongs to no person, so it is told nothing."))
    unknown = {key: _("There is no such kind.") for key in choices.keys() - kinds().keys()}
    unknown |= {
        key: _("Choose one of these: %(choices)s.") % {"choices": ", ".join(How.values)}
        for key, choice in choices.items()
        if choice.how not in How.values
    }
    if unknown:
        raise Invalid(unknown)
    rows = [
        Preference(person_id=viewer.person_id, kind=key, is_shown=choice.is_shown, how=choice.how)
        for key, choice in choices.items()
    ]
    Preference.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["is_shown", "how"],
    )
    return len(rows)
