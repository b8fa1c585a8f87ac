"""Problems: whose they are, how they go on, and who reads what of a known error."""

from itertools import pairwise

import pytest
from tests.cast import viewer_of
from tests.problems.conftest import CAUSE, TITLE, WORKAROUND
from tests.servicedesk.desk import act, opened

from pindos.kernel.errors import Clash, Forbidden, Invalid, NotFound, Refused
from pindos.problems import commands
from pindos.problems.models import Incident, Problem
from pindos.problems.queries import (
    KNOWN_ERRORS,
    PROBLEMS,
    counts_of,
    incidents_of,
    problem_by,
    story_of,
)
from pindos.servicedesk.commands import carry_out_bulk_act, undo_bulk_act
from pindos.servicedesk.models import Ticket


def do(verb, account, problem, **words):
    command = getattr(commands, f"{verb}_problem")
    return command(viewer=viewer_of(account), problem_id=problem.pk, **words)


def titles(listing, account, asked=""):
    return [row.title for row in listing.found(viewer_of(account), asked)]


def test_it_has_a_number_of_its_own_and_belongs_to_the_unit_of_its_ticket(problem, dafni):
    year = problem.opened_at.year
    assert problem.number == f"Π-{year}-0001" and problem.unit.key == "TP-FLO"
    again = commands.open_problem(viewer=viewer_of(dafni), title="Άλλο")
    assert again.number == f"Π-{year}-0002" and again.unit.key == "TP-FLO"
    assert problem_by(viewer_of(dafni), "π 1").pk == problem.pk


def test_from_opening_to_its_end_and_back(problem, dafni):
    do("investigate", dafni, problem)
    do("publish", dafni, problem, cause=CAUSE)
    with pytest.raises(Invalid) as refused:
        do("resolve", dafni, problem)
    assert set(refused.value.fields) == {"fix"}
    do("resolve", dafni, problem, fix="Μπήκε περιστροφή αρχείων.")
    do("close", dafni, problem)
    with pytest.raises(Refused):
        do("edit", dafni, problem, title="Άλλος")
    do("reopen", dafni, problem, reason="Ξανάπεσε.")
    row = Problem.objects.get()
    assert row.state == "known_error" and row.resolved_at is None
    words = [moment.words for moment in story_of(viewer_of(dafni), row)]
    assert len(words) == 7 and "Ξανάπεσε." in words[-1]


def test_a_known_error_without_cause_and_workaround_is_refused(dafni):
    row = commands.open_problem(viewer=viewer_of(dafni), title=TITLE)
    with pytest.raises(Invalid):
        do("publish", dafni, row)
    do("publish", dafni, row, workaround=WORKAROUND)
    with pytest.raises(Invalid):
        do("edit", dafni, row, workaround="")


def test_others_read_a_known_error_but_neither_its_tickets_nor_its_history(
    problem, dafni, kosmas, anthi, elegktis
):
    with pytest.raises(NotFound):
        problem_by(viewer_of(kosmas), problem.pk)
    do("publish", dafni, problem, cause=CAUSE)
    row = problem_by(viewer_of(kosmas), problem.pk)
    assert titles(KNOWN_ERRORS, kosmas) == [TITLE] and titles(PROBLEMS, kosmas) == []
    assert not story_of(viewer_of(kosmas), row) and not incidents_of(viewer_of(kosmas), row)
    with pytest.raises(Forbidden):
        do("edit", kosmas, problem, cause="Άλλη")
    with pytest.raises(NotFound):
        problem_by(viewer_of(anthi), problem.pk)
    assert titles(PROBLEMS, elegktis) == [TITLE]
    do("investigate", dafni, problem)
    assert titles(KNOWN_ERRORS, kosmas) == []


def test_words_of_the_description_find_nothing_for_others(problem, dafni, kosmas):
    do("publish", dafni, problem)
    assert titles(KNOWN_ERRORS, kosmas, "text contains φυλλομετρητη") == [TITLE]
    assert titles(KNOWN_ERRORS, kosmas, 'text contains "απο τις 8"') == []


def test_a_unit_links_its_own_tickets_to_the_known_error_of_another(
    problem, dafni, kosmas, ticket, petros
):
    do("publish", dafni, problem)
    theirs = opened(petros, title="Δεν ανοίγει το πρωτόκολλο")
    do("link", kosmas, problem, tickets=[theirs.number])
    with pytest.raises(Invalid):
        do("link", kosmas, problem, tickets=[ticket.number])
    assert counts_of(problem) == (2, 2, 2)
    assert [row.pk for row in incidents_of(viewer_of(dafni), problem)] == [ticket.pk]
    assert [row.pk for row in incidents_of(viewer_of(kosmas), problem)] == [theirs.pk]
    told = story_of(viewer_of(dafni), Problem.objects.get())[-1].words
    assert theirs.number not in told
    do("unlink", kosmas, problem, tickets=[theirs.pk])
    assert counts_of(problem).linked == 1


