"""Asking for a monthly report, making it and handing it out."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.events import emit
from pindos.kernel.filtering.days import months_on
from pindos.kernel.jobs import bring_forward
from pindos.kernel.replica import read_apart
from pindos.organisation.queries import units_competent_everywhere
from pindos.organisation.terms import Competence
from pindos.oversight.events import (
    ReportAsked,
    ReportEvent,
    ReportFailed,
    ReportMade,
    ReportTaken,
)
from pindos.oversight.models import Report
from pindos.oversight.paper import pdf_of
from pindos.oversight.paper.monthly import monthly
from pindos.oversight.queries import (
    has_tickets,
    is_first_working_day_past,
    month_read,
    overseeing,
    report_by,
)
from pindos.oversight.terms import ReportState

AGAIN = timedelta(hours=3)  # after which a report that failed is tried again
PAPER = "el"  # the language of what the administration files


@transaction.atomic
def ask_report(*, viewer: Viewer, month: str, unit: str = "") -> Report:
    """Have the report of a month (2026-10) made, or made again; it is there within minutes.

    Refuses a month that has not begun, and a unit that the viewer does not oversee.
    """
    units = overseeing(viewer)
    chosen = [each for each in units if not unit or each.key == unit]
    if not chosen:
        raise Invalid({"unit": _("There is no unit called %(key)s.") % {"key": unit[:60]}})
    return _ask(chosen[0].id, month_read(month), viewer)


def ask_due_reports(*, now: datetime | None = None) -> int:
    """From the first working day of a month on, ask for the report of the month before."""
    today = timezone.localdate(now)
    if not is_first_working_day_past(today):
        return 0
    month = months_on(today.replace(day=1), -1)
    count = 0
    for unit in units_competent_everywhere(Competence.OVERSEE):
        is_there = Report.objects.filter(unit=unit.id, month=month).exists()
        if not is_there and has_tickets(unit):
            with transaction.atomic():
                _ask(unit.id, month, HOUSE)
            count += 1
    return count


def make_asked_reports() -> int:
    """Make what was asked for; return how many. The database is not held while one is made."""
    rows = list(Report.objects.filter(state=ReportState.ASKED).order_by("asked_at").defer("pdf"))
    return sum(_make(row) for row in rows)


@transaction.atomic
def take_report(*, viewer: Viewer, report_id: int) -> Report:
    """The report with its bytes; that it was taken is in the audit trail before it goes."""
    report = report_by(viewer, report_id)
    if report.pdf is None:
        raise Refused(_("The report is not made yet. Come back in a minute."))
    _say(ReportTaken, report, viewer)
    return report


def ask_unless_there(unit_id: int, month: date, now: datetime) -> Report:
    """The report of a month, asked for when it is not there or failed some hours ago."""
    found = Report.objects.defer("pdf").filter(unit=unit_id, month=month).first()
    if found is None:
        return _ask(unit_id, month, HOUSE)
    if found.state == ReportState.FAILED and found.asked_at < now - AGAIN:
        return _ask(unit_id, month, HOUSE)
    return found


def _ask(unit_id: int, month: date, viewer: Viewer) -> Report:
    report, _is_new = Report.objects.select_for_update().get_or_create(
        unit_id=unit_id, month=month, defaults={"asked_at": timezone.now()}
    )
    before = report.state
    report.state, report.asked_at, report.error = ReportState.ASKED, timezone.now(), ""
    report.save(update_fields=["state", "asked_at", "error"])
    _say(ReportAsked, report, viewer, {"state": (before, report.state)})
    bring_forward("make-monthly-reports")
    return report


def _make(report: Report) -> bool:
    try:
        with translation.override(PAPER):
            told = read_apart(lambda: monthly(report.unit_id, report.month), report.asked_at)
            pdf = pdf_of(told)
    except Exception as error:  # noqa: BLE001  one bad month must not stop the others
        _end(report, ReportState.FAILED, None, f"{type(error).__name__}: {error}"[:300])
        return False
    _end(report, ReportState.MADE, pdf, "")
    return True


@transaction.atomic
def _end(report: Report, state: ReportState, pdf: bytes | None, error: str) -> None:
    held = Report.objects.select_for_update().defer("pdf").filter(pk=report.pk).first()
    if held is None or held.state != ReportState.ASKED:
        return  # somebody asked anew, or it was made already
    held.state, held.error = state, error
    changed = ["state", "error"]
    if pdf is not None:
        held.pdf, held.size, held.made_at = pdf, len(pdf), timezone.now()
        changed += ["pdf", "size", "made_at"]
    held.save(update_fields=changed)
    event = ReportMade if state is ReportState.MADE else ReportFailed
    _say(event, held, HOUSE, {"state": (ReportState.ASKED, state)})


def _say(
    event: type[ReportEvent],
    report: Report,
    viewer: Viewer,
    changes: dict[str, tuple[object, object]] | None = None,
) -> None:
    said = event(report_id=report.pk, month=report.month)
    emit(said, about=report, unit_id=report.unit_id, by=viewer, changes=changes or {})
