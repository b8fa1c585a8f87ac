"""Who is addressed in what somebody writes: found, and refused where they may not read it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pindos.identity.queries import people_of_logins
from pindos.kernel.errors import Invalid
from pindos.kernel.text import fold
from pindos.organisation.queries import PersonFacts, people_by_id, people_seen_by
from pindos.records.terms import Sight
from pindos.servicedesk.commands.turn import Turn
from pindos.servicedesk.queries import addressable_on, sight_of_person
from pindos.servicedesk.rules import Mention, mentions_in
from pindos.servicedesk.terms import MOST_MENTIONED, Party


def mentioned_in(turn: Turn, text: str, *, is_internal: bool = False) -> list[int]:
    """The people whom a text addresses, each once; nobody's name is only text.

    Refuses (Invalid, field ``text``) somebody who may not read what is written.
    """
    mentions = mentions_in(text)
    if not mentions:
        return []
    if len(mentions) > MOST_MENTIONED:
        words = _("At most %(most)s people can be addressed at once.") % {"most": MOST_MENTIONED}
        raise Invalid({"text": words})
    found: list[int] = []
    by_login, by_name = _known(turn, mentions)
    for mention in mentions:
        people = [by_login[mention.login]] if mention.login in by_login else []
        people = people or _called(mention, by_name)
        if people and (one := _one_who_reads(turn, mention, people, is_internal)) is not None:
            found.append(one)
    return [person for person in dict.fromkeys(found) if person != turn.me]


def _called(mention: Mention, by_name: dict[str, list[PersonFacts]]) -> list[PersonFacts]:
    """Those of the longest name that fits."""
    for name in reversed(mention.names):
        if name in by_name:
            return by_name[name]
    return []


def _one_who_reads(
    turn: Turn, mention: Mention, people: list[PersonFacts], is_internal: bool
) -> int | None:
    """The one that is meant and may read it; refuses when nobody of that name may."""
    if any(person.id == turn.me for person in people):
        return None
    enough = {Sight.ALL} if is_internal else {Sight.ALL, Sight.PUBLIC}
    reading = [one for one in people if sight_of_person(one.id, turn.ticket) in enough]
    if len(reading) > 1:
        words = _("Several people are called %(name)s. Write @ and the login of the one you mean.")
        raise Invalid({"text": words % {"name": reading[0].name}})
    if reading:
        return reading[0].id
    if is_internal:
        words = _(
            "%(name)s may not read internal notes, so @%(written)s would reach nobody. "
            "Leave the @ out, or write it as a reply."
        )
    else:
        words = _(
            "%(name)s does not see this ticket. Add them as a watcher first, or leave the @ out."
        )
    raise Invalid({"text": words % {"name": people[0].name, "written": mention.written}})


def _known(
    turn: Turn, mentions: list[Mention]
) -> tuple[dict[str, PersonFacts], dict[str, list[PersonFacts]]]:
    """Those whom the writer may know of, by login and by name.

    The requester knows those only who have shown themselves on the ticket.
    """
    near = addressable_on(turn.viewer, turn.ticket)
    by_login = {fold(one.login): one.person for one in near if one.login}
    if turn.party is Party.REQUESTER:
        return by_login, _by_name(one.person for one in near)
    others = people_of_logins({mention.login for mention in mentions} - by_login.keys())
    wanted = {name for mention in mentions for name in mention.names}
    people = people_by_id(
        set(others.values()) | {row for name in wanted for row in _named(turn, name)}
    )
    by_login |= {login: people[pk] for login, pk in others.items() if pk in people}
    everybody = {one.person.id: one.person for one in near} | people
    return by_login, _by_name(everybody.values())


def _named(turn: Turn, name: str) -> list[int]:
    """People of this name whom the desk may look up."""
    rows = people_seen_by(turn.viewer)
    for word in name.split():
        rows = rows.filter(search_text__contains=word)
    return list(rows.values_list("pk", flat=True)[:20])


def _by_name(people: Iterable[PersonFacts]) -> dict[str, list[PersonFacts]]:
    found: dict[str, list[PersonFacts]] = {}
    for person in people:
        found.setdefault(fold(person.name), []).append(person)
    return found
