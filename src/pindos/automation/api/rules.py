"""Rules: read, written, tried out, switched on and off."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ninja import Schema, Status

from pindos.automation import commands
from pindos.automation.api.router import asked_in, router
from pindos.automation.models import Rule, Trial
from pindos.automation.queries import RULES, RUNS, hits_in_words, rule_by, rules_for, runs_for
from pindos.automation.queries.words import said_deed
from pindos.kernel.filtering import After, Filter, Size, Sort
from pindos.kernel.pages import PAGE
from pindos.kernel.web import Request, may_change_settings
from pindos.organisation.queries import units_by_id


class RuleIn(Schema):
    """What a rule asks and does; what is left out stays, what is empty is not done.

    ``condition`` is a filter of tickets; people are named by id, key or address.
    """

    name: str | None = None
    when: str | None = None
    condition: str | None = None
    place: int | None = None
    is_once: bool | None = None
    category: str | None = None
    impact: str | None = None
    urgency: str | None = None
    assign_to: str | None = None
    assign_least: bool | None = None
    checklist: str | None = None
    tasks: str | None = None
    note: str | None = None
    reply: str | None = None
    asks: bool | None = None
    tell_unit: bool | None = None
    tell_heads: bool | None = None
    tell_person: str | None = None
    tell_text: str | None = None


class NewRuleIn(RuleIn):
    """The same with the key of the unit whose rule it is."""

    unit: str


class EditedRuleIn(RuleIn):
    """The same with the version that was seen."""

    version: int | None = None


class RuleOut(Schema):
    """A rule; ``tried_at`` is empty until it was tried out as it stands."""

    id: int
    unit: str
    name: str
    when: str
    condition: str
    place: int
    is_once: bool
    category: str
    impact: str
    urgency: str
    assign_to_id: int | None
    assign_least: bool
    checklist: str
    tasks: str
    note: str
    reply: str
    asks: bool
    tell_unit: bool
    tell_heads: bool
    tell_person_id: int | None
    tell_text: str
    is_on: bool
    off_reason: str
    failures: int
    tried_at: datetime | None
    version: int


class RulePageOut(Schema):
    """Some rules, and what to send as after to get the next ones; empty at the end."""

    items: list[RuleOut]
    next: str


class DeedOut(Schema):
    """One deed of a rule, what came or would come of it, and why."""

    deed: str
    fate: str
    why: str


class HitOut(Schema):
    """A ticket on which the rule would have acted."""

    ticket: str
    at: datetime
    deeds: list[DeedOut]


class TrialOut(Schema):
    """How a rule was tried out: events that it was asked about, and the first of those it fits."""

    looked: int
    hits: int
    is_cut: bool
    at: datetime
    lines: list[HitOut]


class RunOut(Schema):
    """One act of a rule on one ticket."""

    rule: int
    ticket: str
    at: datetime
    outcome: str
    deeds: list[DeedOut]


class RunPageOut(Schema):
    """Some acts, and what to send as after to get the next ones; empty at the end."""

    items: list[RunOut]
    next: str


@router.get("/rules", response=RulePageOut)
def list_rules(
    request: Request,
    filter: Filter = "",  # noqa: A002  the name callers use
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> RulePageOut:
    """The rules of the units whose work you read."""
    rows = RULES.narrowed(request.viewer, rules_for(request.viewer), RULES.read(filter))
    page = RULES.page_of(rows, sort, after, size)
    return RulePageOut(items=_out(page.items), next=page.next)


@router.post("/rules", response={201: RuleOut})
def rule_add(request: Request, body: NewRuleIn) -> Status[RuleOut]:
    """Write one; it is off until it was tried out and switched on."""
    may_change_settings(request)
    added = commands.add_rule(viewer=request.viewer, unit=body.unit, **_asked(request, body))
    return Status(201, _out([added])[0])


@router.get("/rules/runs", response=RunPageOut)
def list_runs(
    request: Request,
    filter: Filter = "",  # noqa: A002
    sort: Sort = "",
    after: After = "",
    size: Size = PAGE,
) -> RunPageOut:
    """What the rules did, the newest first."""
    rows = RUNS.narrowed(request.viewer, runs_for(request.viewer), RUNS.read(filter))
    page = RUNS.page_of(rows.select_related("ticket"), sort, after, size)
    items = [
        RunOut(
            rule=run.rule_id,
            ticket=run.ticket.number or "",
            at=run.at,
            outcome=run.outcome,
            deeds=_deeds([said_deed(deed) for deed in run.deeds]),
        )
        for run in page.items
    ]
    return RunPageOut(items=items, next=page.next)


@router.get("/rules/{rule}", response=RuleOut)
def rule_show(request: Request, rule: int) -> RuleOut:
    """One rule."""
    return _out([rule_by(request.viewer, rule)])[0]


@router.post("/rules/{rule}/edit", response=RuleOut)
def rule_edit(request: Request, rule: int, body: EditedRuleIn) -> RuleOut:
    """Change what is named; a rule that then does something else is off until it is tried out."""
    may_change_settings(request)
    edited = commands.edit_rule(
        viewer=request.viewer, rule_id=rule, version=body.version, **_asked(request, body)
    )
    return _out([edited])[0]


@router.post("/rules/{rule}/try", response=TrialOut)
def rule_try(request: Request, rule: int) -> TrialOut:
    """What it would have done to the tickets of the last weeks; nothing is changed."""
    may_change_settings(request)
    return _tried(request, commands.try_rule(viewer=request.viewer, rule_id=rule))


@router.post("/rules/{rule}/switch-on", response=RuleOut)
def rule_switch_on(request: Request, rule: int) -> RuleOut:
    """Let it act from now on; refused until it was tried out as it stands."""
    may_change_settings(request)
    return _out([commands.switch_rule_on(viewer=request.viewer, rule_id=rule)])[0]


@router.post("/rules/{rule}/switch-off", response=RuleOut)
def rule_switch_off(request: Request, rule: int) -> RuleOut:
    """Let it act no more."""
    may_change_settings(request)
    return _out([commands.switch_rule_off(viewer=request.viewer, rule_id=rule)])[0]


def _asked(request: Request, body: RuleIn) -> dict[str, Any]:
    return asked_in(request, body, "assign_to", "tell_person")


def _tried(request: Request, trial: Trial) -> TrialOut:
    lines = [
        HitOut(ticket=hit.number, at=hit.at, deeds=_deeds(hit.deeds))
        for hit in hits_in_words(request.viewer, trial)
    ]
    return TrialOut(
        looked=trial.looked, hits=trial.hits, is_cut=trial.is_cut, at=trial.at, lines=lines
    )


def _deeds(deeds: Iterable[tuple[str, str, str]]) -> list[DeedOut]:
    return [DeedOut(deed=deed, fate=fate, why=why) for deed, fate, why in deeds]


def _out(rows: list[Rule]) -> list[RuleOut]:
    units = units_by_id({row.unit_id for row in rows})
    names = [name for name in RuleOut.model_fields if name not in ("id", "unit")]
    return [
        RuleOut(
            id=row.pk,
            unit=units[row.unit_id].key,
            **{name: getattr(row, name) for name in names},
        )
        for row in rows
    ]
