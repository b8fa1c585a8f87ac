"""Who is told of planned work: who decides, whose work it is, and the technicians it touches."""

from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from pindos.changes.events import (
    ChangeApproved,
    ChangeAsked,
    ChangeBackedOut,
    ChangeCancelled,
    ChangeEvent,
    ChangeFinished,
    ChangeNoted,
    ChangeRefused,
    ChangeRescheduled,
    ChangeStarted,
    ChangeWithdrawn,
)
from pindos.changes.models import Affected, Approval, Change, ProblemTie
from pindos.changes.terms import ABOUT, Decision
from pindos.kernel.access import Viewer
from pindos.kernel.events import on
from pindos.notices.commands import tell
from pindos.notices.terms import Kind, know
from pindos.organisation.queries import heads_of, people_by_id, units_by_id, workers_of
from pindos.problems.terms import ABOUT as OF_PROBLEM

Say = Callable[[], str]
GROUP = gettext_lazy("Planned work")

know(
    Kind("change-asked", gettext_lazy("Planned work waits for my approval"), GROUP),
    Kind("change-withdrawn", gettext_lazy("Planned work waits for me no more"), GROUP),
    Kind("change-answered", gettext_lazy("The head decided on work that I plan"), GROUP),
    Kind("change-announced", gettext_lazy("Planned work affects my department"), GROUP),
    Kind("change-moved", gettext_lazy("Planned work was moved or called off"), GROUP),
    Kind("change-noted", gettext_lazy("Something was written on work that I plan"), GROUP),
    Kind("change-for-problem", gettext_lazy("Work for a problem of mine was carried out"), GROUP),
    Kind("change-review", gettext_lazy("An emergency waits to be reviewed"), GROUP),
)


class News:
    """One event of one change, about to be told; nobody hears of one event twice."""

    def __init__(self, event: ChangeEvent) -> None:
        self.event = event
        self.change = Change.objects.get(pk=event.change_id)

    def tell(self, people: Iterable[int | None], kind: str, title: Say, text: Say = str) -> None:
        """Tell each of these people in their language; one key, so that the first words stand."""
        number, subject = self.event.number, self.change.title
        tell(
            person_ids=people,
            key=f"change:{self.event.entry_id}",
            kind=kind,
            about=f"{ABOUT}:{self.change.pk}",
            say=lambda: (f"{number}: {title()}", f"{subject}\n\n{text()}".strip()),
            url=f"/changes/{self.change.pk}/",
            by=Viewer(person_id=self.event.by_person_id),
        )

    def owners(self) -> set[int | None]:
        """Whose work it is: who planned it, who is responsible, who asked for approval."""
        asked = Approval.objects.filter(change=self.change).values_list("asked_by_id", flat=True)
        return {self.change.planned_by_id, self.change.responsible_id, *asked}

    def touched(self) -> set[int]:
        """The technicians of the units that it affects, or that serve what it affects."""
        rows = Affected.objects.filter(change=self.change, unit__isnull=False)
        units = rows.values_list("unit_id", flat=True)
        return {person.id for unit in units for person in workers_of(unit)}

    def deciders(self) -> set[int | None]:
        """The heads who have said yes to it."""
        rows = Approval.objects.filter(change=self.change, decision=Decision.APPROVED)
        return set(rows.values_list("decided_by_id", flat=True))

    def window(self) -> str:
        """When, and where; in the reader's language."""
        return window_of(self.change)


def window_of(change: Change) -> str:
    """From when until when, on which service and in which units."""
    if change.starts_at is None or change.ends_at is None:
        return ""
    words = _("From %(start)s until %(end)s.") % {
        "start": _minute(change.starts_at),
        "end": _minute(change.ends_at),
    }
    names = ", ".join(sorted(unit.name for unit in units_by_id(change.units).values()))
    lines = [
        words,
        _("Service: %(service)s") % {"service": change.service} if change.service else "",
        _("Units: %(units)s") % {"units": names} if names else "",
    ]
    return "\n".join(filter(None, lines))


@on(ChangeAsked, name="tell-of-change-asked")
def tell_of_question(event: ChangeAsked) -> None:
    """Every head of the unit hears that it waits."""
    news = News(event)
    heads = [head.id for head in heads_of(event.asked_unit_id)]
    title = gettext_lazy("planned work waits for your approval")
    news.tell(heads, "change-asked", lambda: str(title), news.window)


@on(ChangeWithdrawn, name="tell-of-change-withdrawn")
def tell_of_withdrawal(event: ChangeWithdrawn) -> None:
    """The heads hear that nothing waits for them any more."""
    heads = [head.id for head in heads_of(event.asked_unit_id)]
    title = gettext_lazy("it does not wait for your approval any more")
    News(event).tell(heads, "change-withdrawn", lambda: str(title))


