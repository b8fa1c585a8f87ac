"""Pages of tasks, checklists and time, and the same over the API and in a terminal."""

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.servicedesk.desk import ANSWER, act

from pindos.identity.queries import viewer_for
from pindos.servicedesk.cli import task, time
from pindos.servicedesk.models import Effort, Task, Ticket
from pindos.servicedesk.queries import tasks_of

QUERIES = 32
LINES = "Λογαριασμός\n- Θυρίδα"


def post(client, account, path, **words):
    client.force_login(account)
    return client.post(path, words)


def page(client, account, path):
    client.force_login(account)
    return client.get(path).content.decode()


@pytest.fixture
def at(ticket):
    return f"/tickets/{ticket.number}/"


def test_tasks_are_added_ticked_changed_and_removed_on_the_page(client, dafni, giorgos, at):
    who = giorgos.person_id
    answer = post(client, dafni, f"{at}tasks/", lines=LINES, who=who, due_on="2026-12-01")
    assert answer.status_code == 302 and answer.url == f"{at}#tasks"
    first, second = Task.objects.order_by("id")
    shown = page(client, dafni, at)
    assert "Θυρίδα" in shown and "2 ανοιχτές από 2" in shown and "01/12/2026 15:00" in shown
    post(client, giorgos, f"{at}tasks/{first.pk}/finish/")
    assert "1 ανοιχτή από 2" in page(client, dafni, at)
    post(client, giorgos, f"{at}tasks/{first.pk}/reopen/")
    words = {"title": "Θυρίδα της", "due_on": "2026-12-02", "due_time": "09:30", "place": 1}
    post(client, dafni, f"{at}tasks/{second.pk}/", **words)
    assert "02/12/2026 09:30" in page(client, dafni, at)
    assert "Θυρίδα της" in page(client, dafni, f"{at}tasks/{second.pk}/")
    post(client, dafni, f"{at}tasks/{second.pk}/remove/")
    assert "Θυρίδα" not in page(client, giorgos, f"{at}tasks/")


