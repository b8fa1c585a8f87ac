"""Words of instructions."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ABOUT = "knowledge.instruction"  # the kind of thing an instruction's record is about
TITLE_LENGTH = 200  # characters
TEXT_LENGTH = 20_000  # characters
NOTE_LENGTH = 500  # characters
WORDS_LENGTH = 500  # characters of what somebody says of an instruction
MOST_TOPICS = 10  # categories of one instruction
MOST_FILES = 60  # of one instruction, at one time


class Kind(TextChoices):
    """For whom it is written."""

    INSTRUCTION = "instruction", pgettext_lazy("knowledge", "Instruction")
    RUNBOOK = "runbook", _("Runbook for technicians")


class Audience(TextChoices):
    """Who reads it once it is published."""

    EVERYBODY = "everybody", _("Everybody who signs in")
    UNIT = "unit", _("A unit and those below it")
    TECHNICIANS = "technicians", _("Those who work at a desk")


class State(TextChoices):
    """Where an instruction stands."""

    DRAFT = "draft", pgettext_lazy("instruction", "Draft")
    PUBLISHED = "published", pgettext_lazy("instruction", "Published")
    RETIRED = "retired", pgettext_lazy("instruction", "Retired")


class Place(TextChoices):
    """Where somebody said whether it helped."""

    PAGE = "page", pgettext_lazy("place of an answer", "On its page")
    REPORT = "report", pgettext_lazy("place of an answer", "Instead of a report")
    TICKET = "ticket", pgettext_lazy("place of an answer", "On a ticket")


class Act(StrEnum):
    """What can be done to an instruction; the value is the verb of its command, page and API."""

    EDIT = "edit"
    ATTACH = "attach"
    DETACH = "detach"
    PUBLISH = "publish"
    REVIEW = "review"
    RETIRE = "retire"
    REVIVE = "revive"
    BRING_BACK = "bring-back"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"


class Fate(TextChoices):
    """What became of a line from one version to the next."""

    SAME = "same"
    ADDED = "added", pgettext_lazy("line", "added")
    REMOVED = "removed", pgettext_lazy("line", "removed")
    LEFT_OUT = "left_out"  # some lines that are the same, not shown


FIELDS = {
    "title": pgettext_lazy("instruction", "Title"),
    "text": pgettext_lazy("instruction", "Text"),
    "kind": pgettext_lazy("instruction", "Kind"),
    "categories": _("Categories"),
    "audience": _("Who reads it"),
    "audience_unit": _("Which unit"),
    "review_on": _("To be looked at again on"),
    "unit": _("Unit that owns it"),
    "offered_unit": _("Offered to"),
}
