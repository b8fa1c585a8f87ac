"""From whom nothing is taken: an address, or all of a domain."""

import re

from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Invalid

ADDRESS = re.compile(r"[^@\s<>]*@[^@\s<>]+")


def blockable(text: str) -> str:
    """An address or ``@domain`` as it is kept; refuses what is neither (Invalid, ``address``)."""
    found = text.strip().casefold()
    if not ADDRESS.fullmatch(found) or len(found) > 250:
        words = _("Type an e-mail address, or a domain with @ before it, such as @example.gr.")
        raise Invalid({"address": words})
    return found


def blocked_by(address: str) -> list[str]:
    """What would have to be blocked for an address to be: itself and the domains above it."""
    _name, at, domain = address.strip().casefold().rpartition("@")
    if not at:
        return []
    labels = domain.split(".")
    domains = [".".join(labels[i:]) for i in range(max(1, len(labels) - 1))]
    return [address.strip().casefold(), *(f"@{each}" for each in domains)]