def test_linking_twice_changes_nothing_and_what_is_no_ticket_is_refused(problem, dafni, ticket):
    before = len(story_of(viewer_of(dafni), problem))
    do("link", dafni, problem, tickets=[ticket.pk, ticket.number])
    assert len(story_of(viewer_of(dafni), problem)) == before and Incident.objects.count() == 1
    with pytest.raises(Invalid) as refused:
        do("link", dafni, problem, tickets=["FLO-2026-9876"])
    assert set(refused.value.fields) == {"tickets"}


def test_staff_of_the_directorate_read_it_and_work_in_their_own_unit(problem, iason, thaleia):
    assert titles(PROBLEMS, iason) == [TITLE]
    with pytest.raises(Forbidden):
        do("edit", iason, problem, cause=CAUSE)
    do("edit", thaleia, problem, cause=CAUSE)


def test_two_who_change_different_things_lose_nothing(problem, dafni, giorgos):
    do("edit", giorgos, problem, version=1, cause=CAUSE)
    do("edit", dafni, problem, version=1, title="Πέφτει το πρωτόκολλο")
    row = Problem.objects.get()
    assert (row.cause, row.title) == (CAUSE, "Πέφτει το πρωτόκολλο")
    with pytest.raises(Clash):
        do("edit", dafni, problem, version=1, cause="Άλλη αιτία")


def test_all_that_is_wrong_is_said_at_once(dafni, kosmas):
    with pytest.raises(Invalid) as refused:
        commands.open_problem(
            viewer=viewer_of(dafni),
            title=" ",
            priority="μεγάλη",
            category="καφές",
            assignee=kosmas.person_id,
        )
    assert set(refused.value.fields) == {"title", "priority", "category", "assignee"}
    with pytest.raises(Invalid) as refused:
        commands.open_problem(viewer=viewer_of(dafni), title=TITLE, unit="TP-KOZ")
    assert set(refused.value.fields) == {"unit"}


def test_a_requester_opens_none(anthi):
    with pytest.raises(Forbidden):
        commands.open_problem(viewer=viewer_of(anthi), title=TITLE)


@pytest.mark.parametrize(
    "asked",
    ["state = open", "tickets >= 1", "text contains πρωτοκολλο", "assignee = none", "unit = mine"],
)
def test_the_list_answers_any_question(problem, dafni, asked):
    assert titles(PROBLEMS, dafni, asked) == [TITLE]


def test_a_problem_is_found_by_its_ticket(problem, dafni, ticket):
    assert titles(PROBLEMS, dafni, f"ticket = {ticket.number}") == [TITLE]


def test_all_who_wait_are_answered_together_and_what_cannot_be_is_said(
    problem, dafni, anthi, iason
):
    away = opened(anthi, title="Και στο Αμύνταιο")
    over = opened(anthi, title="Παλιό")
    act("resolve_ticket", dafni, over, answer="Έγινε.")
    act("refer_ticket", dafni, away, tried="Επανεκκίνηση", reason="Είναι στον διακομιστή.")
    do("link", dafni, problem, tickets=[away.number, over.number])
    words = {"problem_id": problem.pk, "tell": "resolve", "text": "Διορθώθηκε."}
    bulk = commands.preview_cascade(viewer=viewer_of(dafni), **words)
    outcomes = dict(bulk.items.values_list("ticket", "outcome"))
    assert set(outcomes.values()) == {"wanted", "left_out"} and over.pk not in outcomes
    carry_out_bulk_act(viewer=viewer_of(dafni), bulk_id=bulk.pk)
    states = dict(Ticket.objects.values_list("pk", "state"))
    assert states[away.pk] == "referred" and list(states.values()).count("solved") == 2
    undo_bulk_act(viewer=viewer_of(dafni), bulk_id=bulk.pk)
    assert Ticket.objects.filter(state="solved").count() == 1
    for_iason = commands.preview_cascade(viewer=viewer_of(iason), **words)
    assert not for_iason.items.filter(outcome="wanted").exists()


def test_a_problem_without_open_tickets_tells_nobody(dafni):
    row = commands.open_problem(viewer=viewer_of(dafni), title=TITLE)
    with pytest.raises(Refused):
        commands.preview_cascade(
            viewer=viewer_of(dafni), problem_id=row.pk, tell="reply", text="Α"
        )


def test_numbers_have_no_gaps_where_one_is_refused(dafni):
    viewer = viewer_of(dafni)
    rows = [commands.open_problem(viewer=viewer, title="Α")]
    with pytest.raises(Invalid):
        commands.open_problem(viewer=viewer, title="")
    rows.append(commands.open_problem(viewer=viewer, title="Β"))
    lasts = [int(row.number.rpartition("-")[2]) for row in rows]
    assert all(b == a + 1 for a, b in pairwise(lasts))
