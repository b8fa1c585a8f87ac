"""Who is told of problems: those who work in the unit that owns it."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.access import Viewer
from pindos.kernel.events import on
from pindos.notices.commands import tell
from pindos.notices.terms import Kind, know
from pindos.organisation.queries import workers_of
from pindos.problems.events import (
    ProblemAccepted,
    ProblemDeclined,
    ProblemEvent,
    ProblemOffered,
    ProblemOpened,
    ProblemPublished,
    ProblemRecalled,
    ProblemReopened,
    ProblemResolved,
)
from pindos.problems.models import Problem
from pindos.problems.terms import ABOUT

PROBLEMS = gettext_lazy("Problems of my department")

know(
    Kind("problem-opened", gettext_lazy("A problem was opened"), PROBLEMS),
    Kind("problem-published", gettext_lazy("A problem became a known error"), PROBLEMS),
    Kind("problem-resolved", gettext_lazy("A problem was resolved"), PROBLEMS),
    Kind("problem-reopened", gettext_lazy("A problem was reopened"), PROBLEMS),
    Kind("problem-offered", gettext_lazy("A problem was offered, accepted or declined"), PROBLEMS),
)


@on(ProblemOpened, name="tell-of-problem-opened")
def tell_of_opened(event: ProblemOpened) -> None:
    """The unit hears that a cause is looked for."""
    _tell(event, "problem-opened", lambda: _("new problem"))


@on(ProblemPublished, name="tell-of-problem-published")
def tell_of_published(event: ProblemPublished) -> None:
    """The unit hears that cause or workaround is known."""
    _tell(event, "problem-published", lambda: _("it is a known error"))


@on(ProblemResolved, name="tell-of-problem-resolved")
def tell_of_resolved(event: ProblemResolved) -> None:
    """The unit hears that the cause is removed."""
    _tell(event, "problem-resolved", lambda: _("the cause was removed"))


@on(ProblemReopened, name="tell-of-problem-reopened")
def tell_of_reopened(event: ProblemReopened) -> None:
    """The unit hears that it was not."""
    _tell(event, "problem-reopened", lambda: _("it was reopened"))


@on(ProblemOffered, name="tell-of-problem-offered")
def tell_of_offered(event: ProblemOffered) -> None:
    """The other unit hears that it is asked to take it."""
    _tell(event, "problem-offered", lambda: _("it is offered to your unit"), event.to_unit_id)


@on(ProblemAccepted, name="tell-of-problem-accepted")
def tell_of_accepted(event: ProblemAccepted) -> None:
    """The unit that had it hears that the other one owns it."""
    _tell(event, "problem-offered", lambda: _("the other unit accepted it"), event.from_unit_id)


@on(ProblemDeclined, name="tell-of-problem-declined")
def tell_of_declined(event: ProblemDeclined) -> None:
    """The unit that has it hears that it keeps it."""
    _tell(event, "problem-offered", lambda: _("the other unit declined it"), event.from_unit_id)


@on(ProblemRecalled, name="tell-of-problem-recalled")
def tell_of_recalled(event: ProblemRecalled) -> None:
    """The other unit hears that it need not answer."""
    _tell(
        event,
        "problem-offered",
        lambda: _("the offer was recalled"),
        event.to_unit_id,
    )


def _tell(
    event: ProblemEvent, kind: str, what: Callable[[], str], unit_id: int | None = None
) -> None:
    problem = Problem.objects.get(pk=event.problem_id)
    people: Iterable[int] = (person.id for person in workers_of(unit_id or event.unit_id))
    tell(
        person_ids=people,
        key=f"{kind}:{event.entry_id}",
        kind=kind,
        about=f"{ABOUT}:{problem.pk}",
        say=lambda: (f"{event.number}: {what()}", problem.title),
        url=f"/problems/{problem.pk}/",
        by=Viewer(person_id=event.by_person_id),
    )
