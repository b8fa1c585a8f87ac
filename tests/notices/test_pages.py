import pytest
from tests.notices.people import person, post

from pindos.identity.queries import viewer_for
from pindos.kernel import menu
from pindos.notices.commands import tell
from pindos.notices.models import Notice
from pindos.organisation.terms import Role


@pytest.fixture
def dafni(db):
    return post("dafni", Role.TECHNICIAN)


@pytest.fixture
def signed_in(client, dafni):
    client.force_login(dafni)
    return client


def tell_her(account, number, url="/help/"):
    tell(
        person_ids=[account.person_id],
        key=f"event {number}",
        kind="opened",
        about="servicedesk.ticket:7",
        say=lambda: (f"Νέο αίτημα FLO-2026-{number:04}", "Ο εκτυπωτής «Κέρκυρα»."),
        url=url,
    )
    return Notice.objects.latest("id")


def test_the_page_says_how_many_are_new_and_the_menu_counts_them(signed_in, dafni):
    for number in range(2):
        tell_her(dafni, number)
    page = signed_in.get("/notices/").content.decode()
    assert "<strong>2" in page and "FLO-2026-0001" in page and "«Κέρκυρα»" in page
    (line,) = [line for line in menu.lines_for(viewer_for(dafni)) if line.entry.icon == "bell"]
    assert line.count == 2


def test_following_a_notice_leads_to_its_thing_and_marks_it_read(signed_in, dafni):
    notice = tell_her(dafni, 1)
    assert signed_in.get(f"/notices/{notice.pk}/").headers["Location"] == "/help/"
    notice.refresh_from_db()
    assert notice.is_read


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example/", ""])
def test_a_notice_never_leads_to_another_site(signed_in, dafni, url):
    notice = tell_her(dafni, 1, url=url)
    assert signed_in.get(f"/notices/{notice.pk}/").headers["Location"] == "/notices/"


def test_marking_as_read_by_button_one_and_all(signed_in, dafni):
    first, second, third = (tell_her(dafni, number) for number in range(3))
    signed_in.post(f"/notices/{first.pk}/read/")
    assert Notice.objects.filter(is_read=True).count() == 1
    signed_in.post("/notices/read/", {"newest": second.pk})
    assert list(Notice.objects.filter(is_read=False)) == [third]
    assert signed_in.post("/notices/read/", {"newest": "λάθος"}).status_code == 302


def test_anothers_notice_is_not_found(signed_in, db):
    tell(person_ids=[person("giorgos").pk], key="e", kind="k", about="a:1", say=lambda: ("α", ""))
    notice = Notice.objects.get()
    assert signed_in.get(f"/notices/{notice.pk}/").status_code == 404
    assert signed_in.post(f"/notices/{notice.pk}/read/").status_code == 404
    assert signed_in.post(f"/api/v1/notices/{notice.pk}/read").status_code == 404
    assert not Notice.objects.get().is_read


def test_an_empty_page_teaches_and_a_full_one_is_small(signed_in, dafni):
    assert '<ul class="bare pi-rows">' not in signed_in.get("/notices/").content.decode()
    for number in range(60):
        tell_her(dafni, number)
    answer = signed_in.get("/notices/")
    assert len(answer.content) < 50_000
    following = signed_in.get("/notices/?after=" + answer.context["page"].next)
    assert len(following.context["page"].items) == 10


def test_the_api_gives_the_callers_own_notices_and_marks_them(signed_in, dafni):
    notice = tell_her(dafni, 412)
    (item,) = signed_in.get("/api/v1/notices").json()["items"]
    assert item["title"] == "Νέο αίτημα FLO-2026-0412" and item["is_read"] is False
    assert signed_in.post(f"/api/v1/notices/{notice.pk}/read").json()["is_read"] is True


def test_who_is_not_signed_in_is_sent_to_sign_in(client, db, settings):
    settings.LOGIN_URL = "/sign-in/"
    for page in ("/notices/", "/mail-server/", "/sendings/"):
        assert client.get(page).status_code == 302
