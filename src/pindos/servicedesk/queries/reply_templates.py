"""Ready texts: which of them somebody may use or edit, and what one says about a ticket."""

from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from pindos.kernel.access import Viewer
from pindos.kernel.errors import NotFound
from pindos.kernel.greek import (
    Case,
    Gender,
    Phrase,
    day_in_words,
    gender_of,
    given_name,
    greeting,
    on_day_in_words,
    person,
    sir,
    unit_phrase,
)
from pindos.kernel.ids import possible_id
from pindos.kernel.prepared import prepared
from pindos.organisation.queries import (
    PersonFacts,
    administration_held,
    people_by_id,
    prefecture_facts,
    site_facts,
    unit_facts,
)
from pindos.organisation.rights import units_seen_by, units_worked_by
from pindos.organisation.terms import Role
from pindos.servicedesk.models import ReplyTemplate, ReplyWording, Ticket
from pindos.servicedesk.rules import faults_in, fill
from pindos.servicedesk.rules.placeholders import (
    MEANINGS,
    Placeholder,
    all_placeholders,
    in_greek,
)

EDITING = (Role.HEAD, Role.DIRECTOR, Role.ADMINISTRATOR)
BY_NAME = ("name", "id")
ARTICLES = {
    Gender.MASCULINE: {Case.GENITIVE: "του", Case.ACCUSATIVE: "τον"},
    Gender.FEMININE: {Case.GENITIVE: "της", Case.ACCUSATIVE: "την"},
    Gender.UNKNOWN: {Case.GENITIVE: "του/της", Case.ACCUSATIVE: "τον/την"},
}
PHRASES = {
    "nominative": Phrase.SUBJECT,
    "genitive": Phrase.OWNER,
    "accusative": Phrase.OBJECT,
    "place": Phrase.PLACE,
}


class Filled(NamedTuple):
    """A text as it can be sent, and the names whose case only a person can say."""

    text: str
    unsure: list[str]


def reply_templates_for(viewer: Viewer) -> QuerySet[ReplyTemplate]:
    """Those of everybody and of the units that the viewer sees; none to those who see none."""
    units = units_seen_by(viewer)
    if not units:
        return ReplyTemplate.objects.none()
    return ReplyTemplate.objects.filter(Q(unit=None) | Q(unit__in=units))


def reply_template_by(viewer: Viewer, template_id: int) -> ReplyTemplate:
    """One of them; NotFound when it is not theirs to see."""
    found = reply_templates_for(viewer).filter(pk=possible_id(template_id)).first()
    if found is None:
        raise NotFound
    return found


class ReadyText(NamedTuple):
    """A text that is offered, by its name."""

    pk: int
    name: str


def reply_templates_on(viewer: Viewer, ticket: Ticket) -> list[ReadyText]:
    """What is offered in a reply: of everybody, of the ticket's units, of the viewer's own."""
    near = frozenset({ticket.unit_id, ticket.with_unit_id}) | viewer.posts_as(*EDITING, *_WORKING)
    near &= units_worked_by(viewer)
    seen = units_seen_by(viewer)
    return [ReadyText(*row) for row in _near(seen, near)] if seen else []


@prepared
def _near(units: frozenset[int], near: frozenset[int]) -> QuerySet[ReplyTemplate, tuple[int, str]]:
    rows = ReplyTemplate.objects.filter(Q(unit=None) | Q(unit__in=units))
    rows = rows.filter(Q(unit=None) | Q(unit__in=near), is_retired=False)
    return rows.order_by(*BY_NAME).values_list("pk", "name")


_WORKING = (Role.TECHNICIAN, Role.DIRECTORATE_STAFF)


def right_to_template(viewer: Viewer, unit_id: int | None) -> str:
    """The role by which somebody edits the texts of a unit; empty when they may not.

    What is for everybody is for those who administer a whole administration.
    """
    if unit_id is None:
        holds = administration_held(viewer, Role.ADMINISTRATOR) is not None
        return Role.ADMINISTRATOR if holds else ""
    return viewer.capacity_over(unit_id, EDITING)


def wordings_of(template: ReplyTemplate) -> list[ReplyWording]:
    """Every wording that it has had, the newest first."""
    return list(ReplyWording.objects.filter(template=template).order_by("-version")[:50])


