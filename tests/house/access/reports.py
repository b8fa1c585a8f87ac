"""Monthly reports: for those who oversee all prefectures."""

from tests.cast import viewer_of
from tests.house.access.oversight import ABOVE
from tests.house.access.table import api, command, form, page

from pindos.oversight.commands import ask_report, make_asked_reports

MONTH = "2026-05"


def world(w):
    w.report = ask_report(viewer=viewer_of(w.people["thaleia"]), month=MONTH).pk
    make_asked_reports()


ROWS = [
    page("oversight:report-list", ABOVE),
    form("oversight:report-list", ABOVE, month=MONTH),
    page("oversight:report-download", ABOVE, "report"),
    api("GET /reports", ABOVE),
    api("POST /reports", ABOVE, month=MONTH),
    api("GET /reports/{report_id}/download", ABOVE, "report"),
    command("oversight.ask_report", ABOVE, lambda w: {"month": MONTH}),
    command("oversight.take_report", ABOVE, lambda w: {"report_id": w.report}),
]
