"""How people want to hear, and that they do hear so."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import viewer_of
from tests.notices.people import person, reader
from tests.notices.test_telling import tell_them

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, Refused
from pindos.notices.channel import Fate
from pindos.notices.commands import posting, set_preferences
from pindos.notices.models import Notice, Sending
from pindos.notices.queries import Choice, choices_of, unread_count
from pindos.notices.rules import goes_at
from pindos.notices.terms import How, Kind, kinds, know

ATHENS = ZoneInfo("Europe/Athens")
START = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 2 * 365 * 24 * 3600).map(lambda n: START + timedelta(seconds=n))


class Post:
    """A channel of the test's own: keeps the letters, and takes or refuses them all."""

    name = "post"

    def __init__(self):
        self.letters, self.is_gone = [], True

    def is_on(self):
        return True

    def carry(self, letters):
        for letter in letters:
            self.letters.append(letter)
            yield Fate(letter.sending_id, is_gone=self.is_gone, words="250 ok")


@pytest.fixture
def post(monkeypatch):
    channel = Post()
    monkeypatch.setattr(posting, "all_channels", lambda: {"post": channel})
    monkeypatch.setattr("pindos.notices.commands.telling.channels_on", lambda: ["post"])
    return channel


@pytest.fixture
def opened(monkeypatch):
    """The kind that these tests tell, described as the desk describes its own."""
    monkeypatch.setattr("pindos.notices.terms._kinds", {})
    know(Kind("opened", "Άνοιξε", "Δοκιμές"))


@given(moments, st.sampled_from(How.values))
def test_no_round_is_in_the_past_nor_further_than_a_long_weekend(now, how):
    assert now <= goes_at(how, now) <= now + timedelta(days=4)


@given(moments)
def test_the_daily_round_is_at_the_opening_of_a_working_day_also_when_clocks_change(now):
    local = goes_at(How.DAILY, now).astimezone(ATHENS)
    assert (local.hour, local.minute) == (7, 30)
    assert local.weekday() < 5


def test_without_a_choice_the_kind_says_how(opened, db):
    know(Kind("chatter", "Κουβέντα", "Δοκιμές", How.DAILY))
    choices = choices_of(reader(person("dafni")))
    assert choices == {"opened": Choice(), "chatter": Choice(how=How.DAILY)}


def test_a_kind_not_wanted_by_mail_goes_under_the_bell_only(opened, post, db):
    dafni = person("dafni", email="dafni@example.gr")
    set_preferences(viewer=reader(dafni), choices={"opened": Choice(how=How.NEVER)})
    tell_them(dafni)
    assert unread_count(reader(dafni)) == 1
    assert not Sending.objects.exists()


def test_a_kind_not_wanted_under_the_bell_is_kept_as_read_and_goes_by_mail(opened, post, db):
    dafni = person("dafni", email="dafni@example.gr")
    set_preferences(viewer=reader(dafni), choices={"opened": Choice(is_shown=False)})
    tell_them(dafni)
    assert unread_count(reader(dafni)) == 0
    assert Notice.objects.get().is_read
    assert posting.post_batch() == 1


def test_the_choice_of_one_person_is_not_that_of_another(opened, post, db):
    dafni = person("dafni", email="dafni@example.gr")
    kosmas = person("kosmas", email="kosmas@example.gr")
    set_preferences(viewer=reader(dafni), choices={"opened": Choice(how=How.NEVER)})
    tell_them(dafni, kosmas)
    assert Sending.objects.get().notice.person == kosmas


def test_ten_mails_that_wait_go_as_one_and_each_is_noted_as_sent(opened, post, db):
    dafni = person("dafni", language="el", email="dafni@example.gr")
    for n in range(10):
        tell_them(dafni, key=f"event {n}")
    assert posting.post_batch() == 10
    [letter] = post.letters
    assert letter.title.startswith("10 ειδοποιήσεις: ")
    assert letter.text.count("• Νέο αίτημα FLO-2026-0412") == 10
    assert set(Sending.objects.values_list("state", flat=True)) == {Sending.State.SENT}


