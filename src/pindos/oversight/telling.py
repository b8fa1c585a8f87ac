"""Who is told that the report of a month is there."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.events import on
from pindos.notices.commands import tell
from pindos.notices.terms import Kind, know
from pindos.organisation.queries import heads_of
from pindos.oversight.events import ReportMade
from pindos.oversight.models import Report

know(
    Kind("report-made", gettext_lazy("The report of the month is there"), gettext_lazy("Figures"))
)


@on(ReportMade, name="tell-of-reports")
def tell_of_report(event: ReportMade) -> None:
    """The heads of the unit that oversees, once for each month, on its first working day."""
    report = Report.objects.defer("pdf").get(pk=event.report_id)
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
