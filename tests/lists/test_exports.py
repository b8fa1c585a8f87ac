"""A list as a file: the rows of the viewer, harmless in a spreadsheet, and noted in the audit."""

import io
import tracemalloc
from datetime import datetime

import openpyxl
import pytest
from django.urls import reverse
from tests.cast import viewer_of
from tests.servicedesk.desk import opened

from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.models import Event
from pindos.lists import table
from pindos.lists.commands import exports
from pindos.lists.commands.exports import export_list
from pindos.servicedesk.models import Ticket

COLUMNS = "number,title,opened,late,assignee,priority"


@pytest.fixture
def tickets(anthi):
    opened(anthi, title='=HYPERLINK("http://κακό")', site="FLO-DIOIK")
    return [opened(anthi, title=f"Εκτυπωτής; {n}\n«Ωμέγα»") for n in range(3)]


def lines(client, account, **asked):
    client.force_login(account)
    answer = client.get(reverse("lists:export"), {"list": "tickets", "columns": COLUMNS, **asked})
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def test_csv_opens_in_excel_in_greek(client, dafni, tickets):
    content = lines(client, dafni, sort="number")
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    text = content.decode("utf-8-sig")
    head = text.splitlines()[0]
    assert head == "Αριθμός;Τίτλος;Άνοιξε;Εκπρόθεσμα;Υπεύθυνος;Προτεραιότητα"
    assert "'=HYPERLINK" in text and ";=HYPERLINK" not in text
    assert '"Εκτυπωτής; 0' in text and ";όχι;;" in text


def test_xlsx_holds_real_dates_and_no_formula(client, dafni, tickets):
    book = openpyxl.load_workbook(io.BytesIO(lines(client, dafni, **{"as": "xlsx"})))
    sheet = book.active
    rows = list(sheet.iter_rows(values_only=True))
    assert sheet.freeze_panes == "A2" and len(rows) == 5
    assert all(isinstance(row[2], datetime) for row in rows[1:])
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_only_what_the_viewer_sees_and_the_filter_finds_goes_out(client, kosmas, dafni, tickets):
    assert len(lines(client, kosmas).splitlines()) == 1
    found = lines(client, dafni, filter='title starts "="').decode()
    assert found.count("HYPERLINK") == 1 and "Ωμέγα" not in found


def test_every_export_is_in_the_audit_trail(client, dafni, tickets):
    lines(client, dafni, filter="state = new")
    [event] = Event.objects.filter(name="lists.ListExported")
    assert event.actor_id == dafni.pk and event.payload == {
        "list_key": "tickets",
        "filter": "state = new",
        "rows": 4,
        "format": "csv",
    }


def test_chunks_lose_nothing(dafni, tickets, monkeypatch):
    monkeypatch.setattr(table, "CHUNK", 2)
    made = export_list(
        viewer=viewer_of(dafni), list_key="tickets", sort="-title", columns="number"
    )
    assert len({row[0] for row in made.values()}) == 4


def test_more_than_a_file_holds_is_refused_in_words(dafni, tickets, monkeypatch):
    monkeypatch.setattr(exports, "MOST_EXPORTED", 3)
    with pytest.raises(Refused, match="Στενέψτε"):
        export_list(viewer=viewer_of(dafni), list_key="tickets")
    assert not Event.objects.filter(name="lists.ListExported").exists()


def test_what_does_not_exist_is_refused(dafni):
    viewer = viewer_of(dafni)
    with pytest.raises(NotFound):
        export_list(viewer=viewer, list_key="secrets")
    for words in ({"format": "pdf"}, {"filter": "x = 1"}, {"sort": "x"}):
        with pytest.raises(Invalid):
            export_list(viewer=viewer, list_key="tickets", **words)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows(dafni, anthi):
    first = opened(anthi)
    records = type(first.record)
    copies = records.objects.bulk_create(
        [records(about=first.record.about) for _ in range(3_000)], 500
    )
    rows = []
    for at, record in enumerate(copies):
        row = Ticket.objects.get(pk=first.pk) if not rows else rows[0]
        fields = {f.attname: getattr(row, f.attname) for f in Ticket._meta.concrete_fields}
        fields |= {"id": None, "number": f"FLO-2024-{at:05d}", "record_id": record.pk}
        rows.append(Ticket(**fields))
    Ticket.objects.bulk_create(rows, 500)
    del rows, copies
    made = export_list(viewer=viewer_of(dafni), list_key="tickets")
    peaks = []
    tracemalloc.start()
    for at, _line in enumerate(made.csv()):
        if at % 1_000 == 999:
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.reset_peak()
    tracemalloc.stop()
    assert peaks[-1] < peaks[0] * 1.5
