"""The room's line in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.menu import Entry, add

add(Entry(label=_("My views"), url_name="lists:view-list", icon="list", order=42))
