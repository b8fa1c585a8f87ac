"""A problem is handed to another unit: with a reason, and only when that one accepts."""

import pytest
from tests.cast import viewer_of
from tests.problems.conftest import TITLE
from tests.servicedesk.desk import opened
from tests.servicedesk.test_telling import told

from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.problems import commands
from pindos.problems.models import Offer, Problem
from pindos.problems.queries import PROBLEMS, acts_open_to, problem_by, story_of
from pindos.servicedesk.queries import story_of as ticket_story

REASON = "Ο διακομιστής είναι στο κέντρο δεδομένων της Διεύθυνσης."


def do(verb, account, problem, **words):
    command = getattr(commands, f"{verb}_problem")
    return command(viewer=viewer_of(account), problem_id=problem.pk, **words)


@pytest.fixture
def offered(problem, dafni, kosmas):
    """Offered by Florina to the department of Kozani."""
    return do("offer", dafni, problem, unit="TP-KOZ", reason=REASON)


def words(account, problem):
    return " ".join(each.words for each in story_of(viewer_of(account), problem))


def found(account, asked=""):
    return [row.title for row in PROBLEMS.found(viewer_of(account), asked)]


def test_until_it_is_accepted_it_stays_and_the_other_unit_reads_it(
    problem, dafni, kosmas, giorgos
):
    with pytest.raises(NotFound):
        problem_by(viewer_of(kosmas), problem.pk)
    do("offer", dafni, problem, unit="TP-KOZ", reason=REASON)
    row = problem_by(viewer_of(kosmas), problem.pk)
    assert row.unit.key == "TP-FLO" and REASON in words(kosmas, row)
    assert acts_open_to(viewer_of(kosmas), row) == {"accept", "decline"}
    assert "recall" in acts_open_to(viewer_of(dafni), row)
    assert not {"accept", "offer"} & acts_open_to(viewer_of(dafni), row)
    assert found(kosmas, "offered = yes") == [TITLE] and found(dafni, "offered = yes") == []
    assert told(kosmas)["kosmas"] == ["problem-offered"]


def test_accepting_makes_it_theirs_and_the_first_unit_reads_on(offered, dafni, kosmas):
    do("edit", dafni, offered, assignee="dafni")
    do("accept", kosmas, offered)
    row = Problem.objects.get(pk=offered.pk)
    assert row.unit.key == "TP-KOZ" and row.assignee is None
    with pytest.raises(Forbidden):
        do("edit", dafni, row, cause="Άλλη")
    assert "Κοζάνης" in words(dafni, row) and found(dafni) == [TITLE]
    do("edit", kosmas, row, cause="Γέμισε ο δίσκος.")
    assert told(dafni)["dafni"].count("problem-offered") == 1


def test_declining_says_why_and_closes_it_to_them_again(offered, dafni, kosmas):
    do("decline", kosmas, offered, reason="Δεν έχουμε πρόσβαση σε αυτόν.")
    with pytest.raises(NotFound):
        problem_by(viewer_of(kosmas), offered.pk)
    assert "Δεν έχουμε πρόσβαση" in words(dafni, offered)
    do("offer", dafni, offered, unit="DPE-B", reason=REASON)
    assert list(Offer.objects.order_by("id").values_list("outcome", flat=True)) == ["declined", ""]


def test_it_is_recalled_and_the_end_of_the_problem_recalls_it(offered, dafni, kosmas):
    with pytest.raises(Refused):
        do("offer", dafni, offered, unit="DPE-B", reason=REASON)
    do("recall", dafni, offered)
    with pytest.raises(NotFound):
        do("accept", kosmas, offered)
    do("offer", dafni, offered, unit="TP-KOZ", reason=REASON)
    do("cancel", dafni, offered, reason="Δεν ήταν πρόβλημα.")
    assert not Offer.objects.filter(ended_at=None).exists()


def test_only_the_unit_that_is_asked_answers_and_a_reason_is_needed(problem, dafni, kosmas, iason):
    for unit, reason in (("TP-KOZ", "-"), ("TP-FLO", REASON), ("EPWM", REASON)):
        with pytest.raises(Invalid):
            do("offer", dafni, problem, unit=unit, reason=reason)
    do("offer", dafni, problem, unit="TP-KOZ", reason=REASON)
    with pytest.raises(Forbidden):
        do("accept", dafni, problem)
    with pytest.raises((Forbidden, NotFound)):
        do("accept", iason, problem)


def test_pages_ask_show_and_answer(client, problem, dafni, kosmas):
    client.force_login(dafni)
    at = f"/problems/{problem.pk}/"
    assert "Κοζάνης" in client.get(f"{at}offer/").content.decode()
    failed = client.post(f"{at}offer/", {"unit": "", "reason": REASON})
    assert failed.status_code == 422 and REASON in failed.content.decode()
    client.post(f"{at}offer/", {"unit": "TP-KOZ", "reason": REASON})
    shown = client.get(at).content.decode()
    assert "δεν έχει απαντήσει ακόμη" in shown and REASON in shown
    client.force_login(kosmas)
    page = client.get(at).content.decode()
    assert "Αποδοχή" in page and REASON in page
    assert client.post(f"{at}accept/").status_code == 302
    assert Problem.objects.get().unit.key == "TP-KOZ"


def test_programs_hand_it_on_too(client, problem, dafni, kosmas):
    def post(account, verb, **body):
        client.force_login(account)
        url = f"/api/v1/problems/{problem.pk}/{verb}"
        return client.post(url, body, content_type="application/json")

    assert post(dafni, "offer", unit="TP-KOZ", reason=REASON).status_code == 200
    assert post(kosmas, "decline", reason="Δεν είναι δικό μας.").status_code == 204
    post(dafni, "offer", unit="TP-KOZ", reason=REASON)
    assert post(dafni, "recall").status_code == 200
    post(dafni, "offer", unit="TP-KOZ", reason=REASON)
    assert post(kosmas, "accept").json()["unit"] == "TP-KOZ"


def lines(account, ticket):
    return [each.words for each in ticket_story(viewer_of(account), ticket) if each.words]


def test_the_ticket_tells_the_units_when_it_is_linked_and_unlinked(problem, ticket, dafni, anthi):
    assert [line for line in lines(dafni, ticket) if problem.number in line]
    do("unlink", dafni, problem, tickets=[ticket.number])
    said = [line for line in lines(dafni, ticket) if problem.number in line]
    assert len(said) == 2 and said[0] != said[1]
    assert not [line for line in lines(anthi, ticket) if problem.number in line]


def test_whoever_may_not_read_the_problem_is_not_told_of_it(
    problem, dafni, iason, thaleia, anthi, kosmas
):
    other = opened(kosmas, title="Και στην Κοζάνη", prefecture="KOZ")
    do("link", thaleia, problem, tickets=[other.number])
    assert not [line for line in lines(kosmas, other) if "Π-" in line]
    assert [line for line in lines(thaleia, other) if problem.number in line]
    do("publish", dafni, problem)
    assert [line for line in lines(kosmas, other) if problem.number in line]
