"""The problems that planned work is to solve, by the rights of both sides."""

import pytest
from click.testing import CliRunner
from tests.cast import viewer_of
from tests.changes.plans import act, approved, planned

from pindos.changes.models import ProblemTie
from pindos.changes.queries import CHANGES, aims_of
from pindos.changes.web.panels import changes_of_problem
from pindos.cli import root
from pindos.kernel.deliveries import drain
from pindos.kernel.errors import Forbidden, Invalid, NotFound
from pindos.notices.models import Notice
from pindos.problems.commands import open_problem, publish_problem

TROUBLE = "Πέφτει το δίκτυο κάθε Δευτέρα"


def trouble(account, **words):
    return open_problem(viewer=viewer_of(account), **{"title": TROUBLE, **words})


def published(account):
    row = trouble(account, workaround="Επανεκκίνηση του μεταγωγέα.")
    return publish_problem(viewer=viewer_of(account), problem_id=row.pk)


def text(client, path):
    return client.get(path).content.decode()


def told():
    while drain():
        pass
    rows = Notice.objects.filter(kind="change-for-problem")
    return sorted(rows.values_list("person__key", "title"))


def test_each_page_shows_the_other_to_who_reads_both(client, dafni, giorgos, kosmas):
    problem = published(dafni)
    change = planned(dafni)
    client.force_login(dafni)
    url = f"/changes/{change.pk}/"
    wrong = client.post(f"{url}link-problem/", {"problem": "Π-2026-9999"})
    assert wrong.status_code == 422 and "Π-2026-9999" in wrong.content.decode()
    client.post(f"{url}link-problem/", {"problem": problem.number.lower()})
    client.post(f"{url}link-problem/", {"problem": problem.number})
    assert ProblemTie.objects.count() == 1
    assert TROUBLE in text(client, url)
    assert change.title in text(client, f"/problems/{problem.pk}/")
    client.force_login(kosmas)
    page = text(client, f"/problems/{problem.pk}/")
    assert TROUBLE in page and change.title not in page and change.number not in page
    assert client.get(url).status_code == 404
    client.force_login(giorgos)
    client.post(f"{url}unlink-problem/", {"problem": problem.number})
    assert not ProblemTie.objects.exists() and "πρόβλημα" in text(client, url)


def test_a_touched_unit_reads_the_change_and_nothing_of_its_problem(client, dafni, kosmas):
    problem, change = trouble(dafni), planned(dafni, sites=["KOZ-DIOIK"])
    act("link_problem", dafni, change, problem=problem.number)
    client.force_login(kosmas)
    page = text(client, f"/changes/{change.pk}/")
    assert change.number in page and TROUBLE not in page and problem.number not in page
    assert client.get(f"/api/v1/changes/{change.pk}").json()["problems"] == []
    asked = f"problem = {problem.number}"
    assert not CHANGES.found(viewer_of(kosmas), asked).exists()
    assert list(CHANGES.found(viewer_of(dafni), asked)) == [change]
    with pytest.raises(Forbidden):
        act("unlink_problem", kosmas, change, problem=problem.number)


def test_a_problem_is_tied_by_who_works_on_the_change_and_reads_the_problem(dafni, kosmas):
    theirs, known = trouble(kosmas), published(kosmas)
    change = planned(dafni)
    with pytest.raises(Invalid) as refused:
        act("link_problem", dafni, change, problem=theirs.pk)
    assert set(refused.value.fields) == {"problem"}
    act("link_problem", dafni, change, problem=known.number)
    assert [each.problem for each in aims_of(viewer_of(dafni), change)] == [known]
    with pytest.raises(NotFound):
        act("link_problem", kosmas, change, problem=known.number)


def test_whoever_looks_after_the_problem_hears_once_that_the_work_is_done(dafni, giorgos, kosmas):
    mine = trouble(dafni, assignee=giorgos.person.key)
    theirs = published(kosmas)
    change = approved(dafni, giorgos)
    for problem in (mine, theirs):
        act("link_problem", dafni, change, problem=problem.number)
    act("start_change", dafni, change)
    assert told() == []
    act("finish_change", dafni, change)
    heard = told()
    assert (giorgos.person.key, mine.number) in [(who, what.split(":")[0]) for who, what in heard]
    assert (kosmas.person.key, theirs.number) in [(who, what.split(":")[0]) for who, what in heard]
    assert len(heard) == len(set(heard)) and not any(change.number in what for _who, what in heard)
    assert told() == heard


def test_the_changes_of_a_problem_take_one_query(dafni, django_assert_num_queries):
    problem, viewer = trouble(dafni), viewer_of(dafni)
    with django_assert_num_queries(1):
        assert changes_of_problem(viewer, problem.pk) == ""
    for title in ("Πρώτη", "Δεύτερη"):
        act("link_problem", dafni, planned(dafni, title=title), problem=problem.number)
    with django_assert_num_queries(1):
        assert "Δεύτερη" in changes_of_problem(viewer, problem.pk)


def test_the_api_and_the_terminal_do_the_same(client, dafni, giorgos):
    problem, change = trouble(dafni), planned(dafni)
    client.force_login(dafni)
    path, body = f"/api/v1/changes/{change.number}", {"problem": problem.number}
    made = client.post(f"{path}/link-problem", body, content_type="application/json").json()
    assert made["problems"] == [problem.number]
    assert made["timeline"][-1]["step"] == "problem-linked"
    gone = client.post(f"{path}/unlink-problem", body, content_type="application/json").json()
    assert gone["problems"] == []

    def run(*words):
        words = ["change", *words, "--as", "dafni"]
        return CliRunner().invoke(root(), words, catch_exceptions=False).output

    assert change.number in run("link-problem", change.number, problem.number)
    assert f"> {problem.number}" in run("show", change.number)
    run("unlink-problem", change.number, problem.number)
    assert ">" not in run("show", change.number)
