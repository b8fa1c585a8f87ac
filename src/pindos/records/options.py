"""Which files are taken, how many and how large."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.kinds import Number, Several
from pindos.kernel.options import Section, option
from pindos.kernel.uploads import LARGEST

FILES = Section(
    "files",
    _("Files"),
    _("Which files people may send with what they write, how many and how large."),
    50,
)
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
