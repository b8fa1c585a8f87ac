"""The random marks of forms, drawn at once: Django asks the system for each of their letters."""

import os

from django.middleware import csrf


def draw_at_once() -> None:
    """Let the marks of forms be made of one drawing; called once."""
    vars(csrf)["get_random_string"] = random_text


def random_text(length: int, allowed_chars: str) -> str:
    """So many of these letters (at most 256), each as likely as any other, from the system."""
    many = len(allowed_chars)
    fair = 256 - 256 % many  # bytes from here on would favour the first letters
    found = ""
    while len(found) < length:
        drawn = os.urandom(2 * length)
        found += "".join([allowed_chars[each % many] for each in drawn if each < fair])
    return found[:length]
