"""Trying the virus scanner: it must answer, and find the harmless sample."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.records.options import SCANNER
from pindos.records.queries import keeps_files
from pindos.records.scanning import Away, BrokenOff, finds_sample, version_of


def try_scanner(*, viewer: Viewer) -> str:
    """Which scanner answers, with which signatures; Refused, with the reason, if it is no good."""
    if not keeps_files(viewer):
        raise NotFound
    address = SCANNER.now()
    if not address:
        raise Refused(_("No virus scanner is set."))
    try:
        version, found = version_of(address), finds_sample(address)
    except (Away, BrokenOff) as error:
        words = _("The scanner at %(address)s does not answer: %(why)s")
        raise Refused(words % {"address": address, "why": error}) from error
    if not found:
        words = _("%(version)s answers, but does not find the harmless sample (EICAR).")
        raise Refused(words % {"version": version})
    return version
