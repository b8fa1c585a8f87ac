"""Of which kinds of notices instructions are the source."""

from django.utils.translation import gettext_lazy as _

from pindos.knowledge.commands.reminding import KIND, OFFER
from pindos.notices.terms import Kind, know

know(
    Kind(KIND, _("An instruction of my department is to be looked at again"), _("Instructions")),
    Kind(OFFER, _("Another unit offers my department an instruction"), _("Instructions")),
)
