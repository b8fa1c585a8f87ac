"""The line of problems in the menu."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.menu import Entry, add
from pindos.problems.queries import reads_problems

add(Entry(_("Problems"), "problems:problem-list", "search", 36, shown_to=reads_problems))
