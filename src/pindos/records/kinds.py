"""What a file is, by what is in it; its name is never believed.

An office needs photos, PDF, documents, tables, text, mail, archives and signed files. What opens
in a browser with rights of its own (HTML, SVG, XML) or is run by a desktop (scripts) is text: it
is kept as text and gets a name that opens as text. Programs and what nobody can name are refused.
"""

import re
from typing import BinaryIO, NamedTuple
from zipfile import BadZipFile, ZipFile

import puremagic
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Refused, Words

HEAD = 4096  # bytes
PIECE = 65_536  # bytes
LARGEST_LISTING = 2 * 1024 * 1024  # bytes of a zip's list of contents that we read
LARGEST_UNPACKED = 1024**3  # bytes that an archive may say it unpacks to,
MOST_TIMES = 100  # unless they are not more than this many times its own size


class Kind(NamedTuple):
    """A kind of file that is kept; ``picture`` is Pillow's name for its format."""

    content_type: str
    endings: tuple[str, ...]
    picture: str = ""


JPEG = Kind("image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), "JPEG")
PNG = Kind("image/png", (".png", ".apng"), "PNG")
GIF = Kind("image/gif", (".gif",), "GIF")
WEBP = Kind("image/webp", (".webp",), "WEBP")
TIFF = Kind("image/tiff", (".tif", ".tiff"), "TIFF")
BMP = Kind("image/bmp", (".bmp", ".dib"), "BMP")
HEIF = Kind("image/heic", (".heic", ".heif", ".hif"), "HEIF")
AVIF = Kind("image/avif", (".avif",), "AVIF")
PICTURES = (JPEG, PNG, GIF, WEBP, TIFF, BMP, HEIF, AVIF)
PICTURE_ENDINGS = frozenset(ending for kind in PICTURES for ending in kind.endings)

PDF = Kind("application/pdf", (".pdf",))
RTF = Kind("application/rtf", (".rtf",))
GZIP = Kind("application/gzip", (".gz", ".tgz"))
SEVEN = Kind("application/x-7z-compressed", (".7z",))
RAR = Kind("application/vnd.rar", (".rar",))
SIGNED = Kind("application/pkcs7-mime", (".p7m", ".p7s", ".p7c"))
ZIP = Kind("application/zip", (".zip",))
MAIL = Kind("message/rfc822", (".eml",))
TEXT = Kind(
    "text/plain",
    (".txt", ".csv", ".log", ".tsv", ".ini", ".cfg", ".conf", ".md", ".json", ".ics", ".vcf"),
)

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OPEN_XML = {  # by a folder inside; with macros it is another kind
    "word/": (
        Kind(f"{_OPEN_XML}.wordprocessingml.document", (".docx", ".dotx")),
        Kind("application/vnd.ms-word.document.macroEnabled.12", (".docm", ".dotm")),
    ),
    "xl/": (
        Kind(f"{_OPEN_XML}.spreadsheetml.sheet", (".xlsx", ".xltx")),
        Kind("application/vnd.ms-excel.sheet.macroEnabled.12", (".xlsm", ".xltm", ".xlsb")),
    ),
    "ppt/": (
        Kind(f"{_OPEN_XML}.presentationml.presentation", (".pptx", ".ppsx", ".potx")),
        Kind(
            "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
            (".pptm", ".ppsm", ".potm"),
        ),
    ),
}
OPEN_DOCUMENT = {
    f"{_OPEN_DOCUMENT}.text": (".odt",),
    f"{_OPEN_DOCUMENT}.spreadsheet": (".ods",),
    f"{_OPEN_DOCUMENT}.presentation": (".odp",),
    f"{_OPEN_DOCUMENT}.graphics": (".odg",),
}
OLE = {  # by the name of a stream inside
    "WordDocument": Kind("application/msword", (".doc", ".dot")),
    "Workbook": Kind("application/vnd.ms-excel", (".xls", ".xlt")),
    "Book": Kind("application/vnd.ms-excel", (".xls", ".xlt")),
    "PowerPoint Document": Kind("application/vnd.ms-powerpoint", (".ppt", ".pps", ".pot")),
    "__properties_version1.0": Kind("application/vnd.ms-outlook", (".msg",)),
    "EncryptedPackage": Kind(
        "application/vnd.ms-office", (".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm")
    ),
}
INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")  # the class of an .msi, in its root

STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"{\\rtf", RTF),
    (b"\x1f\x8b\x08", GZIP),
    (b"7z\xbc\xaf\x27\x1c", SEVEN),
    (b"Rar!\x1a\x07", RAR),
)
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"dex\n")
PROGRAMS_IN_ZIP = ("META-INF/MANIFEST.MF", "AndroidManifest.xml", "AppxManifest.xml")
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1"}
AVIF_BRANDS = {b"avif", b"avis"}
SEALED_DATA = (
    bytes.fromhex("06092a864886f70d010702"),  # 1.2.840.113549.1.7.2: signed
    bytes.fromhex("06092a864886f70d010703"),  # 1.2.840.113549.1.7.3: encrypted
    bytes.fromhex("060b2a864886f70d0109100117"),  # RFC 5083: encrypted and proved whole
)
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
MAIL_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
MAIL_NAMES = (b"from:", b"received:", b"return-path:", b"delivered-to:")

