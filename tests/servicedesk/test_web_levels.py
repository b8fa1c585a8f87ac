"""The page of a service level: two who change the same see both; one without a goal is refused."""

import pytest
from click.testing import CliRunner

from pindos.cli import root
from pindos.servicedesk.models import Level
from pindos.servicedesk.queries import level_called

PAGE = "/levels/3-0-0/"
NOTHING = "Αυτό το επίπεδο δεν ορίζει τίποτα δικό του"


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    return client


def opened(page):
    said = page.get(PAGE).context["form"].initial
    times = {name: f"{said[name]} λεπτά" for name in ("answer", "solution", "leg") if said[name]}
    return {**times, "hours": said["hours"], "version": said["version"], "shown": said["shown"]}


def test_two_who_change_one_time_see_both_in_words_and_choose(page):
    assert page.post(PAGE, {**opened(page), "answer": "30 λεπτά"}).status_code == 302
    both = opened(page)
    assert page.post(PAGE, {**both, "answer": "1 ώρα"}).status_code == 302
    answer = page.post(PAGE, {**both, "answer": "2 ώρες", "solution": "3 ημέρες"})
    assert answer.status_code == 422
    [side] = answer.context["sides"]
    assert (side.name, side.yours, side.theirs) == ("answer", "2 ώρες", "1 ώρα")
    sent = {**answer.context["form"].data.dict(), "keep-answer": "theirs"}
    assert page.post(PAGE, {**sent, "theirs-answer": side.value}).status_code == 302
    now = level_called("3-0-0")
    assert (now.answer, now.solution) == (60, 3 * 480)


def test_a_level_without_a_goal_is_refused_in_words_by_page_and_api(page):
    none = {"answer": "", "solution": "", "leg": "", "hours": ""}
    answer = page.post("/levels/new/", {"prefecture": "FLO", **none})
    assert answer.status_code == 422 and NOTHING in answer.content.decode()
    sent = {"prefecture": "FLO"}
    said = page.post("/api/v1/levels", sent, content_type="application/json")
    assert said.status_code == 422 and NOTHING in str(said.json())
    assert not Level.objects.exists()


def test_a_level_that_cannot_be_is_refused_in_a_terminal(admin):
    for given, why in (
        (["--prefecture", "FLO"], NOTHING),
        (["--priority", "normal", "--answer", "60"], "τους τρεις χρόνους"),
        (["--prefecture", "FLO", "--answer", "0"], "λεπτά"),
        (["--prefecture", "FLO", "--answer", "9" * 30], "λεπτά"),
        (["--prefecture", "FLO", "--answer", "60", "--hours", "(a+)+$"], "ωράριο"),
        (["--answer", "60"], "Επιλέξτε προτεραιότητα"),
    ):
        said = CliRunner().invoke(root(), ["level", "set", *given, "--as", admin.username])
        assert said.exit_code and why in str(said.exception), (given, said.exception)
    assert not Level.objects.exists()
