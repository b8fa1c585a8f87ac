"""Units as a sentence needs them."""

from django.utils.translation import get_language

from pindos.kernel.greek import Phrase, unit_phrase

ENGLISH = {Phrase.SUBJECT: "the {}", Phrase.PLACE: "at the {}", Phrase.OWNER: "of the {}"}


def _bent(name: str, form: Phrase) -> str:
    return unit_phrase(name, form) if get_language() == "el" else ENGLISH[form].format(name)


def the_unit(name: str) -> str:
    """«το Τμήμα Πληροφορικής Φλώρινας»: who has it."""
    return _bent(name, Phrase.SUBJECT)


def at_unit(name: str) -> str:
    """«στο Τμήμα Πληροφορικής Φλώρινας»: where it is."""
    return _bent(name, Phrase.PLACE)


def of_unit(name: str) -> str:
    """«του Τμήματος Πληροφορικής Φλώρινας»: whose it is."""
    return _bent(name, Phrase.OWNER)
