"""What the events and fields of instructions are called on the audit page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KNOWLEDGE: dict[str, str | Promise] = {
    "knowledge.InstructionAnswered": _("Reader of an instruction said whether it helped"),
    "knowledge.InstructionBroughtBack": _("Older version of an instruction brought back"),
    "knowledge.InstructionDrafted": _("Instruction drafted"),
    "knowledge.InstructionEdited": _("Instruction changed"),
    "knowledge.InstructionFileDetached": _("File taken out of an instruction"),
    "knowledge.InstructionFilesAttached": _("Files attached to an instruction"),
    "knowledge.InstructionHandedOver": _("Instruction handed over to another unit"),
    "knowledge.InstructionOfferDeclined": _("Offer of an instruction declined or taken back"),
    "knowledge.InstructionOffered": _("Instruction offered to another unit"),
    "knowledge.InstructionPublished": _("Instruction published"),
    "knowledge.InstructionRetired": _("Instruction retired"),
    "knowledge.InstructionReviewed": _("Instruction looked at again"),
    "knowledge.InstructionRevived": _("Instruction in use again"),
}

FIELDS_OF_KNOWLEDGE: dict[str, str | Promise] = {
    "audience": pgettext_lazy("field", "who reads it"),
    "audience_unit": pgettext_lazy("field", "which unit reads it"),
    "by": pgettext_lazy("field", "by whom"),
    "categories": pgettext_lazy("field", "categories"),
    "edition": pgettext_lazy("field", "published version"),
    "has_helped": pgettext_lazy("field", "it helped"),
    "offered_unit": pgettext_lazy("field", "offered to"),
    "published_at": pgettext_lazy("field", "published at"),
    "review_on": pgettext_lazy("field", "next review"),
    "words": pgettext_lazy("field", "what was said"),
}
