"""Text from outside, made clean field by field; all that is wrong is said at once."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Invalid, Words
from pindos.kernel.text import clean
from pindos.organisation.rules import look_of

SITE_KEY = re.compile(r"[A-Z][A-Z0-9._-]{0,39}")


def cleaned(
    model: type[Model], values: Mapping[str, str], *, needed: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Each text in one form and no longer than its column; Invalid names every bad field."""
    good: dict[str, str] = {}
    faults: dict[str, Words] = {}
    for name, value in values.items():
        try:
            good[name] = _fitting(model, name, value, is_needed=name in needed)
        except ValidationError as error:
            faults[name] = error.messages[0]
    if faults:
        raise Invalid(faults)
    return good


def site_key(text: str) -> str:
    """The key of a site: capitals, Greek look-alikes made Latin; refuses any other."""
    key = look_of(text)
    if not SITE_KEY.fullmatch(key):
        words = _("A key has Latin capitals, digits and hyphens, and begins with a letter.")
        raise Invalid({"key": words})
    return key


def _fitting(model: type[Model], name: str, value: str, *, is_needed: bool) -> str:
    most = getattr(model._meta.get_field(name), "max_length", None)
    if most is not None and len(value) > 2 * most:  # do not clean what is far too long
        raise ValidationError(_too_long(most))
    text = " ".join(clean(value).split())
    if most is not None and len(text) > most:
        raise ValidationError(_too_long(most))
    if is_needed and not text:
        raise ValidationError(_("Write something here."))
    if name == "email" and text:
        validate_email(text)
    return text


def _too_long(most: int) -> str:
    return _("This is too long: at most %(most)s characters.") % {"most": most}
