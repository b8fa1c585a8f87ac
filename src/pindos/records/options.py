"""Which files are taken, how many and how large."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Refused
from pindos.kernel.kinds import Choice, Line, Number, Several
from pindos.kernel.options import Section, option
from pindos.kernel.uploads import LARGEST
from pindos.records.scanning import is_address

FILES = Section(
    "files",
    _("Files"),
    _("Which files people may send with what they write, how many and how large."),
    50,
)
USUAL = "/run/clamav/clamd.ctl"  # where Debian's clamav-daemon listens
CONFIRMED, HELD_BACK = "confirmed", "held-back"


class Scanner(Line):
    """Where a scanner listens: the path of a socket, or host:port; may be empty."""

    def parse(self, given: Any) -> str:
        """The address, when it is one."""
        text = super().parse(given)
        if text and not is_address(text):
            raise Refused(_("Write /run/clamav/clamd.ctl, or an address such as 127.0.0.1:3310."))
        return text


MOST_FILES = option(
    "records.most_files",
    Number(1, 20, _("files")),
    default=10,
    label=_("Files with one message"),
    help=_("Whoever has more sends them with another message."),
    section=FILES,
)
MEGABYTES = option(
    "records.file_megabytes",
    Number(1, LARGEST // 1024**2, "MB"),
    default=LARGEST // 1024**2,
    label=_("Size of one file"),
    help=_("A larger one is refused, and the page says so before it is sent."),
    section=FILES,
)
TAKEN = option(
    "records.kinds_taken",
    Several(
        {
            "pictures": _("Photos and pictures"),
            "pdf": _("PDF and signed files"),
            "documents": _("Documents, tables and presentations"),
            "macros": _("Documents with macros"),
            "text": _("Text"),
            "mail": _("Saved mail"),
            "archives": _("Archives (.zip, .7z, .rar, .gz)"),
        },
        least=1,
    ),
    default=["pictures", "pdf", "documents", "macros", "text", "mail", "archives"],
    label=_("Kinds of files that are taken"),
    help=_("A file is known by what is in it, not by its name. Programs are never taken."),
    section=FILES,
)
SCANNER = option(
    "records.scanner",
    Scanner(),
    default="",
    label=_("Virus scanner (ClamAV)"),
    help=_(
        "Where clamd listens: /run/clamav/clamd.ctl, or 127.0.0.1:3310. Empty: files are not "
        "scanned, and nothing is held back."
    ),
    section=FILES,
)
UNSCANNED = option(
    "records.unscanned",
    Choice(
        {
            CONFIRMED: _("Given to whoever may see them and confirms that they are not scanned"),
            HELD_BACK: _("Held back from everybody until they are scanned"),
        }
    ),
    default=CONFIRMED,
    label=_("Files that are not scanned yet"),
    help=_(
        "Only with a scanner. What is infected is given to nobody; what cannot be scanned, such "
        "as very large files, to whoever confirms it."
    ),
    section=FILES,
)
