"""Trying a rule out on what happened in the last weeks; nothing is changed."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.automation.commands.deeds import Done, foreseen
from pindos.automation.commands.following import fits
from pindos.automation.commands.turn import capacity_for, held_rule, say
from pindos.automation.events import RuleTried
from pindos.automation.models import Rule, Trial
from pindos.automation.queries import rule_by
from pindos.automation.rules import BY_NAME, events_for, is_by_rule, when_of
from pindos.automation.terms import MOST_SHOWN, MOST_TRIED, TRIED_DAYS
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.models import Event
from pindos.servicedesk.commands import Then, rehearse

Hit = tuple[int, datetime, list[Done]]  # ticket, moment, and each deed with its fate
Looked = Hit | None


def try_rule(*, viewer: Viewer, rule_id: int) -> Trial:
    """Ask the rule about the tickets of the last weeks as they stood then; keep what it would do.

    Of more than 500 events the newest are looked at. What a filter asks beyond the fields of a
    ticket (its words, who watches it) is asked as it stands now. Refuses a rule that was changed
    meanwhile. Not one transaction: nobody else waits until it has looked.
    """
    rule = rule_by(viewer, rule_id)
    capacity_for(viewer, rule.unit_id)
    moments, is_cut = _moments(rule)

    def look(ticket: Any, then: Then) -> Looked:
        if rule.unit_id not in (ticket.unit_id, ticket.with_unit_id):
            return None
        if not fits(rule, ticket.pk, then.at):
            return None
        return ticket.pk, then.at, foreseen(rule, ticket)

    looked = rehearse(unit_id=rule.unit_id, moments=moments, look=look)
    hits = _once(rule, [each for each in looked if each is not None])
    return _keep(viewer, rule, len(moments), hits, is_cut=is_cut)


@transaction.atomic
def _keep(viewer: Viewer, tried: Rule, looked: int, hits: list[Hit], *, is_cut: bool) -> Trial:
    """The try with the rule, which from now on may be switched on."""
    rule, capacity = held_rule(viewer, tried.pk)
    if rule.version != tried.version:
        raise Refused(_("Somebody changed the rule meanwhile. Look at it, then try again."))
    now = timezone.now()
    values = {
        "version": rule.version,
        "at": now,
        "by_id": viewer.person_id,
        "looked": looked,
        "hits": len(hits),
        "is_cut": is_cut,
        "lines": [
            {"ticket": pk, "at": at.isoformat(), "deeds": deeds}
            for pk, at, deeds in hits[:MOST_SHOWN]
        ],
    }
    trial, _is_new = Trial.objects.update_or_create(rule=rule, defaults=values)
    rule.tried_at = now
    rule.save(update_fields=["tried_at"])
    say(RuleTried, rule, viewer, capacity, looked=looked, hits=len(hits))
    return trial


def _once(rule: Rule, hits: list[Hit]) -> list[Hit]:
    """Of a rule that acts once on each ticket its first hit there; the newest first."""
    if not rule.is_once:
        return hits
    first = {pk: (pk, at, deeds) for pk, at, deeds in hits}  # the oldest stands last
    return sorted(first.values(), key=lambda hit: hit[1], reverse=True)


def _moments(rule: Rule) -> tuple[list[Then], bool]:
    """When such a thing happened to the unit's tickets, newest first; whether there is more."""
    since = timezone.now() - timedelta(days=TRIED_DAYS)
    theirs = Q(unit_id=rule.unit_id) | Q(other_unit_id=rule.unit_id)
    rows = Event.objects.filter(theirs, name__in=events_for(rule.when), at__gte=since)
    rows = rows.exclude(payload=None).order_by("-id")
    found = []
    for pk, name, at, payload in rows.values_list("id", "name", "at", "payload")[
        : MOST_TRIED * 2
    ].iterator():
        event = BY_NAME[name].model_validate(payload)
        if when_of(event) == rule.when and not is_by_rule(event):
            found.append(Then(pk, event.ticket_id, at))
    return found[:MOST_TRIED], len(found) > MOST_TRIED
