"""From YAML files to a catalogue: what is wrong is said with its file, line and reason."""

from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _

from pindos.kernel.written import Fault, Written, bytes_of, read_written
from pindos.servicedesk.catalogue.shape import Catalogue

ReadCatalogue = Written[Catalogue]


def read_catalogue_file(path: Path) -> ReadCatalogue:
    """Read one file; a file that cannot be read is refused."""
    return read_catalogue(bytes_of(path), str(path))


def read_catalogue(text: bytes, file: str) -> ReadCatalogue:
    """Read one group; a faulty one is refused with file, line, reason and what to do."""
    read = read_written(text, file, Catalogue)
    read.refuse(_faults({}, read))
    return read


def read_catalogues(paths: Iterable[Path]) -> list[ReadCatalogue]:
    """Read several files; a key that stands in two of them is refused too."""
    found: list[ReadCatalogue] = []
    seen: dict[str, str] = {}
    for path in paths:
        read = read_catalogue_file(path)
        read.refuse(_faults(seen, read))
        seen |= {each.key: read.file for each in read.says.categories}
        found.append(read)
    return found


def _faults(seen: dict[str, str], read: ReadCatalogue) -> list[Fault]:
    """Keys that two categories have, here or in a file before."""
    faults, known = [], dict(seen)
    for n, each in enumerate(read.says.categories):
        if each.key in known:
            words = _("the category %(key)s stands in %(file)s already: give it another key") % {
                "key": each.key,
                "file": known[each.key],
            }
            faults.append(Fault(("categories", n, "key"), words))
        known[each.key] = read.file
    return faults
