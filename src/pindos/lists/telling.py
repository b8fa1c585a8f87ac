"""Of what the room tells people."""

from django.utils.translation import gettext_lazy as _

from pindos.notices.terms import Kind, know

know(Kind("view-due", _("A view that I follow finds something"), _("Views of lists")))