def test_two_mails_stay_two_and_those_of_others_are_theirs(opened, post, db):
    dafni = person("dafni", email="dafni@example.gr")
    kosmas = person("kosmas", email="kosmas@example.gr")
    tell_them(dafni, kosmas)
    tell_them(dafni, key="event 2")
    assert posting.post_batch() == 3
    addresses = sorted(letter.address for letter in post.letters)
    assert addresses == ["dafni@example.gr", "dafni@example.gr", "kosmas@example.gr"]


def test_when_one_letter_of_many_fails_all_of_them_are_tried_again(opened, post, db):
    dafni = person("dafni", email="dafni@example.gr")
    post.is_gone = False
    for n in range(4):
        tell_them(dafni, key=f"event {n}")
    posting.post_batch()
    rows = {(row.state, row.attempts, row.last_error) for row in Sending.objects.all()}
    assert rows == {(Sending.State.WAITING, 1, "250 ok")}


def test_what_is_to_come_together_waits_for_its_round(opened, post, db):
    dafni = person("dafni", email="dafni@example.gr")
    set_preferences(viewer=reader(dafni), choices={"opened": Choice(how=How.DAILY)})
    for n in range(3):
        tell_them(dafni, key=f"event {n}")
    assert posting.post_batch() == 0
    Sending.objects.update(next_try_at=datetime(2026, 1, 5, 5, 30, tzinfo=UTC))
    assert posting.post_batch() == 3
    assert len(post.letters) == 1


def test_what_does_not_exist_cannot_be_chosen(opened, db):
    viewer = reader(person("dafni"))
    with pytest.raises(Invalid) as refused:
        set_preferences(viewer=viewer, choices={"x": Choice(), "opened": Choice(how="weekly")})
    assert set(refused.value.fields) == {"x", "opened"}
    with pytest.raises(Refused):
        set_preferences(viewer=Viewer(account_id=1), choices={})


def shown(client, group):
    return client.get("/notices/preferences/", {"group": group}).content.decode()


def test_the_page_keeps_what_is_chosen(client, dafni):
    client.force_login(dafni)
    page = client.get("/notices/preferences/").content.decode()
    assert "Μου ανατέθηκε αίτημα" in page
    assert "Μου ανατέθηκε αίτημα" not in shown(client, 1)
    assert '<a href="?group=1" aria-current="page">' in shown(client, 1)
    answer = client.post("/notices/preferences/", {"how:ticket-noted": "daily"})
    assert answer.url == "/notices/preferences/?group=0"
    choice = choices_of(viewer_of(dafni))["ticket-noted"]
    assert choice == Choice(is_shown=False, how=How.DAILY)
    wrong = client.post("/notices/preferences/", {"how:ticket-noted": "μεθαύριο"})
    assert wrong.status_code == 422
    assert "Νέα εσωτερική σημείωση" in wrong.content.decode()


def test_every_kind_stands_in_one_of_the_groups(client, dafni):
    client.force_login(dafni)
    pages = "".join(shown(client, at) for at in range(20))
    assert not [kind for kind in kinds() if f'name="how:{kind}"' not in pages]


def test_the_api_gives_and_takes_choices(client, dafni):
    client.force_login(dafni)
    listed = client.get("/api/v1/notices/preferences").json()
    assert {each["kind"] for each in listed} == set(kinds())
    body = {"choices": {"ticket-noted": {"is_shown": False, "how": "hourly"}}}
    url = "/api/v1/notices/preferences"
    answer = client.put(url, body, content_type="application/json")
    assert answer.status_code == 200
    assert choices_of(viewer_of(dafni))["ticket-noted"] == Choice(is_shown=False, how=How.HOURLY)
