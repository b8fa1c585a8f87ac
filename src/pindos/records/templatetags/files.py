"""What is known of a file, beside its name: ``{% load files %}``."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pindos.records.models import Blob
from pindos.records.queries import mark_of
from pindos.records.scanning import TOO_LARGE
from pindos.records.terms import Scan
from pindos.shell.icons import state

register = template.Library()


@register.simple_tag
def file_mark(blob: Blob) -> SafeString:
    """``{% file_mark file.blob %}``: a virus, or not scanned; nothing if nothing is to be said."""
    mark = mark_of(blob)
    return state(mark.words, mark.mood, mark.icon) if mark else SafeString()


@register.filter
def scan_said(blob: Blob) -> str:
    """``{{ file|scan_said }}``: the virus by its name, or why it was not scanned, in words."""
    if blob.scan == Scan.ERROR and blob.scan_words.startswith(TOO_LARGE):
        return _("larger than the scanner takes (StreamMaxLength)")
    return blob.scan_words