@on(ChangeApproved, name="tell-of-change-approved")
def tell_of_approval(event: ChangeApproved) -> None:
    """Whose work it is hears the decision; the technicians it touches hear what will happen."""
    news = News(event)
    if event.approval_id is not None:
        row = Approval.objects.get(pk=event.approval_id)
        news.tell(news.owners(), "change-answered", lambda: _approved(row), lambda: row.reason)
    if not event.is_after:
        news.tell(news.touched(), "change-announced", _announced, news.window)


@on(ChangeRefused, name="tell-of-change-refused")
def tell_of_refusal(event: ChangeRefused) -> None:
    """Whose work it is hears why not."""
    news = News(event)
    row = Approval.objects.get(pk=event.approval_id)
    title = gettext_lazy("the head did not approve it")
    news.tell(news.owners(), "change-answered", lambda: str(title), lambda: row.reason)


@on(ChangeStarted, name="tell-of-change-started")
def tell_of_start(event: ChangeStarted) -> None:
    """Of an emergency that nobody knew of, the technicians hear when it begins."""
    news = News(event)
    if event.is_news:
        title = gettext_lazy("emergency work has begun")
        news.tell(news.touched(), "change-announced", lambda: str(title), news.window)


@on(ChangeRescheduled, name="tell-of-change-rescheduled")
def tell_of_new_time(event: ChangeRescheduled) -> None:
    """Who knew the old time hears the new one, and the head who had approved it."""
    news = News(event)
    people = news.owners() | news.deciders()
    people |= news.touched() if event.was_announced else set()
    title = gettext_lazy("planned work was moved")
    why = lambda: f"{news.window()}\n{_why(event.reason)}"  # noqa: E731  said in each language
    news.tell(people, "change-moved", lambda: str(title), why)


@on(ChangeCancelled, name="tell-of-change-cancelled")
def tell_of_cancelling(event: ChangeCancelled) -> None:
    """Who knew of it hears that it will not be, and the head who need not decide any more."""
    news = News(event)
    people = news.owners() | news.deciders()
    people |= news.touched() if event.was_announced else set()
    if event.asked_unit_id is not None:
        people |= {head.id for head in heads_of(event.asked_unit_id)}
    title = gettext_lazy("planned work was called off")
    news.tell(people, "change-moved", lambda: str(title), lambda: _why(event.reason))


@on(ChangeBackedOut, name="tell-of-change-backed-out")
def tell_of_failure(event: ChangeBackedOut) -> None:
    """Whose work it is, the head who approved it and who was told hear that it failed."""
    news = News(event)
    people = news.owners() | news.deciders() | news.touched()
    title = gettext_lazy("planned work failed and was undone")
    news.tell(people, "change-moved", lambda: str(title), lambda: _why(event.reason))


@on(ChangeFinished, name="tell-of-problem-worked-on")
def tell_of_problem(event: ChangeFinished) -> None:
    """Whoever looks after a problem that it was to solve hears that it is done, once.

    Without anybody responsible it is the unit that owns the problem. Nothing is told of the
    change itself: the page of the problem shows it to whoever may read it.
    """
    for row in ProblemTie.objects.filter(change=event.change_id).select_related("problem"):
        _tell_owner(row, event)


def _tell_owner(row: ProblemTie, event: ChangeFinished) -> None:
    problem = row.problem
    unit = [person.id for person in workers_of(problem.unit_id)]
    people = [problem.assignee_id] if problem.assignee_id else unit
    what = gettext_lazy("the planned work that was to solve it was carried out")
    tell(
        person_ids=people,
        key=f"change-for-problem:{row.change_id}:{row.problem_id}",
        kind="change-for-problem",
        about=f"{OF_PROBLEM}:{problem.pk}",
        say=lambda: (f"{problem.number}: {what}", problem.title),
        url=f"/problems/{problem.pk}/",
        by=Viewer(person_id=event.by_person_id),
    )


@on(ChangeNoted, name="tell-of-change-noted")
def tell_of_note(event: ChangeNoted) -> None:
    """Whose work it is hears that somebody wrote about it."""
    news = News(event)
    title = gettext_lazy("somebody wrote about planned work")
    news.tell(news.owners(), "change-noted", lambda: str(title))


def _approved(row: Approval) -> str:
    people = people_by_id([row.decided_by_id] if row.decided_by_id else [])
    name = people[row.decided_by_id].name if row.decided_by_id in people else "–"
    return pgettext("change", "approved by: %(person)s") % {"person": name}


def _announced() -> str:
    return _("planned work affects your department")


def _why(reason: str) -> str:
    return _("Reason: %(reason)s") % {"reason": reason} if reason else ""


def _minute(moment: object) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")  # type: ignore[arg-type]
