import statistics

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.servicedesk.desk import ANSWER, QUESTION, act, opened, referred

from pindos.kernel.models import Change
from pindos.oversight.cli.figures import recount
from pindos.servicedesk.commands import recount_stays, stays
from pindos.servicedesk.models import Stay, Ticket
from pindos.servicedesk.rules.stays import Stand, legs_in, nearest_rank
from pindos.servicedesk.terms import Began

FLO, KOZ, DPE = 1, 2, 3
stands = st.lists(
    st.builds(
        lambda unit, away, is_open: Stand(unit, DPE if away and is_open else unit, is_open),
        st.sampled_from([FLO, KOZ]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
).map(lambda rest: [Stand(FLO, FLO, True), *rest])


@given(stands)
@settings(max_examples=100)
def test_legs_follow_each_other_and_cover_exactly_the_time_in_which_it_was_open(found):
    legs = legs_in(enumerate(found))
    assert legs[0].began_by is Began.OPENED
    assert [leg.began_at for leg in legs] == sorted({leg.began_at for leg in legs})
    for leg, following in zip(legs, legs[1:], strict=False):
        assert leg.ended_at is not None and leg.began_at < leg.ended_at <= following.began_at
    lasting = [range(leg.began_at, leg.ended_at or len(found)) for leg in legs]
    covered = {n for each in lasting for n in each}
    assert covered == {n for n, stand in enumerate(found) if stand.is_open}
    for leg, each in zip(legs, lasting, strict=True):
        assert {found[n].with_unit_id for n in each} == {leg.unit_id}


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=50), st.sampled_from([50, 90]))
@settings(max_examples=100)
def test_the_nearest_rank_is_the_least_length_that_so_many_did_not_exceed(lengths, percent):
    found = nearest_rank(sorted(lengths), percent)
    assert found in lengths
    assert sum(each <= found for each in lengths) * 100 >= percent * len(lengths)
    assert sum(each < found for each in lengths) * 100 < percent * len(lengths)
    if percent == 50:
        assert found == statistics.median_low(lengths)


def walked(anthi, dafni, iason, giorgos):
    """Tickets that have been everywhere."""
    ticket = opened(anthi, title="Παντού")
    act("take_ticket", dafni, ticket)
    referred(dafni, ticket)
    act("return_ticket", iason, ticket, question=QUESTION)
    act("reply_to_ticket", dafni, ticket, text="Το βλέπουμε.")
    referred(dafni, ticket)
    act("hand_back_ticket", iason, ticket, answer=ANSWER)
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    act("reopen_ticket", anthi, ticket)
    act("move_ticket", giorgos, ticket, reason="Είναι της Κοζάνης", unit="TP-KOZ")
    act("confirm_ticket", anthi, opened(anthi, title="Πέρασε μόνο του"))
    act(
        "refer_ticket",
        dafni,
        opened(anthi, title="Στη Διεύθυνση"),
        tried="Όλα όσα",
        reason="Δεν γίνεται",
    )


def legs():
    return [
        (
            stay.ticket_id,
            stay.unit_id,
            stay.for_unit_id,
            stay.began_by,
            stay.ended_at is None,
            bool(stay.answered_at),
        )
        for stay in Stay.objects.order_by("ticket", "began_at", "id")
    ]


def test_every_step_of_a_referral_begins_a_leg(anthi, dafni, iason, giorgos):
    walked(anthi, dafni, iason, giorgos)
    ticket = Ticket.objects.get(title="Παντού")
    began = [stay.began_by for stay in ticket.stays.order_by("id")]
    assert began == ["opened", "referred", "back", "referred", "back", "reopened", "moved"]
    assert ticket.stays.get(ended_at=None).unit_id == ticket.unit_id
    answered = ticket.stays.get(answered_at__isnull=False)
    assert answered.began_by == "back" and answered.ended_at is not None
    for stay in ticket.stays.filter(ended_at__isnull=False):
        assert stay.seconds == int((stay.ended_at - stay.began_at).total_seconds())


def test_what_is_kept_equals_what_is_counted_anew_from_the_trail(anthi, dafni, iason, giorgos):
    walked(anthi, dafni, iason, giorgos)
    kept = legs()
    assert recount_stays() == 0  # nothing is missing
    assert recount_stays(everything=True) == 3 and legs() == kept
    Stay.objects.all().delete()
    assert recount_stays() == 3 and legs() == kept


def test_a_recount_says_how_far_it_is_and_how_to_go_on(anthi, dafni, iason, giorgos, monkeypatch):
    walked(anthi, dafni, iason, giorgos)
    kept = legs()
    first = Ticket.objects.earliest("pk").pk
    monkeypatch.setattr(stays, "AT_ONCE", 1)
    Stay.objects.all().delete()
    heard = []

    def told(done, total):
        heard.append((done, total))
        if done == 1 and len(heard) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(stays, "tell_how_far", told)
    cut = CliRunner().invoke(recount, ["--all"])
    assert cut.exit_code and f"pindos recount --all --after={first}" in cut.output
    rest = CliRunner().invoke(recount, ["--all", f"--after={first}"])
    assert rest.exit_code == 0 and rest.output.strip() == "2"
    assert heard == [(1, 3), (1, 2), (2, 2)] and legs() == kept


def test_a_ticket_that_has_no_trail_was_with_its_unit_until_it_was_solved(anthi, dafni):
    ticket = opened(anthi)
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    ticket.refresh_from_db()
    Stay.objects.all().delete()
    Change.objects.all().delete()
    recount_stays()
    stay = Stay.objects.get()
    assert stay.ended_at == ticket.solved_at and stay.began_at == ticket.opened_at


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads them in one go")
def test_tickets_without_legs_are_found_by_each_ticket_s_own(dafni):
    """Each leg that opened a ticket was read for each: a minute of processor for 50,000."""
    opened(dafni)
    with CaptureQueriesContext(connection) as asked:
        assert recount_stays() == 0
    looked = [each["sql"] for each in asked if "NOT EXISTS" in each["sql"]]
    assert looked
    for words in looked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {words}")
            plan = " ".join(row[3] for row in cursor.fetchall())
        assert "(ticket_id=?)" in plan and "began_by=?" not in plan, plan


def test_legs_have_the_category_that_the_ticket_has_now(anthi, dafni, catalogue):
    ticket = opened(anthi)
    act("categorise_ticket", dafni, ticket, category="toner")
    assert {stay.category.key for stay in ticket.stays.all()} == {"toner"}


def test_what_was_merged_and_is_taken_apart_goes_on_and_is_not_reopened(
    anthi, dafni, giorgos, iason
):
    first, second = opened(anthi, title="Πρώτο"), opened(anthi, title="Δεύτερο")
    act("merge_ticket", dafni, second, into=first.number)
    assert not second.stays.filter(ended_at=None).exists()
    act("unmerge_ticket", dafni, second)
    assert [stay.began_by for stay in second.stays.order_by("id")] == ["opened", "back"]
    kept = legs()
    recount_stays(everything=True)
    assert legs() == kept
