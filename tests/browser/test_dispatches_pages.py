"""What arrives on the first working day, as the head chooses it and reads what came of it."""

from datetime import UTC, datetime

from tests.browser.looking import check_page
from tests.cast import viewer_of

from pindos.oversight.commands import add_dispatch, make_asked_reports, send_dispatches
from pindos.oversight.models import Dispatch


def test_the_pages_of_what_is_sent_keep_the_rules(page_as, giorgos, dafni):
    head = page_as(giorgos)
    head.goto("/dispatches/")
    check_page(head)
    sent = add_dispatch(
        viewer=viewer_of(giorgos), unit="TP-FLO", what="report", person=dafni.person_id
    )
    Dispatch.objects.update(on_since=datetime(2026, 10, 20, tzinfo=UTC))
    first_working_day = datetime(2026, 12, 1, 8, tzinfo=UTC)
    send_dispatches(first_working_day)  # the report is made first
    assert make_asked_reports() == 1 and send_dispatches(first_working_day) == 1
    for place in ("/dispatches/", "/dispatches/add/", f"/dispatches/{sent.pk}/"):
        head.goto(place)
        check_page(head)
