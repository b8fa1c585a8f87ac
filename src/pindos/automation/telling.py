"""Who is told that a rule was switched off, and the kinds of news that rules have."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.automation.events import RuleSwitchedOff
from pindos.automation.models import Rule
from pindos.automation.terms import OffReason
from pindos.kernel.events import on
from pindos.notices.commands import tell
from pindos.notices.terms import Kind, know
from pindos.organisation.queries import heads_of

WORK = gettext_lazy("Work of my department")

know(
    Kind("rule-told", gettext_lazy("A rule of my department tells me of a ticket"), WORK),
    Kind("routine-late", gettext_lazy("Work that comes round was late or refused"), WORK),
    Kind("rule-off", gettext_lazy("A rule failed and was switched off"), WORK),
)


@on(RuleSwitchedOff, name="tell-that-a-rule-is-off")
def tell_heads(event: RuleSwitchedOff) -> None:
    """The heads of its unit, when nobody did it on purpose."""
    if event.reason != OffReason.FAILING:
        return
    rule = Rule.objects.get(pk=event.rule_id)

    def say() -> tuple[str, str]:
        title = _("The rule «%(name)s» was switched off") % {"name": rule.name}
        return title, _("Something that it should do was refused again and again. Look why.")

    tell(
        person_ids=[each.id for each in heads_of(rule.unit_id)],
        key=f"rule-off:{rule.pk}:{rule.version}:{rule.tried_at}",
        kind="rule-off",
        about=f"automation.rule:{rule.pk}",
        say=say,
        url=f"/automation/rules/{rule.pk}/",
    )
