"""What the desk's pages write with: units bent as the sentence needs them, priorities, states."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from pindos.servicedesk.web import chips, rows, speech

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


@register.simple_tag
def ticket_lines(lines: Iterable[rows.Row], may_pick: object) -> SafeString:
    """``{% ticket_lines rows pick %}``: the lines of the table of tickets."""
    return rows.lines_of_table(lines, may_pick=bool(may_pick))
