"""What no record holds is looked into when somebody asks for it: a message as it came."""

import hashlib
from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _

from pindos.kernel.errors import Refused
from pindos.kernel.harm import looks_for_harm
from pindos.records.models import Blob
from pindos.records.options import SCANNER
from pindos.records.scanning import Away, BrokenOff, Verdict, verdict_on
from pindos.records.terms import Scan

PATIENCE = 20.0  # seconds for each answer: somebody waits before a page


@looks_for_harm
def refuse_unscanned(whole: bytes, parts: Sequence[bytes]) -> None:
    """Have a message and its files scanned now; refuse unless all of it is clean.

    A file that came in by a record too is what it is there: clean, infected or released. Without a
    scanner nothing is held back. That the whole is not to be scanned, of its size, does not matter
    where its files were.
    """
    address = SCANNER.now()
    clean = _known_clean(parts)
    unknown = [each for each in parts if _name(each) not in clean]
    if not address or (parts and not unknown):
        return
    for each in unknown:
        _refuse_bad(_asked(address, each))
    said = _asked(address, whole)
    if not parts or (said.scan == Scan.INFECTED and not any(clean.values())):
        _refuse_bad(said)  # where a file was released, it is that which would be found


def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _known_clean(parts: Sequence[bytes]) -> dict[str, str]:
    """Files of which a record knows that they are clean, each with why it was released, if so."""
    names = {_name(each) for each in parts}
    found = Blob.objects.filter(sha256__in=names, scan=Scan.CLEAN)
    return dict(found.values_list("sha256", "released_why"))


def _asked(address: str, content: bytes) -> Verdict:
    try:
        return verdict_on(address, BytesIO(content), PATIENCE)
    except (Away, BrokenOff) as error:
        words = _(
            "The virus scanner does not answer: nobody can say whether this message holds a "
            "virus, so it is given to nobody. Try again in a few minutes."
        )
        raise Refused(words) from error


def _refuse_bad(said: Verdict) -> None:
    if said.scan == Scan.INFECTED:
        words = _("A file of this message holds a virus (%(name)s): it is given to nobody.")
        raise Refused(words % {"name": said.words})
    if said.scan == Scan.ERROR:
        words = _(
            "A file of this message could not be scanned for viruses (%(why)s): the message is "
            "not given whole. On a ticket each of its files can be had alone."
        )
        raise Refused(words % {"why": said.words})
