"""Each setting does what it says."""

import email
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.cast import viewer_of

from pindos.identity.commands import create_account, set_password
from pindos.identity.web.forms import FirstPasswordForm
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import forget_done_deliveries
from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.models import Delivery, Event, Repeat
from pindos.kernel.once import forget_old_answers, once
from pindos.kernel.options import option_called
from pindos.notices.channel import Letter
from pindos.notices.jobs import forget_old_notices
from pindos.notices.letters import mail_of
from pindos.notices.models import Notice
from pindos.operations.commands import set_options
from pindos.organisation.commands import add_person
from pindos.servicedesk.commands import (
    close_solved_tickets,
    confirm_ticket,
    open_ticket,
    reopen_ticket,
    resolve_ticket,
    set_priority,
)
from pindos.servicedesk.queries import acts_open_to


def put(key, value):
    set_options(viewer=HOUSE, values={key: value})


def page_of(client, account=None, path="/"):
    if account is None:
        client.logout()
    else:
        client.force_login(account)
    return client.get(path, follow=True).text


def test_the_office_stands_on_the_sign_in_page_at_the_foot_and_in_mail(client, chart, dafni):
    put("organisation.office_name", {"el": "Διεύθυνση Πληροφορικής", "en": "Informatics"})
    put("organisation.contact", "Τηλ. 2385 350 000\nhelp@example.gr")
    assert "Διεύθυνση Πληροφορικής" in page_of(client, path="/sign-in/")
    assert "Τηλ. 2385 350 000 · help@example.gr" in page_of(client, dafni)
    letter = Letter(1, "anthi@example.gr", "Ανθή", "en", "Hello", "Text", "/")
    mail = mail_of(letter, sender="pindos@example.gr")
    parts = [part.get_payload(decode=True) for part in email.message_from_bytes(mail).walk()]
    said = b"".join(filter(None, parts)).decode()
    assert said.count("Informatics") == 2 and "help@example.gr" in said


def test_the_telephone_stands_where_a_problem_is_reported(client, anthi):
    put("organisation.support_phone", "2385 350 112")
    put("organisation.support_hours", "Δευτέρα έως Παρασκευή, 07:00–15:00")
    page = page_of(client, anthi, "/report/")
    assert "2385 350 112" in page and "07:00–15:00" in page


@pytest.mark.parametrize(
    ("begins", "ends", "is_shown"), [(-1, 1, True), (1, 2, False), (-2, -1, False)]
)
def test_the_announcement_is_shown_from_then_until_then(client, anthi, begins, ends, is_shown):
    put("notices.announcement", "Διακοπή ρεύματος στο Διοικητήριο")
    put("notices.announcement_until", (timezone.now() + timedelta(hours=ends)).isoformat())
    put("notices.announcement_since", (timezone.now() + timedelta(hours=begins)).isoformat())
    put("notices.announcement_mood", "down")
    for account in (None, anthi):
        assert ("Διακοπή ρεύματος" in page_of(client, account)) is is_shown


def test_an_announcement_for_the_desk_is_hidden_from_those_who_ask(client, anthi, dafni):
    put("notices.announcement", "Συντήρηση βάσης")
    put("notices.announcement_audience", "desk")
    assert "Συντήρηση βάσης" in page_of(client, dafni)
    assert "Συντήρηση βάσης" not in page_of(client, anthi)
    assert "Συντήρηση βάσης" not in page_of(client, path="/sign-in/")


def test_notices_are_forgotten_after_the_days_that_are_set(anthi):
    read_at = timezone.now() - timedelta(days=30)
    Notice.objects.create(person_id=anthi.person_id, title="α", is_read=True, read_at=read_at)
    assert forget_old_notices() == 0
    put("notices.days_kept", 29)
    assert forget_old_notices() == 1


def test_a_sign_in_ends_after_the_hours_that_are_set_also_one_that_is_open(client, anthi):
    client.force_login(anthi)
    assert client.get("/me/").status_code == 200
    assert 11 * 3600 < client.session.get_expiry_age() <= 12 * 3600
    aged(client, began=timedelta(hours=2))
    assert client.get("/me/").status_code == 200
    put("identity.session_hours", 1)
    assert client.get("/me/").status_code == 302
    client.force_login(anthi)
    assert client.session.get_expiry_age() <= 3600


def test_without_use_a_sign_in_ends_after_the_minutes_that_are_set(client, anthi):
    client.force_login(anthi)
    aged(client, seen=timedelta(minutes=50))
    assert client.get("/me/").status_code == 200
    put("identity.idle_minutes", 30)
    assert client.get("/me/").status_code == 302
    client.force_login(anthi)
    aged(client, seen=timedelta(minutes=20))
    assert client.get("/me/").status_code == 200
    assert timezone.now().timestamp() - client.session["seen"] < 5


def aged(client, **ago):
    session = client.session
    for name, length in ago.items():
        session[name] = int((timezone.now() - length).timestamp())
    session.save()


