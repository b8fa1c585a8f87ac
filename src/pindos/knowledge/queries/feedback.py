"""What readers say of an instruction, and which instructions no longer help."""

from typing import Any, NamedTuple

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from pindos.kernel.access import Viewer
from pindos.knowledge.models import Answer, Edition, Instruction, Tally
from pindos.knowledge.queries.instructions import instructions_for
from pindos.knowledge.terms import State

FEW = 3  # answers; before so many nothing is said of a version
MOST = 50
WORDS = 20  # of what was said, the newest


class Feedback(NamedTuple):
    """What was said of one version, how often it was read and help was asked for after it."""

    helped: int = 0
    not_helped: int = 0
    readings: int = 0
    asked_after: int = 0
    words: tuple[str, ...] = ()


class Ailing(NamedTuple):
    """An instruction that no longer helps, with what says so."""

    row: Instruction
    helped: int
    not_helped: int
    asked_after: int
    readings: int
    is_overdue: bool

    @property
    def has_turned(self) -> bool:
        """Whether more readers say that it does not help than that it does."""
        return self.not_helped >= FEW and self.not_helped > self.helped

    @property
    def is_left(self) -> bool:
        """Whether every third reader asks for help all the same."""
        return self.asked_after >= FEW and 3 * self.asked_after >= self.readings


def feedback_on(edition: Edition | None) -> Feedback:
    """What was said of a version; without names, for those who write it."""
    if edition is None:
        return Feedback()
    answers = Answer.objects.filter(edition=edition)
    counts = answers.aggregate(
        helped=Count("pk", filter=Q(has_helped=True)),
        not_helped=Count("pk", filter=Q(has_helped=False)),
    )
    said = answers.exclude(words="").order_by("-at").values_list("words", flat=True)
    tally = Tally.objects.filter(edition=edition).first()
    read = {"readings": tally.readings, "asked_after": tally.asked_after} if tally else {}
    return Feedback(**counts, **read, words=tuple(said[:WORDS]))


def answer_of(viewer: Viewer, edition: Edition | None) -> Answer | None:
    """What the viewer themself said of a version."""
    if edition is None or viewer.person_id is None:
        return None
    return Answer.objects.filter(edition=edition, person=viewer.person_id).first()


def ailing_for(viewer: Viewer) -> list[Ailing]:
    """Which published instructions of the viewer's units no longer help, the worst first."""
    today = timezone.localdate()
    rows = with_counts(instructions_for(viewer)).filter(state=State.PUBLISHED)
    turned = Q(not_helped__gte=FEW) | Q(asked_after__gte=FEW) | Q(review_on__lte=today)
    found = [
        _ailing(row, is_overdue=row.review_on is not None and row.review_on <= today)
        for row in rows.filter(turned).select_related("unit", "edition")
    ]
    ailing = [each for each in found if each.has_turned or each.is_left or each.is_overdue]
    worst = sorted(ailing, key=lambda each: (-each.not_helped - each.asked_after, each.row.pk))
    return worst[:MOST]


def _ailing(row: Any, *, is_overdue: bool) -> Ailing:
    counts = (row.helped, row.not_helped, row.asked_after, row.readings)
    return Ailing(row, *counts, is_overdue)


def with_counts(rows: QuerySet[Instruction]) -> QuerySet[Instruction]:
    """The rows with what is counted of the version that is read now."""
    answers = Answer.objects.filter(edition=OuterRef("edition")).order_by().values("edition")
    tally = Tally.objects.filter(edition=OuterRef("edition"))

    def counted(has_helped: bool) -> Coalesce:  # noqa: FBT001
        wanted = answers.filter(has_helped=has_helped).annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(wanted, output_field=IntegerField()), 0)

    return rows.annotate(
        helped=counted(True),
        not_helped=counted(False),
        readings=Coalesce(Subquery(tally.values("readings")), 0),
        asked_after=Coalesce(Subquery(tally.values("asked_after")), 0),
    )
