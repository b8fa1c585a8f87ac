"""Names of files: whatever a sender's computer calls them, safe on everybody else's."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 200  # bytes of UTF-8, for disks allow 255 and a Greek letter takes two
LONGEST_ENDING = 12  # characters; what is longer is no ending
NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d|CONIN\$|CONOUT\$)(?=\.|$)", re.IGNORECASE)


def clean_name(raw: str, otherwise: str = "file") -> str:
    """A file's name without its folders and without what is unseen or reserved somewhere.

    Control characters, direction overrides and zero-width ones go; it is in NFC, no longer than
    200 bytes, and begins and ends with neither dot nor blank. When nothing is left: ``otherwise``.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", raw).strip())[-1]
    seen = "".join(c if unicodedata.category(c)[0] != "Z" else " " for c in last if _is_seen(c))
    plain = " ".join(NOT_ON_WINDOWS.sub("_", seen).split()).strip(". ")
    if RESERVED.match(plain):
        plain = f"_{plain}"
    stem, ending = _parts(plain)
    return _short(stem, ending) or otherwise


def fitting_name(name: str, endings: Collection[str], instead_of: Collection[str] = ()) -> str:
    """The name with an ending that says what is in the file, so that it opens as just that.

    ``endings`` fit, the first one best; one of ``instead_of`` (other endings of pictures) is
    replaced, any other stays and the right one follows: ``script.ps1.txt``.
    """
    stem, ending = _parts(name)
    if ending.lower() in endings:
        return name
    right = next(iter(endings))
    return _short(stem if ending.lower() in instead_of else name, right)


def ending_of(name: str) -> str:
    """The last ending in small letters, with its dot; empty when there is none."""
    return _parts(name)[1].lower()


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _parts(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    if not stem or not ending or len(ending) > LONGEST_ENDING or " " in ending:
        return name, ""
    return stem, dot + ending


def _short(stem: str, ending: str) -> str:
    room = LONGEST - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + ending
