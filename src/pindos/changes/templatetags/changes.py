"""What pages of planned work write with."""

from django import template
from django.utils.safestring import SafeString

from pindos.changes.web import chips

register = template.Library()


@register.simple_tag
def state_of_change(state: str) -> SafeString:
    """``{% state_of_change change.state %}``: the word in its frame."""
    return chips.state_chip(state)


@register.simple_tag
def risk_of_change(risk: int) -> SafeString:
    """``{% risk_of_change change.risk %}``: the word, with a mark when it is not low."""
    return chips.risk_words(risk)
