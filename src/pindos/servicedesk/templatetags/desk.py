"""What the desk's pages write with: units bent as the sentence needs them, priorities, states."""

from django import template
from django.utils.safestring import SafeString

from pindos.servicedesk.web import chips, speech

register = template.Library()
register.filter("the_unit", speech.the_unit)
register.filter("at_unit", speech.at_unit)
register.filter("of_unit", speech.of_unit)


@register.simple_tag
def priority_chip(priority: int) -> SafeString:
    """``{% priority_chip ticket.priority %}``: bars and the word."""
    return chips.priority_chip(priority)


@register.simple_tag
def state_chip(state: str) -> SafeString:
    """``{% state_chip ticket.state %}``: the word in its frame."""
    return chips.state_chip(state)