def test_a_form_that_fails_keeps_what_was_typed(client, dafni, at):
    answer = post(client, dafni, f"{at}tasks/", lines=LINES, due_time="10:00")
    shown = answer.content.decode()
    assert answer.status_code == 422 and "- Θυρίδα" in shown and "Επιλέξτε και την ημέρα" in shown
    answer = post(client, dafni, f"{at}time/", spent="χθες", note="Καλώδιο «Α»")
    shown = answer.content.decode()
    assert answer.status_code == 422 and "Καλώδιο «Α»" in shown and "1 ώ 30" in shown


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("tasks/", "Μία εργασία"),
        ("time/", "Πόση ώρα;"),
        ("assign/", "Ποιος θα το κάνει;"),
        ("link/", 'id="link-options"'),
        ("add-watcher/", 'id="watcher-options"'),
    ],
)
def test_a_form_is_fetched_when_its_part_of_the_page_is_opened(client, dafni, at, path, words):
    shown = page(client, dafni, at)
    assert f'hx-get="{at}{path}"' in shown and f'href="{at}{path}"' in shown
    assert words not in shown, "it is not drawn before"
    part = client.get(f"{at}{path}", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<form") and words in part and f'action="{at}{path}"' in part
    assert words in page(client, dafni, f"{at}{path}"), "and without a script on its own page"


def test_my_tasks_stand_on_the_first_page(client, dafni, giorgos, at):
    post(client, giorgos, f"{at}tasks/", lines="Κλήση στον πάροχο", who=dafni.person_id)
    shown = page(client, dafni, "/")
    assert "Οι εργασίες μου" in shown and "Κλήση στον πάροχο" in shown
    assert "Οι εργασίες μου" not in page(client, giorgos, "/")


def test_solving_with_open_tasks_takes_one_more_click(client, dafni, ticket, at):
    post(client, dafni, f"{at}tasks/", lines="Ψηφιακή υπογραφή")
    assert "Μένουν ανοιχτές: Ψηφιακή υπογραφή" in page(client, dafni, f"{at}resolve/")
    answer = post(client, dafni, f"{at}resolve/", answer=ANSWER)
    assert answer.status_code == 422 and ANSWER in answer.content.decode()
    post(client, dafni, f"{at}resolve/", answer=ANSWER, despite_tasks="on")
    assert Ticket.objects.get(pk=ticket.pk).state == "solved"


def test_time_is_written_corrected_and_removed_on_the_page(client, anthi, dafni, at):
    post(client, dafni, f"{at}time/", spent="1 ώ 30", note="Δρομολογητής")
    effort = Effort.objects.get()
    shown = page(client, dafni, at)
    assert "Χρόνος εργασίας" in shown and "Δρομολογητής" in shown
    assert "Δρομολογητής" not in page(client, anthi, at)
    post(client, dafni, f"{at}time/{effort.pk}/", spent="15 λ", on="2026-11-20")
    assert Effort.objects.get().minutes == 15
    assert "20/11/2026" in page(client, dafni, f"{at}time/")
    post(client, dafni, f"{at}time/{effort.pk}/remove/")
    assert not Effort.objects.exists()


PAGES = ["tasks/", "time/", "tasks/{task}/", "time/{effort}/"]
ACTS = ["tasks/{task}/finish/", "tasks/{task}/reopen/", "tasks/{task}/remove/"]
ACTS += ["time/{effort}/remove/"]


@pytest.mark.parametrize("path", [*PAGES, *ACTS])
def test_no_page_of_work_opens_for_a_stranger_or_for_whoever_asked(
    client, anthi, dafni, kosmas, elegktis, ticket, at, path
):
    [row] = act("add_tasks", dafni, ticket, lines=["Κλείδωμα"])
    effort = act("spend_time", dafni, ticket, spent="15")
    url = at + path.format(task=row.pk, effort=effort.pk)
    for account, status in ((anthi, 403), (elegktis, 403), (kosmas, 404)):
        client.force_login(account)
        if path in PAGES:
            assert client.get(url).status_code == status
        assert client.post(url, {"lines": "x", "spent": "5", "title": "x"}).status_code == status
    assert Task.objects.get().title == "Κλείδωμα" and Effort.objects.get().minutes == 15


def test_an_auditor_reads_tasks_and_time_and_is_offered_no_button(client, dafni, elegktis, at):
    post(client, dafni, f"{at}tasks/", lines=LINES)
    post(client, dafni, f"{at}time/", spent="15")
    shown = page(client, elegktis, at)
    assert "Λογαριασμός" in shown and "Προσθήκη εργασιών" not in shown
    assert "finish/" not in shown and "Καταχώριση χρόνου" not in shown


def test_checklists_are_read_by_all_who_work_and_changed_by_few(client, admin, dafni, anthi):
    assert "Νέος υπάλληλος" in page(client, dafni, "/checklists/")
    assert 'href="/checklists/departure/"' not in page(client, dafni, "/checklists/")
    client.force_login(dafni)
    assert client.get("/checklists/departure/").status_code == 403
    assert client.get("/checklists/new/").status_code == 403
    client.force_login(anthi)
    assert client.get("/checklists/").status_code == 403
    post(client, admin, "/checklists/departure/", name="Αποχώρηση", lines="Κλειδιά\nΚάρτα")
    assert "Κάρτα" in page(client, dafni, "/checklists/")
    post(client, admin, "/checklists/new/", name="Νέο κτίριο", lines="Πρίζες")
    assert "Νέο κτίριο" in page(client, dafni, "/checklists/")


def test_the_api_does_what_the_pages_do(call, get, anthi, dafni, giorgos, kosmas, ticket):
    at = f"tickets/{ticket.number}"
    body = {"lines": ["α", "β"], "who": "giorgos", "due_at": "2026-12-01T10:00:00+02:00"}
    first = call(dafni, f"{at}/tasks", key="k1", **body).json()["items"]
    assert call(dafni, f"{at}/tasks", key="k1", **body).json()["items"] == first
    assert [task["title"] for task in first] == ["α", "β"]
    pk = first[0]["id"]
    assert call(giorgos, f"{at}/tasks/{pk}/finish").json()["done_by"] == giorgos.person_id
    assert call(giorgos, f"{at}/tasks/{pk}/reopen").json()["done_at"] is None
    assert call(dafni, f"{at}/tasks/{pk}/change", title="γ", place=2).json()["place"] == 2
    assert [task["title"] for task in get(giorgos, "tasks").json()["items"]] == ["β"]
    assert len(call(dafni, f"{at}/tasks/{pk}/remove").json()["items"]) == 1
    assert call(dafni, f"{at}/time", spent="1ω30").json()["minutes"] == 90
    entry = get(dafni, f"{at}/time").json()["items"][0]["id"]
    assert call(dafni, f"{at}/time/{entry}/correct", spent="20").json()["minutes"] == 20
    assert call(dafni, f"{at}/time/{entry}/remove").json() == {"items": [], "minutes": 0}
    assert get(anthi, f"{at}/tasks").json() == {"items": []}
    assert get(kosmas, f"{at}/tasks").status_code == 404
    assert call(dafni, f"{at}/tasks", lines=["α"], who="kosmas").status_code == 422


def test_the_api_keeps_checklists(call, get, admin, dafni):
    keys = {one["key"] for one in get(dafni, "checklists").json()["items"]}
    assert {"departure", "new-employee"} <= keys
    made = call(admin, "checklists", name="Χιόνι", lines="Αλυσίδες", unit="TP-FLO").json()
    assert made["unit"] == "TP-FLO"
    assert call(dafni, "checklists", name="Χιόνι", lines="Αλυσίδες").status_code == 403


def test_a_terminal_adds_ticks_and_counts(dafni, ticket):
    run, who = CliRunner(), ["--as", "dafni"]
    number = ticket.number
    added = run.invoke(task, ["add", number, "α", "β", "--due", "2026-12-01 10:00", *who])
    assert "[ ] 01/12/2026 10:00 α" in added.output
    [pk, _] = [row.pk for row in tasks_of(viewer_for(dafni), ticket)]
    assert "[x]" in run.invoke(task, ["finish", number, str(pk), *who]).output
    assert "[ ]" in run.invoke(task, ["reopen", number, str(pk), *who]).output
    assert run.invoke(task, ["remove", number, str(pk), *who]).exit_code == 0
    assert "α" not in run.invoke(task, ["list", number, *who]).output
    assert "90 min" in run.invoke(time, ["spend", number, "1ω30", *who]).output
    assert "90 min" in run.invoke(time, ["list", number, *who]).output
    run.invoke(time, ["remove", number, str(Effort.objects.get().pk), *who])
    assert not Effort.objects.exists()


def test_a_ticket_page_takes_as_many_queries_however_many_tasks(client, dafni, ticket, at):
    asked = []
    for _ in range(2):
        act("add_tasks", dafni, ticket, lines=[f"γραμμή {n}" for n in range(8)])
        act("spend_time", dafni, ticket, spent="5")
        act("add_tasks", dafni, ticket, lines=["δική μου"], who_id=dafni.person_id)
        page(client, dafni, at)
        with CaptureQueriesContext(connection) as queries:
            page(client, dafni, at)
        asked.append(len(queries))
    assert asked == [QUERIES, QUERIES]