def filled(viewer: Viewer, text: str, ticket: Ticket) -> Filled:
    """The text about this ticket, each name in its case; always in Greek, as it is written."""
    with override("el"):
        said = _Saying(viewer, ticket)
        return Filled(fill(text, said.of), said.unsure)


def things_filled_in() -> list[tuple[Promise, list[str]]]:
    """What can be filled in from a ticket, and how each is written in Greek."""
    by_thing: dict[str, list[str]] = {}
    for each in all_placeholders():
        by_thing.setdefault(each.thing, []).append(in_greek(each))
    return [(MEANINGS[thing], written) for thing, written in by_thing.items()]


def faults_of_text(text: str) -> str:
    """What is wrong with a text that no person sends: its placeholders, and one for the writer."""
    if faults := faults_in(text):
        return " ".join(str(fault) for fault in faults[:10])
    named: list[str] = []
    fill(text, lambda each: named.append(each.thing) or "")  # type: ignore[func-returns-value]
    if "writer" in named:
        return _("Nobody writes this text, so it cannot name its writer.")
    return ""


class _Saying:
    """Says each placeholder; a name that cannot be bent is put so that no case is needed."""

    def __init__(self, viewer: Viewer, ticket: Ticket) -> None:
        self.ticket = ticket
        ids = {pk for pk in (ticket.requester_id, viewer.person_id) if pk is not None}
        people = people_by_id(ids)
        self.requester = people.get(ticket.requester_id or 0)
        self.writer = people.get(viewer.person_id or 0)
        self.unsure: list[str] = []

    def of(self, what: Placeholder) -> str:
        """The words for a placeholder."""
        days = {"plain": day_in_words, "when": on_day_in_words}
        plain = {
            "number": lambda: self.ticket.number or "",
            "title": lambda: self.ticket.title,
            "unit": lambda: unit_phrase(unit_facts(self.ticket.unit_id).name, PHRASES[what.form]),
            "site": lambda: self._site(what.form),
            "opened": lambda: days[what.form](timezone.localdate(self.ticket.opened_at)),
            "today": lambda: days[what.form](timezone.localdate()),
            "greeting": lambda: self._greeting(what.form),
            "writer": lambda: self._person(self.writer, Case(what.form)),
            "requester": lambda: self._person(self.requester, Case(what.form)),
            "sir": lambda: self._sir(Case(what.form)),
        }
        return plain[what.thing]()

    def _site(self, form: str) -> str:
        if self.ticket.site_id:
            return unit_phrase(site_facts(self.ticket.site_id).name, PHRASES[form])
        genitive = prefecture_facts(self.ticket.prefecture_id).genitive
        article = {"nominative": "ο νομός", "genitive": "του νομού", "accusative": "τον νομό"}
        return f"{article.get(form, 'στον νομό')} {genitive}"

    def _greeting(self, form: str) -> str:
        who = self.requester
        if who is None:
            return "Καλημέρα σας"
        gender = gender_of(who.given_name, who.family_name)
        called = given_name(who.given_name, Case.VOCATIVE, gender)
        if form == "familiar" and called and gender is not Gender.UNKNOWN:
            return f"{'Αγαπητέ' if gender is Gender.MASCULINE else 'Αγαπητή'} {called}"
        words = greeting(who.given_name, who.family_name)
        if sir(who.given_name, who.family_name, Case.VOCATIVE) is None:
            self._doubt(who)
        return words

    def _person(self, who: PersonFacts | None, case: Case) -> str:
        if who is None:
            return "ο ενδιαφερόμενος" if case is Case.NOMINATIVE else _NOBODY[case]
        name = person(who.given_name, who.family_name, case)
        if name is None:
            self._doubt(who)
            return who.name if case is Case.VOCATIVE else f"(ονοματεπώνυμο: {who.name})"
        article = ARTICLES[gender_of(who.given_name, who.family_name)].get(case, "")
        return f"{article} {name}".strip()

    def _sir(self, case: Case) -> str:
        who = self.requester
        found = sir(who.given_name, who.family_name, case) if who else None
        return found or self._person(who, case)

    def _doubt(self, who: PersonFacts) -> None:
        if who.name not in self.unsure:
            self.unsure.append(who.name)


_NOBODY = {
    Case.GENITIVE: "του ενδιαφερομένου",
    Case.ACCUSATIVE: "τον ενδιαφερόμενο",
    Case.VOCATIVE: "κύριε/κυρία",
}
