"""What a rule does to a ticket: each deed by the desk's own command, with the unit's rights."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import override

from pindos.automation.models import Rule
from pindos.automation.queries.words import deeds_of
from pindos.automation.terms import Deed, Fate
from pindos.kernel.errors import Refused, in_one_line
from pindos.notices.commands import tell
from pindos.organisation.queries import heads_of, people_by_id, workers_of
from pindos.servicedesk import commands as desk
from pindos.servicedesk.commands import viewer_of_unit
from pindos.servicedesk.queries import acts_open_to, filled, unit_tickets_for
from pindos.servicedesk.queries.catalogue import category_keys
from pindos.servicedesk.terms import ABOUT, OPEN, Act

ACTS = {
    Deed.CATEGORISE: Act.CATEGORISE,
    Deed.PRIORITY: Act.PRIORITY,
    Deed.ASSIGN: Act.ASSIGN,
    Deed.TASKS: Act.TASKS,
    Deed.NOTE: Act.NOTE,
    Deed.REPLY: Act.REPLY,
    Deed.ASK: Act.ASK,
    Deed.TELL: Act.NOTE,
}
KIND = "rule-told"
Done = list[str]


def do_all(rule: Rule, ticket: Any, cause: str) -> list[Done]:
    """Do all that the rule says; what is refused undoes its own part only."""
    return [_one(rule, ticket, deed, cause) for deed in deeds_of(rule)]


def foreseen(rule: Rule, ticket: Any) -> list[Done]:
    """What would come of each deed on the ticket as it stands; nothing is done."""
    acts = acts_open_to(viewer_of_unit(rule.unit_id), ticket)
    found = []
    for deed in deeds_of(rule):
        if ACTS[deed].value not in acts:
            words = _("It could not be done to the ticket at that moment.")
            found.append([deed.value, Fate.REFUSED.value, words])
        else:
            fate = Fate.NOTHING if _is_so(rule, ticket, deed) else Fate.DONE
            found.append([deed.value, fate.value])
    return found


def _one(rule: Rule, ticket: Any, deed: Deed, cause: str) -> Done:
    if _is_so(rule, ticket, deed):
        return [deed.value, Fate.NOTHING.value]
    try:
        with transaction.atomic():
            DOING[deed](rule, ticket, cause)
    except Refused as refusal:
        return [deed.value, Fate.REFUSED.value, in_one_line(refusal, "; ")[:500]]
    ticket.refresh_from_db()
    return [deed.value, Fate.DONE.value]


def _is_so(rule: Rule, ticket: Any, deed: Deed) -> bool:
    """Whether the deed would change nothing; nobody loses a ticket to whoever has the fewest."""
    if deed is Deed.CATEGORISE:
        return category_keys([ticket.category_id]).get(ticket.category_id) == rule.category
    if deed is Deed.PRIORITY:
        return (ticket.impact, ticket.urgency) == (rule.impact, rule.urgency)
    if deed is Deed.ASSIGN and ticket.state in OPEN:
        wanted = rule.assign_to_id or ticket.assignee_id
        return ticket.assignee_id is not None and ticket.assignee_id == wanted
    return False


def _categorise(rule: Rule, ticket: Any, cause: str) -> None:
    desk.categorise_ticket(**_on(rule, ticket), category=rule.category)


def _prioritise(rule: Rule, ticket: Any, cause: str) -> None:
    desk.set_priority(**_on(rule, ticket), impact=rule.impact, urgency=rule.urgency)


def _assign(rule: Rule, ticket: Any, cause: str) -> None:
    person_id = rule.assign_to_id or least_loaded(rule.unit_id)
    desk.assign_ticket(**_on(rule, ticket), person_id=person_id)


def _add_tasks(rule: Rule, ticket: Any, cause: str) -> None:
    desk.add_tasks(
        **_on(rule, ticket),
        lines=rule.tasks.splitlines(),
        group=rule.name if rule.tasks else "",
        checklist=rule.checklist,
    )


def _note(rule: Rule, ticket: Any, cause: str) -> None:
    desk.note_ticket(**_on(rule, ticket), text=_text(rule, ticket, rule.note))


def _reply(rule: Rule, ticket: Any, cause: str) -> None:
    text = _text(rule, ticket, rule.reply)
    desk.reply_to_ticket(**_on(rule, ticket), text=text, asks=rule.asks)


def _tell(rule: Rule, ticket: Any, cause: str) -> None:
    """Tell colleagues, and write on the ticket who was told what."""
    people = {rule.tell_person_id} if rule.tell_person_id else set()
    people |= {each.id for each in workers_of(rule.unit_id)} if rule.tell_unit else set()
    people |= {each.id for each in heads_of(rule.unit_id)} if rule.tell_heads else set()
    text = _text(rule, ticket, rule.tell_text)
    names = sorted(each.name for each in people_by_id(people).values())
    if not names:
        raise Refused(_("Nobody is there who could be told."))
    with override("el"):
        told = _("These were told: %(names)s.") % {"names": ", ".join(names)}
    desk.note_ticket(**_on(rule, ticket), text=f"{told}\n\n{text}".strip())

    def say() -> tuple[str, str]:
        by = _("By the rule «%(name)s».") % {"name": rule.name}
        return f"{ticket.number}: {ticket.title}", f"{text}\n\n{by}".strip()

    tell(
        person_ids=people,
        key=f"{KIND}:{rule.pk}:{ticket.pk}:{cause}",
        kind=KIND,
        about=f"{ABOUT}:{ticket.pk}",
        say=say,
        url=f"/tickets/{ticket.number}/",
    )


DOING: dict[Deed, Callable[[Rule, Any, str], None]] = {
    Deed.CATEGORISE: _categorise,
    Deed.PRIORITY: _prioritise,
    Deed.ASSIGN: _assign,
    Deed.TASKS: _add_tasks,
    Deed.NOTE: _note,
    Deed.REPLY: _reply,
    Deed.ASK: _reply,
    Deed.TELL: _tell,
}


def least_loaded(unit_id: int) -> int:
    """Who of those who work in the unit has the fewest open tickets of it."""
    load = dict.fromkeys((each.id for each in workers_of(unit_id)), 0)
    if not load:
        raise Refused(_("Nobody works in the unit to whom it could be given."))
    rows = unit_tickets_for(viewer_of_unit(unit_id)).filter(state__in=OPEN, assignee__in=load)
    counts = rows.order_by().values("assignee").annotate(n=Count("pk", distinct=True))
    load |= dict(counts.values_list("assignee", "n"))
    return min(load, key=lambda person_id: (load[person_id], person_id))


def _on(rule: Rule, ticket: Any) -> dict[str, Any]:
    return {"viewer": viewer_of_unit(rule.unit_id), "ticket_id": ticket.pk}


def _text(rule: Rule, ticket: Any, text: str) -> str:
    return filled(viewer_of_unit(rule.unit_id), text, ticket).text