def test_a_password_is_as_long_as_is_set_and_holds_no_forbidden_word(anthi):
    put("identity.password_length", 12)
    put("identity.password_forbidden", "Φλώρινα\nπρέσπα")
    with pytest.raises(Invalid, match="τουλάχιστον 12"):
        set_password(viewer=viewer_of(anthi), password="έλατο λίμνη")
    with pytest.raises(Invalid, match="δεν επιτρέπεται"):
        set_password(viewer=viewer_of(anthi), password="καλή ΦΛΩΡΙΝΑ με χιόνι")
    set_password(viewer=viewer_of(anthi), password="έλατο λίμνη χιόνι")
    page = FirstPasswordForm()
    assert "12" in page["password"].help_text


def test_who_has_chosen_no_language_is_spoken_to_in_the_one_that_is_set(client, chart):
    assert 'lang="el"' in client.get("/sign-in/").text
    put("identity.language", "en")
    assert '<html lang="en"' in client.get("/sign-in/").text
    assert create_account(viewer=HOUSE, username="new").language == "en"


def test_a_page_of_a_list_has_as_many_rows_as_are_set(client, admin):
    for number in range(12):
        add_person(viewer=HOUSE, key=f"k{number}", family_name=f"Δοκιμή {number}")
    put("kernel.rows_per_page", 10)
    client.force_login(admin)
    assert len(client.get("/people/").context["page"].items) == 10


def test_answers_and_deliveries_are_forgotten_after_the_days_that_are_set(anthi):
    once(viewer=viewer_of(anthi), key="k", asked=1, act=dict)
    Repeat.objects.update(at=timezone.now() - timedelta(days=5))
    Delivery.objects.create(event=Event.objects.first(), reaction="x", state="done")
    Event.objects.update(at=timezone.now() - timedelta(days=5))
    assert forget_old_answers() == 0 and forget_done_deliveries() == 0
    put("kernel.answers_kept", 4)
    put("kernel.deliveries_kept", 4)
    assert forget_old_answers() == 1 and forget_done_deliveries() == 1


def report(anthi, **more):
    words = {"title": "Δεν τυπώνει ο εκτυπωτής", "description": "Από το πρωί", "site": "FLO-DIOIK"}
    return open_ticket(viewer=viewer_of(anthi), **{**words, **more})


def a_file(name="σημείωμα.txt", size=10):
    return SimpleUploadedFile(name, b"a" * size)


def test_files_are_as_many_as_large_and_of_the_kinds_that_are_set(anthi):
    put("records.most_files", 1)
    with pytest.raises(Invalid, match="Το πολύ 1 "):
        report(anthi, files=[a_file(), a_file()])
    put("records.file_megabytes", 1)
    with pytest.raises(Invalid, match="μεγαλύτερο από 1 MB"):
        report(anthi, files=[a_file(size=1024**2 + 1)])
    report(anthi, files=[a_file()])
    put("records.kinds_taken", ["pdf", "pictures"])
    with pytest.raises(Invalid, match="δεν γίνονται δεκτά εδώ"):
        report(anthi, files=[a_file()])


def test_the_page_says_how_large_a_file_may_be(client, anthi):
    put("records.file_megabytes", 7)
    page = page_of(client, anthi, "/report/")
    assert 'data-most="7"' in page and "έως 7 MB" in page


def test_a_solved_ticket_is_closed_after_the_days_that_are_set(anthi, dafni):
    ticket = report(anthi)
    resolve_ticket(viewer=viewer_of(dafni), ticket_id=ticket.pk, answer="Άλλαξε το καλώδιο")
    later = timezone.now() + timedelta(days=3)
    assert close_solved_tickets(now=later) == 0
    put("servicedesk.days_until_closed", 2)
    assert close_solved_tickets(now=later) == 1


def test_who_asked_opens_a_closed_ticket_again_for_the_days_that_are_set(anthi, dafni):
    ticket = report(anthi)
    confirm_ticket(viewer=viewer_of(anthi), ticket_id=ticket.pk)
    ticket.refresh_from_db()
    assert "reopen" in acts_open_to(viewer_of(anthi), ticket)
    put("servicedesk.requesters_reopen_days", 0)
    assert "reopen" not in acts_open_to(viewer_of(anthi), ticket)
    with pytest.raises(Refused, match="Αναφέρετε ένα νέο"):
        reopen_ticket(viewer=viewer_of(anthi), ticket_id=ticket.pk)
    assert "reopen" in acts_open_to(viewer_of(dafni), ticket)
    reopen_ticket(viewer=viewer_of(dafni), ticket_id=ticket.pk)


def test_the_table_of_priorities_is_the_one_that_is_set(client, anthi, dafni):
    ticket = report(anthi, impact="person", urgency="high")
    assert ticket.priority == 3
    table = option_called("servicedesk.priorities").default
    put("servicedesk.priorities", {**table, "person": [1, 1, 1]})
    assert report(anthi, impact="person", urgency="high").priority == 1
    set_priority(viewer=viewer_of(dafni), ticket_id=ticket.pk, impact="person", urgency="normal")
    ticket.refresh_from_db()
    assert ticket.priority == 1
