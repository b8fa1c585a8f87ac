"""Names in the language of the reader."""

from django.utils.translation import get_language


def in_language(greek: str, english: str) -> str:
    """The English name where English is read and there is one, else the Greek."""
    return english if english and (get_language() or "").startswith("en") else greek
