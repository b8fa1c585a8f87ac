"""Each setting does what it says."""

import email
from datetime import timedelta

import pytest
from django.utils import timezone

from pindos.kernel.access import HOUSE
from pindos.notices.channel import Letter
from pindos.notices.jobs import forget_old_notices
from pindos.notices.letters import mail_of
from pindos.notices.models import Notice
from pindos.operations.commands import set_options


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
