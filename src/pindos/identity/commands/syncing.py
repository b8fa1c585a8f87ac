"""Comparing people with the directory: what would change first, then carried out."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from pindos.identity.commands.outside import reopen_by_source, shut_by_source
from pindos.identity.directory import Entry, Unreachable, called, everybody, in_words
from pindos.identity.events import DirectorySynced
from pindos.identity.models import Directory, OutsideSignIn
from pindos.identity.queries import (
    barred_among,
    linked_to_directory,
    policy_unit_of,
    role_of_entry,
    the_directory,
    unit_of_entry,
    wanted_of,
)
from pindos.identity.terms import Source, SyncKind
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import NotFound, Refused
from pindos.kernel.events import emit
from pindos.kernel.later import ldap
from pindos.organisation.commands import add_person, appoint_person, change_person
from pindos.organisation.queries import PersonFacts, people_by_address, people_by_id
from pindos.organisation.terms import Role

COPIED = ("given_name", "family_name", "email", "phone")
MOST_SHUT = 0.5  # of those linked: more at once is rather a wrong filter than a reform
FEW = 5  # below which half of them may well go


class Change(NamedTuple):
    """One thing that the directory knows better."""

    kind: str
    name: str
    login: str
    words: str
    link: OutsideSignIn | None = None
    person_id: int | None = None
    values: dict[str, Any] = {}


class Plan(NamedTuple):
    """What was looked at, and what would be done; ``barred`` were pseudonymised and stay away."""

    looked_at: int
    changes: list[Change]
    barred: int = 0


def plan_sync(*, viewer: Viewer) -> Plan:
    """What differs between the directory and the people here; changes nothing.

    Only for administrators of a whole administration, and for the timetable.
    """
    if viewer is not HOUSE:
        policy_unit_of(viewer)
    row = the_directory()
    if row is None:
        raise NotFound
    entries = {each.subject: each for each in _everybody(row)}
    if not entries:
        raise Refused(_("The directory shows nobody, so nobody is shut. Look at the filter."))
    links = list(linked_to_directory())
    people = people_by_id(each.account.person_id for each in links if each.account.person_id)
    changes = [
        change for link in links for change in _of_link(link, entries.get(link.subject), people)
    ]
    known = {each.subject for each in links}
    new = [each for each in entries.values() if each.subject not in known]
    barred = barred_among(new)
    changes += _newcomers(row, [each for each in new if each.subject not in barred])
    return Plan(len(entries), changes, len(barred))


def sync_directory(*, viewer: Viewer) -> Plan:
    """Carry out what plan_sync shows. Refuses to shut more than half of those who are linked."""
    plan = plan_sync(viewer=viewer)
    row = the_directory()
    shut = sum(each.kind == SyncKind.SHUT for each in plan.changes)
    linked = linked_to_directory().filter(account__is_active=True).count()
    if shut > max(FEW, linked * MOST_SHUT):
        raise Refused(
            _(
                "%(n)s of %(all)s people would be shut at once. That looks like a wrong filter, so"
                " nothing was carried out."
            )
            % {"n": shut, "all": linked}
        )
    for change in plan.changes:
        _carry_out(change)
    if row is not None:
        with transaction.atomic():
            event = DirectorySynced(
                directory_id=row.pk, looked_at=plan.looked_at, carried_out=len(plan.changes)
            )
            unit_id = policy_unit_of(viewer) if viewer is not HOUSE else None
            emit(event, about=row, unit_id=unit_id, by=viewer)
    return plan


def _everybody(row: Directory) -> list[Entry]:
    """The network is used before any transaction."""
    try:
        with called(wanted_of(row)) as wire:
            return list(everybody(wire, wanted_of(row)))
    except ldap.LDAPError as error:
        raise Unreachable(in_words(error)) from error


def _of_link(
    link: OutsideSignIn, entry: Entry | None, people: dict[int, PersonFacts]
) -> Iterable[Change]:
    """What the directory says about somebody who is linked to it."""
    account = link.account
    person = people.get(account.person_id or 0)
    name = person.name if person else account.username
    if entry is None or entry.is_disabled:
        if account.is_active:
            words = _("Disabled in the directory.") if entry else _("Gone from the directory.")
            yield Change(SyncKind.SHUT, name, account.username, words, link)
        return
    if not account.is_active and link.shut_at:
        words = _("In the directory again.")
        yield Change(SyncKind.REOPEN, name, account.username, words, link)
    if person is None:
        return
    values = {
        field: getattr(entry, field)
        for field in COPIED
        if getattr(entry, field) and getattr(entry, field) != getattr(person, field)
    }
    if values:
        words = ", ".join(values.values())
        yield Change(SyncKind.CHANGE, name, account.username, words, link, person.id, values)


def _newcomers(row: Directory, entries: list[Entry]) -> Iterable[Change]:
    """People whom nobody has entered yet, if the tables give them a unit and a role."""
    fit = [
        each for each in entries if not each.is_disabled and each.family_name and "@" in each.email
    ]
    known = people_by_address(each.email for each in fit)
    for entry in fit:
        unit, role = unit_of_entry(row, entry), role_of_entry(row, entry)
        if not (unit and role) or entry.email.casefold() in known:
            continue
        name = f"{entry.given_name} {entry.family_name}".strip()
        values = {field: getattr(entry, field) for field in COPIED}
        words = f"{Role(role).label}, {unit}"
        yield Change(
            SyncKind.ADD,
            name,
            entry.login,
            words,
            values={**values, "unit": unit, "role": role},
        )


@transaction.atomic
def _carry_out(change: Change) -> None:
    if change.kind == SyncKind.SHUT and change.link:
        shut_by_source(change.link.account, Source.DIRECTORY, change.words)
    elif change.kind == SyncKind.REOPEN and change.link:
        reopen_by_source(change.link.account, Source.DIRECTORY)
    elif change.kind == SyncKind.CHANGE and change.person_id:
        change_person(viewer=HOUSE, person_id=change.person_id, **change.values)
    elif change.kind == SyncKind.ADD:
        values = dict(change.values)
        unit, role = values.pop("unit"), values.pop("role")
        person = add_person(viewer=HOUSE, key=change.login or values["email"], **values)
        appoint_person(viewer=HOUSE, person_id=person.pk, unit=unit, role=role)