PROGRAM: Words = _("Programs are not taken.")
BROKEN: Words = _("The file is broken: it cannot be read to its end. Send it again.")
UNPACKS: Words = _("The archive would unpack to far more than it holds. It is not taken.")
MOVING: Words = _("Videos and sound are not taken. Send a photo, or say it in words.")
UNKNOWN: Words = _(
    "We cannot tell what kind of file this is. Photos, PDF, documents, text, mail and archives "
    "are taken; put anything else into a .zip."
)


def group_of(kind: Kind) -> str:
    """Among which of the kinds that an administrator lets in a file counts."""
    if kind.picture:
        return "pictures"
    plain = {PDF: "pdf", SIGNED: "pdf", MAIL: "mail", TEXT: "text"}
    archives = {ZIP, GZIP, SEVEN, RAR}
    if kind in plain or kind in archives:
        return plain.get(kind, "archives")
    return "macros" if "macroEnabled" in kind.content_type else "documents"


def kind_of(file: BinaryIO) -> Kind:
    """The kind of a file by its bytes; Refused with the reason when it is not kept."""
    file.seek(0)
    head = file.read(HEAD)
    if any(head.startswith(start) for start in PROGRAMS) and not _is_text(file):
        raise Refused(PROGRAM)
    found = _by_start(head) or _by_inside(file, head)
    if found is None and _is_text(file):
        found = MAIL if _is_mail(head) else TEXT
    if found is None:
        raise Refused(_why_not(head))
    return found


def _by_start(head: bytes) -> Kind | None:
    for start, kind in STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[:2] == b"BM" and head[14:18] in {
        bytes([n, 0, 0, 0]) for n in (12, 40, 52, 56, 108, 124)
    }:
        return BMP
    if b"%PDF-" in head[:1024]:
        return PDF
    return SIGNED if _is_sealed(head) else _by_brand(head)


def _is_sealed(head: bytes) -> bool:
    """Whether it is a part of S/MIME: signed, or encrypted so that nobody here reads it."""
    return head[:1] == b"\x30" and any(each in head[:24] for each in SEALED_DATA)


def _by_brand(head: bytes) -> Kind | None:
    """Photos of phones share their box with videos; the brands in it tell them apart."""
    if head[4:8] != b"ftyp":
        return None
    end = min(int.from_bytes(head[:4], "big"), 256)
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end, 4))}
    if brands & AVIF_BRANDS:
        return AVIF
    return HEIF if brands & HEIF_BRANDS else None


def _by_inside(file: BinaryIO, head: bytes) -> Kind | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(file)
    if head.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        return _in_ole(file)
    return None


def _in_zip(file: BinaryIO) -> Kind:
    """A document or a plain archive, by the names inside; nothing is ever unpacked."""
    file.seek(0, 2)
    size = file.tell()
    if _listing_of(file, size) > LARGEST_LISTING:
        return ZIP
    try:
        with ZipFile(file) as archive:
            listed = archive.infolist()
            unpacked = sum(each.file_size for each in listed)
            names = [each.filename for each in listed]
            if unpacked > LARGEST_UNPACKED and unpacked > MOST_TIMES * size:
                raise Refused(UNPACKS)
            return _by_names(archive, names)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused(BROKEN) from error


def _listing_of(file: BinaryIO, size: int) -> int:
    """Bytes of the list of contents, as the end of the archive states them."""
    file.seek(max(size - PIECE - 22, 0))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _by_names(archive: ZipFile, names: list[str]) -> Kind:
    if "[Content_Types].xml" in names:
        for folder, (plain, with_macros) in OPEN_XML.items():
            if any(name.startswith(folder) for name in names):
                return with_macros if f"{folder}vbaProject.bin" in names else plain
    if "mimetype" in names:
        with archive.open("mimetype") as inside:
            said = inside.read(100).decode("ascii", "replace").strip()
        if said in OPEN_DOCUMENT:
            return Kind(said, OPEN_DOCUMENT[said])
    if any(name in PROGRAMS_IN_ZIP for name in names):
        raise Refused(PROGRAM)
    return ZIP


def _in_ole(file: BinaryIO) -> Kind | None:
    """The documents of older Office: their streams are named in UTF-16 somewhere in the file."""
    file.seek(0)
    held = file.read()
    if INSTALLER in held:
        raise Refused(PROGRAM)
    for name, kind in OLE.items():
        if name.encode("utf-16-le") + b"\0\0" in held:
            return kind
    return None


def _is_text(file: BinaryIO) -> bool:
    """Text in whatever alphabet: nothing in it but what can be printed."""
    file.seek(0)
    first = file.read(PIECE)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _is_wide_text(file)
    piece = first
    while piece:
        if CONTROLS.search(piece):
            return False
        piece = file.read(PIECE)
    return bool(first)


def _is_wide_text(file: BinaryIO) -> bool:
    """Text as older Windows exports it (UTF-16)."""
    file.seek(0)
    try:
        text = file.read().decode("utf-16")
    except UnicodeDecodeError:
        return False
    return not CONTROLS.search(text.encode("utf-8"))


def _is_mail(head: bytes) -> bool:
    found = MAIL_HEADER.match(head.replace(b"\r\n", b"\n") + b"\n\n")
    if found is None:
        return False
    names = found.group().lower()
    return any(names.startswith(name) or b"\n" + name in names for name in MAIL_NAMES)


def _why_not(head: bytes) -> Words:
    """A library that knows thousands of kinds says which words fit."""
    try:
        guessed = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    kinds = {match.mime_type.partition("/")[0] for match in guessed[:3]}
    return MOVING if kinds & {"video", "audio"} else UNKNOWN
