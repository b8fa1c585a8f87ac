"""Reports and views that arrive on the first working day, once, to whoever may read them."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone
from tests.cast import viewer_of

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Forbidden, Invalid, NotFound
from pindos.kernel.sealing import seal
from pindos.lists.models import View
from pindos.notices.commands.posting import letter_of
from pindos.notices.letters import mail_of
from pindos.notices.models import Notice, Sending
from pindos.operations.commands import undo_revision
from pindos.operations.queries import revisions_for
from pindos.organisation.commands import end_position
from pindos.organisation.models import Position
from pindos.oversight.cli.dispatches import dispatch
from pindos.oversight.commands import (
    add_dispatch,
    edit_dispatch,
    make_asked_reports,
    send_dispatches,
)
from pindos.oversight.models import Dispatch, Dispatched, Report
from pindos.oversight.queries import log_of

TUESDAY = datetime(2026, 12, 1, 8, tzinfo=UTC)  # the first working day of December
SUNDAY = datetime(2026, 11, 1, 8, tzinfo=UTC)


@pytest.fixture
def shared(giorgos):
    """A view of the queue that the head of Florina shares with the unit."""
    return View.objects.create(
        account=giorgos, unit_id=unit_of(giorgos), name="Ανοιχτά", list_key="tickets"
    )


def unit_of(account):
    return Position.objects.get(person=account.person_id).unit_id


def wanted(head, account, **said):
    row = add_dispatch(
        viewer=viewer_of(head),
        unit="TP-FLO",
        person=account.person_id,
        **{"what": "report", **said},
    )
    Dispatch.objects.update(on_since=datetime(2026, 10, 20, tzinfo=UTC))
    return row


def test_the_report_of_a_unit_arrives_once_on_its_first_working_day_with_the_pdf(
    client, giorgos, dafni
):
    row = wanted(giorgos, dafni)
    assert send_dispatches(SUNDAY) == 0 and not Report.objects.exists()
    assert send_dispatches(TUESDAY) == 0, "it is made first"
    assert Report.objects.get().month == date(2026, 11, 1)
    assert make_asked_reports() == 1
    assert send_dispatches(TUESDAY) == 1 and send_dispatches(TUESDAY) == 0
    notice = Notice.objects.get(person=dafni.person_id, kind="dispatch")
    sending = Sending.objects.create(
        notice=notice, channel="smtp", address="dafni@example.gr", next_try_at=timezone.now()
    )
    mail = message_from_bytes(
        mail_of(letter_of([sending], "el"), sender="pindos@epirus.example"), policy=default
    )
    [file] = mail.iter_attachments()
    assert file.get_filename() == "pindos-2026-11.pdf"
    assert file.get_content().startswith(b"%PDF")
    [line] = log_of(row)
    assert (line.row.fate, line.letter) == ("sent", "Σε αναμονή")
    client.force_login(dafni)
    page = client.get(reverse("oversight:dispatch-show", args=[row.pk])).content.decode()
    link = reverse("oversight:report-download", args=[Report.objects.get().pk])
    assert f'href="{link}">' in page
    assert client.get(link).getvalue().startswith(b"%PDF")
    assert Notice.objects.filter(kind="report-made").count() == 0, "only who was chosen hears"


def test_who_may_read_it_no_more_gets_nothing_and_the_page_says_why(
    client, giorgos, dafni, shared
):
    row = wanted(giorgos, dafni, what="view", view_id=shared.pk)
    gone = wanted(giorgos, giorgos, what="view", view_id=shared.pk)
    end_position(
        viewer=HOUSE,
        position_id=Position.objects.get(person=dafni.person_id).pk,
        on=timezone.localdate() - timedelta(days=1),
    )
    assert send_dispatches(TUESDAY) == 2
    assert Dispatched.objects.get(dispatch=row).why == "left"
    assert Notice.objects.get(kind="dispatch").person_id == giorgos.person_id
    client.force_login(giorgos)
    page = client.get(f"/dispatches/{row.pk}/").content.decode()
    assert "Δεν στάλθηκε" in page and "Δεν εργάζεται πια" in page
    shared.delete()
    assert send_dispatches(datetime(2027, 1, 4, 8, tzinfo=UTC)) == 2
    assert Dispatched.objects.get(dispatch=gone, month=date(2027, 1, 1)).why == "gone"


def test_only_a_head_says_it_on_the_page_and_over_http_and_it_can_be_put_back(
    client, admin, giorgos, dafni, kosmas, shared
):
    client.force_login(giorgos)
    assert "Τίποτα δεν στέλνεται ακόμη" in client.get("/dispatches/").content.decode()
    sent = {"person": dafni.person_id, "what": str(shared.pk)}
    assert client.post("/dispatches/add/?unit=TP-FLO", sent).status_code == 302
    row = Dispatch.objects.get()
    assert "Λιβαδά" in client.get("/dispatches/").content.decode()
    wrong = client.post("/dispatches/add/", {"person": kosmas.person_id, "what": "report"})
    assert wrong.status_code == 422
    assert client.post(f"/dispatches/{row.pk}/edit/", {"is_on": "no"}).status_code == 302
    seal()
    [change] = revisions_for(viewer_of(admin), "oversight.dispatch")
    page = client.get(f"/dispatches/{row.pk}/").content.decode()
    assert f"/settings/history/{change.seq}/" in page  # the head's own, without the audit trail
    undo_revision(viewer=viewer_of(admin), seq=change.seq, fields=["is_on"])
    row.refresh_from_db()
    assert row.is_on
    got = client.get(f"/api/v1/dispatches/{row.pk}").json()
    assert got["view_id"] == shared.pk and got["log"] == []
    for said in ({"what": "tea"}, {"what": "view"}, {"person": "kosmas"}):
        with pytest.raises(Invalid):
            add_dispatch(
                viewer=viewer_of(giorgos),
                **{"unit": "TP-FLO", "person": "dafni", "what": "report", **said},
            )
    with pytest.raises(Forbidden):
        edit_dispatch(viewer=viewer_of(dafni), dispatch_id=row.pk, is_on=False)


def test_a_terminal_says_it_with_the_same_rights(giorgos, dafni, kosmas, shared):
    def run(*words, by="giorgos"):
        return CliRunner().invoke(dispatch, [*words, "--as", by])

    added = run("add", "--unit", "TP-FLO", "--person", "dafni").output
    row = Dispatch.objects.get()
    assert added.split("\t")[:4] == [str(row.pk), "on", "TP-FLO", "report"]
    view = run("add", "--unit", "TP-FLO", "--person", "dafni", "--view", str(shared.pk)).output
    assert "\tΑνοιχτά\t" in view
    assert run("list", by="dafni").output.splitlines() == [added.strip(), view.strip()]
    Dispatch.objects.update(on_since=datetime(2026, 10, 20, tzinfo=UTC))
    send_dispatches(TUESDAY)
    make_asked_reports()
    send_dispatches(TUESDAY)
    [line] = run("log", str(row.pk)).output.splitlines()
    assert line.split("\t")[::2] == ["2026-12", "sent"]
    assert "\toff\t" in run("off", str(row.pk)).output
    assert run("list", "--filter", "on = no").output.startswith(f"{row.pk}\toff\t")
    assert "\ton\t" in run("on", str(row.pk)).output
    assert isinstance(run("off", str(row.pk), by="dafni").exception, Forbidden)
    for words in (("log", str(row.pk)), ("off", str(row.pk))):
        assert isinstance(run(*words, by="kosmas").exception, NotFound)
    assert not run("list", by="kosmas").output
