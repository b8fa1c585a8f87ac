"""Planned work on pages, over HTTP and in a terminal."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.cast import viewer_of
from tests.changes.plans import BACK_OUT, PLAN, REASON, TITLE, act, approved, planned, window
from tests.servicedesk.desk import opened

from pindos.changes.jobs import remind_of_reviews
from pindos.changes.models import Change, TicketTie
from pindos.changes.queries import planned_now
from pindos.changes.web.panels import changes_of_ticket
from pindos.cli import root

FORM = {
    "title": TITLE,
    "kind": "normal",
    "scale": "few",
    "undo": "easy",
    "plan": PLAN,
    "back_out": BACK_OUT,
    "sites": ["FLO-DIOIK"],
    "service": "Δίκτυο του κτιρίου",
}


def typed(**more):
    when = window()
    return {**FORM, **{name: f"{at:%Y-%m-%dT%H:%M}" for name, at in when.items()}, **more}


def text(client, path):
    return client.get(path).content.decode()


def test_it_is_planned_asked_approved_and_carried_out_on_pages(client, dafni, giorgos):
    client.force_login(dafni)
    assert "Εδώ βρίσκεται ό,τι πρόκειται να αλλάξει" in text(client, "/changes/")
    assert "Ποιους επηρεάζει" in text(client, "/changes/plan/")
    wrong = client.post("/changes/plan/", typed(title="", downtime="πολλά"))
    assert wrong.status_code == 422 and BACK_OUT in wrong.content.decode()
    url = client.post("/changes/plan/", typed()).url
    row = Change.objects.get()
    assert url == f"/changes/{row.pk}/" and timezone.localtime(row.starts_at).hour == 18
    page = text(client, url)
    assert "Γίνεται εκτός ωραρίου." in page or "Αργία:" in page or "λεπτ" in page
    client.post(f"{url}ask/", {"version": row.version})
    client.force_login(giorgos)
    assert TITLE in text(client, "/changes/") and "Περιμένει την έγκρισή σας" in text(client, url)
    assert client.post(f"{url}refuse/", {"reason": ""}).status_code == 422
    client.post(f"{url}approve/", {"reason": "Εντάξει"})
    client.force_login(dafni)
    client.post(f"{url}start/")
    assert client.post(f"{url}back-out/", {"reason": ""}).status_code == 422
    client.post(f"{url}finish/", {"text": "Χωρίς διακοπή"})
    client.post(f"{url}review/", {"text": "Πήγε καλά", "otherwise": "Νωρίτερα"})
    assert Change.objects.get().state == "reviewed"
    page = text(client, url)
    assert "Πήγε καλά" in page and "Χωρίς διακοπή" in page


def test_what_is_typed_is_kept_as_a_draft_and_who_else_writes_is_seen(client, dafni, giorgos):
    client.force_login(dafni)
    client.post("/changes/plan/", typed(title="Μισός τίτλος", draft="keep"))
    assert not Change.objects.exists()
    form = client.get("/changes/plan/").context["form"]
    assert form["title"].value() == "Μισός τίτλος" and form["sites"].value() == ["FLO-DIOIK"]
    client.post("/changes/plan/", typed())
    assert TITLE not in text(client, "/changes/plan/")
    url = f"/changes/{Change.objects.get().pk}/"
    shown = client.get(f"{url}edit/").context["form"].initial
    client.post(f"{url}edit/", typed(plan="Μισό σχέδιο", version=1, draft="keep"))
    act("edit_change", giorgos, Change.objects.get(), service="Τηλέφωνα")
    again = client.get(f"{url}edit/").context["form"].initial
    assert again["plan"] == "Μισό σχέδιο"
    assert again["version"] == "1", "the draft was begun on what stood there then"
    assert shown["version"] == 1
    client.post(f"{url}presence/")
    client.force_login(giorgos)
    assert "Δάφνη" in client.post(f"{url}presence/").content.decode()


def test_what_is_missing_is_said_with_the_name_of_the_field(client, dafni):
    client.force_login(dafni)
    change = planned(dafni, back_out="")
    page = client.post(f"/changes/{change.pk}/ask/", follow=True).content.decode()
    assert "Πώς αναιρείται, αν αποτύχει" in page and Change.objects.get().state == "draft"


def test_two_who_wrote_the_same_choose_what_stays(client, dafni, giorgos):
    client.force_login(dafni)
    change = planned(dafni)
    url = f"/changes/{change.pk}/edit/"
    shown = {
        "version": client.get(url).context["form"].initial["version"],
        "shown": client.get(url).context["form"].initial["shown"],
    }
    act("edit_change", giorgos, change, sites=["FLO-AMYNT"], service="Τηλέφωνα", reason="Παλιός")
    sent = typed(**shown, sites=["FLO-DIOIK", "KOZ-DIOIK"], downtime="30")
    page = client.post(url, sent)
    assert page.status_code == 422 and "Δασονομείο Αμυνταίου" in page.content.decode()
    again = page.context["form"].data
    assert again["reason"] == "Παλιός", "what was not touched here is shown as it stands"
    assert again["service"] == "Τηλέφωνα"
    chosen = again.copy()
    chosen["keep-sites"], chosen["theirs-sites"] = "theirs", "FLO-AMYNT"
    assert client.post(url, chosen).status_code == 302
    row = Change.objects.get()
    assert [site.key for site in row_sites(row)] == ["FLO-AMYNT"] and row.service == "Τηλέφωνα"


def row_sites(row):
    return [each.site for each in row.affected.filter(site__isnull=False)]


def test_work_at_the_same_place_and_time_is_shown_while_planning(client, dafni, kosmas):
    one, other = planned(dafni), planned(dafni, title="Ενημέρωση του τηλεφωνικού κέντρου")
    planned(dafni, title="Άλλη ημέρα", **window(days=9))
    client.force_login(dafni)
    page = text(client, f"/changes/{one.pk}/")
    assert other.number in page and "Άλλη ημέρα" not in page


def test_a_note_that_is_refused_keeps_the_file_for_the_next_try(client, dafni):
    change = planned(dafni)
    client.force_login(dafni)
    file = SimpleUploadedFile("σχέδιο.txt", "Λεωφόρος".encode(), "text/plain")
    address = f"/changes/{change.pk}/note/"
    answer = client.post(address, {"text": "α" * 200_001, "files": file})
    [kept] = answer.context["kept"]
    assert kept.name == "σχέδιο.txt"
    client.post(address, {"text": "Δείτε το σχέδιο", "kept": kept.key})
    assert "σχέδιο.txt" in client.get(f"/changes/{change.pk}/").content.decode()


def test_a_note_comes_with_a_file_that_only_readers_open(client, dafni, kosmas):
    change = planned(dafni)
    client.force_login(dafni)
    file = SimpleUploadedFile("σχέδιο.txt", "Ράφι 2".encode(), "text/plain")
    client.post(f"/changes/{change.pk}/note/", {"text": "Δείτε το σχέδιο", "files": file})
    page = client.get(f"/changes/{change.pk}/")
    [line] = [line for line, _shape in page.context["story"] if line.files]
    address = f"/attachments/{line.files[0].pk}/"
    address = next(
        part
        for part in page.content.decode().split('"')
        if "attach" in part and str(line.files[0].pk) in part
    )
    assert client.get(address).status_code == 200
    client.force_login(kosmas)
    assert client.get(address).status_code == 404


def test_people_of_the_building_read_the_announcement_and_others_nothing(
    client, dafni, giorgos, anthi, kosmas
):
    change = approved(dafni, giorgos, **window(days=1))
    planned(dafni, title="Μόνο σχέδιο", **window(days=1))
    client.force_login(anthi)
    front = text(client, "/report/")
    assert TITLE in front and "Μόνο σχέδιο" not in front and PLAN not in front
    page = text(client, f"/planned-work/{change.pk}/")
    assert "Δίκτυο του κτιρίου" in page and PLAN not in page
    assert client.get(f"/changes/{change.pk}/").status_code == 404
    assert client.get("/changes/").status_code == 404
    listed = client.get("/api/v1/planned-work").json()
    assert [each["title"] for each in listed] == [TITLE]
    client.force_login(kosmas)
    assert TITLE not in text(client, "/") and client.get("/api/v1/planned-work").json() == []
    assert client.get(f"/planned-work/{change.pk}/").status_code == 404


def test_while_it_is_under_way_the_report_says_so_and_called_off_it_says_that(
    client, dafni, giorgos, anthi
):
    now = timezone.now()
    when = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=1)}
    change = approved(dafni, giorgos, **when)
    client.force_login(anthi)
    assert "θα περάσει όταν τελειώσει η εργασία" in text(client, "/report/")
    act("cancel_change", dafni, change, reason=REASON)
    page = text(client, "/report/")
    assert "Ματαιώθηκε:" in page and "θα περάσει" not in page


def test_the_line_on_the_report_costs_one_query(dafni, giorgos, anthi, django_assert_num_queries):
    approved(dafni, giorgos)
    viewer = viewer_of(anthi)
    with django_assert_num_queries(1):
        assert len(planned_now(viewer)) == 1


def test_a_ticket_shows_its_changes_to_who_reads_them_and_a_change_its_tickets(
    client, dafni, iason, anthi, kosmas, thaleia
):
    ticket = opened(anthi)
    change = planned(dafni, sites=["KOZ-DIOIK"])
    client.force_login(dafni)
    wrong = client.post(
        f"/changes/{change.pk}/link/", {"ticket": "FLO-2026-9999", "tie": "solves"}
    )
    assert wrong.status_code == 422
    client.post(f"/changes/{change.pk}/link/", {"ticket": ticket.number, "tie": "solves"})
    assert TicketTie.objects.get().tie == "solves"
    assert change.number in text(client, f"/tickets/{ticket.number}/")
    assert ticket.number in text(client, f"/changes/{change.pk}/")
    client.force_login(kosmas)
    page = text(client, f"/changes/{change.pk}/")
    assert change.number in page and ticket.number not in page and "Αιτήματα" not in page
    client.force_login(dafni)
    client.post(f"/changes/{change.pk}/unlink/", {"ticket": ticket.number})
    assert not TicketTie.objects.exists()


def test_the_changes_of_a_ticket_take_one_query(dafni, anthi, django_assert_num_queries):
    ticket = opened(anthi)
    viewer = viewer_of(dafni)
    with django_assert_num_queries(1):
        assert changes_of_ticket(viewer, ticket.pk) == ""
    for title in ("Πρώτη", "Δεύτερη"):
        act("link_change", dafni, planned(dafni, title=title), ticket=ticket.number)
    with django_assert_num_queries(1):
        assert "Δεύτερη" in changes_of_ticket(viewer, ticket.pk)


def test_the_api_plans_edits_decides_and_lists(client, dafni, giorgos):
    client.force_login(dafni)

    def post(path, **body):
        return client.post(f"/api/v1/changes{path}", body, content_type="application/json")

    when = {name: at.isoformat() for name, at in window().items()}
    said = {"title": TITLE, "plan": PLAN, "back_out": BACK_OUT, "sites": ["FLO-DIOIK"], **when}
    made = post("", **said)
    assert made.status_code == 201 and made.json()["unit"] == "TP-FLO"
    naive = post("", title=TITLE, starts_at="2026-11-28T18:00")
    assert naive.status_code == 422, "a moment has its time zone"
    number = made.json()["number"]
    changed = post(f"/{number}/edit", service="Δίκτυο", version=1).json()
    assert changed["service"] == "Δίκτυο" and "ask" in changed["acts"]
    assert post(f"/{number}/ask").json()["state"] == "asked"
    client.force_login(giorgos)
    assert post(f"/{number}/approve", version=1).status_code == 409
    assert post(f"/{number}/approve").json()["state"] == "approved"
    listed = client.get("/api/v1/changes", {"filter": "state = approved"}).json()
    assert [each["number"] for each in listed["items"]] == [number]
    whole = client.get(f"/api/v1/changes/{number}").json()
    assert whole["conflicts"] == [] and whole["timeline"][-1]["step"] == "approved"


def test_the_terminal_plans_and_leads_it_to_the_end(dafni, giorgos):
    pindos = root()

    def run(*words, by="dafni"):
        words = ["change", *words, "--as", by]
        return CliRunner().invoke(pindos, words, catch_exceptions=False).output

    when = window()
    times = [f"{when['starts_at']:%Y-%m-%dT%H:%M}", f"{when['ends_at']:%Y-%m-%dT%H:%M}"]
    options = ["--plan", PLAN, "--back-out", BACK_OUT, "--site-affected", "FLO-DIOIK"]
    number = run("plan", TITLE, "--from", times[0], "--until", times[1], *options).split()[0]
    assert "asked" in run("ask", number) and number in run("list")
    assert "approved" in run("approve", number, by="giorgos")
    assert "in_work" in run("start", number)
    assert "backed_out" in run("back-out", number, "Δεν σήκωσε")
    assert "draft" in run("reschedule", number, *times, "Δεύτερη προσπάθεια")
    assert "Δεν σήκωσε" in run("show", number) and "cancelled" in run("cancel", number, "Όχι πια")


@pytest.mark.parametrize(("days", "told"), [(4, 0), (6, 1)])
def test_an_emergency_that_nobody_looked_back_at_is_reminded_of_once(dafni, giorgos, days, told):
    change = planned(dafni, kind="emergency")
    act("start_change", dafni, change)
    act("finish_change", dafni, change)
    ended = timezone.now() - timedelta(days=days)
    Change.objects.filter(pk=change.pk).update(ended_at=ended)
    assert remind_of_reviews() == told and remind_of_reviews() == 0


def test_the_calendar_shows_approved_work_on_each_of_its_days(client, dafni, giorgos, kosmas):
    change = approved(dafni, giorgos, **window(days=1, hours=20))
    planned(dafni, title="Μόνο σχέδιο", **window(days=1))
    client.force_login(dafni)
    day = f"{change.starts_at:%Y-%m-%d}"
    page = text(client, f"/calendar/?view=week&day={day}")
    days = 1 if timezone.localdate(change.ends_at).weekday() == 0 else 2  # Monday: the next page
    assert page.count(f"/changes/{change.pk}/") == days and "Μόνο σχέδιο" not in page
    assert TITLE in text(client, f"/calendar/?view=week&day={day}&unit=TP-FLO")
    client.force_login(kosmas)
    assert TITLE not in text(client, f"/calendar/?view=week&day={day}")
