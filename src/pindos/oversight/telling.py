"""Who is told that the report of a month is there."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.identity.queries import viewer_of_person
from pindos.kernel.events import on
from pindos.notices.commands import tell
from pindos.notices.terms import Enclosure, Kind, hangs_on, know
from pindos.organisation.queries import heads_of, units_competent_everywhere
from pindos.organisation.terms import Competence
from pindos.oversight.commands.dispatching import KIND
from pindos.oversight.events import ReportMade
from pindos.oversight.models import Report
from pindos.oversight.queries import reads_report

know(
    Kind("report-made", gettext_lazy("The report of the month is there"), gettext_lazy("Figures"))
)


know(
    Kind(
        KIND,
        gettext_lazy("A report or view that comes to me each month"),
        gettext_lazy("Figures"),
    )
)


@hangs_on(KIND)
def paper_of(person_id: int, about: str) -> list[Enclosure]:
    """The report that a letter tells of, for whoever may read it when the letter leaves."""
    kind, _colon, pk = about.partition(":")
    report = Report.objects.filter(pk=pk).first() if kind == "oversight.report" else None
    if report is None or report.pdf is None:
        return []
    if not reads_report(viewer_of_person(person_id), report.unit_id):
        return []
    name = f"pindos-{report.month:%Y-%m}.pdf"
    return [Enclosure(name, "application/pdf", bytes(report.pdf))]


@on(ReportMade, name="tell-of-reports")
def tell_of_report(event: ReportMade) -> None:
    """The heads of the unit that oversees, once for each month, on its first working day."""
    report = Report.objects.defer("pdf").get(pk=event.report_id)
    if report.unit_id not in {unit.id for unit in units_competent_everywhere(Competence.OVERSEE)}:
        return  # of a unit of its own it goes to those who were chosen
    month = f"{report.month:%m/%Y}"

    def say() -> tuple[str, str]:
        title = _("The report of %(month)s is there") % {"month": month}
        return title, _("It says how the tickets of all prefectures went in that month.")

    tell(
        person_ids=[person.id for person in heads_of(report.unit_id)],
        key=f"report:{report.unit_id}:{report.month}",
        kind="report-made",
        about=f"oversight.report:{report.pk}",
        say=say,
        url=reverse("oversight:report-list"),
    )
