"""Keys that the house gives: nobody has to think of one. Pure."""

from collections.abc import Iterable

from django.utils.text import slugify

from pindos.kernel.greek.latin import heard

LENGTH = 40  # characters


def key_for(english: str, greek: str, taken: Iterable[str]) -> str:
    """A key out of a name that no other has: small Latin letters, digits, hyphens."""
    known = set(taken)
    base = slugify(english) or slugify(heard(greek))
    base = base.lstrip("-0123456789_").replace("_", "-")[: LENGTH - 4].strip("-") or "field"
    tries = [base, *(f"{base}-{n}" for n in range(2, 1000))]
    return next(each for each in tries if each not in known)
