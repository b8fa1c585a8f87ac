"""What the events and fields of files and viruses are called on the audit page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FILES: dict[str, str | Promise] = {
    "records.FileFoundInfected": _("Virus found in a file"),
    "records.FileCleared": _("File found clean that was held for infected"),
    "records.FileWithheld": _("Infected file asked for and refused"),
    "records.ScanAsked": _("File scanned again"),
    "records.FileReleased": _("Infected file released"),
    "records.FileWithheldAgain": _("Release of an infected file taken back"),
    "records.FileRemoved": _("Infected file deleted"),
}

FIELDS_OF_FILES: dict[str, str | Promise] = {
    "released_why": pgettext_lazy("field", "why it was released"),
    "scan": pgettext_lazy("field", "what is known of viruses"),
}
