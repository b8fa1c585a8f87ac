"""When something happens to a ticket, the rules of its units are asked."""

from pindos.automation.commands import follow_rules
from pindos.automation.rules import ASKED_BY
from pindos.kernel.events import on

for kind in ASKED_BY:
    on(kind, name=f"rules-follow-{kind.__name__}")(follow_rules)
