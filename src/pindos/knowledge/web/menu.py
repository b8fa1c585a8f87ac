"""The line of instructions in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.menu import Entry, add

add(Entry(_("Instructions"), "knowledge:instruction-list", "book", 47))
