"""Random acts of random people on one ticket: what must hold, holds after each of them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.servicedesk.desk import (
    ANSWER,
    QUESTION,
    REASON,
    STORY,
    TRIED,
    act,
    assert_ends_are_those_of_its_clocks,
    opened,
)

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Forbidden, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.servicedesk.models import Leg, Ticket
from pindos.servicedesk.queries import acts_open_to, tickets_for
from pindos.servicedesk.terms import State

ACTS = {
    "edit": ("edit_ticket", {"title": "Άλλος τίτλος"}),
    "take": ("take_ticket", {}),
    "assign": ("assign_ticket", {}),
    "reply": ("reply_to_ticket", {"text": STORY}),
    "ask": ("reply_to_ticket", {"text": STORY, "asks": True}),
    "note": ("note_ticket", {"text": STORY}),
    "priority": ("set_priority", {"impact": "all", "urgency": "high"}),
    "refer": ("refer_ticket", {"tried": TRIED, "reason": REASON}),
    "accept": ("accept_ticket", {}),
    "return": ("return_ticket", {"question": QUESTION}),
    "hand-back": ("hand_back_ticket", {"answer": ANSWER}),
    "recall": ("recall_ticket", {}),
    "move": ("move_ticket", {"reason": REASON}),
    "resolve": ("resolve_ticket", {"answer": ANSWER}),
    "confirm": ("confirm_ticket", {}),
    "reopen": ("reopen_ticket", {}),
}
ELSEWHERE = {"TP-FLO": "TP-KOZ", "TP-KOZ": "TP-FLO"}
PEOPLE = ["anthi", "dafni", "giorgos", "kosmas", "iason", "thaleia", "admin", "elegktis"]
steps = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(list(ACTS))), min_size=6, max_size=20
)
likely = st.lists(
    st.tuples(
        st.sampled_from(["dafni", "iason", "anthi"]),
        st.sampled_from(["take", "refer", "accept", "hand-back", "resolve", "reopen", "confirm"]),
    ),
    max_size=12,
)


def try_it(account, verb, ticket, unit_key):
    """Whether the act was carried out; and that a refusal leaves no trace."""
    name, words = ACTS[verb]
    if verb == "move":
        words = {**words, "unit": ELSEWHERE[unit_key]}
    before, told = Ticket.objects.get(pk=ticket.pk), Event.objects.count()
    try:
        act(name, account, ticket, **words)
    except (Refused, NotFound, Forbidden) as refusal:
        assert str(refusal)
        assert Event.objects.count() == told
        assert Ticket.objects.filter(pk=ticket.pk, version=before.version).exists()
        return False
    return True


def check(ticket, number, before, happened, latest):
    now = Ticket.objects.get(pk=ticket.pk)
    legs = Leg.objects.filter(ticket=ticket, ended_at=None)
    assert now.number == number
    assert legs.count() == (1 if now.state == State.REFERRED else 0)
    if now.state == State.REFERRED:
        assert now.with_unit_id == legs.get().unit_id != now.unit_id
    else:
        assert now.with_unit_id == now.unit_id
    assert (now.closed_at is not None) is (now.state == State.CLOSED)
    assert (now.solved_at is not None) is (now.state in (State.SOLVED, State.CLOSED))
    new = Event.objects.filter(pk__gt=latest)
    assert new.count() <= (1 if happened else 0)
    changed = dict(
        Change.objects.filter(event__in=new, field="state").values_list("before", "after")
    )
    assert changed == ({before.state: now.state} if before.state != now.state else {})
    assert now.version - before.version in (0, 1)
    assert_ends_are_those_of_its_clocks(now)
    return now


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.one_of(steps, st.tuples(likely, steps).map(lambda both: both[0] + both[1])))
def test_whatever_anybody_does_the_promise_holds(
    anthi, dafni, giorgos, kosmas, iason, thaleia, admin, elegktis, steps
):
    accounts = dict(zip(PEOPLE, (anthi, dafni, giorgos, kosmas, iason, thaleia, admin, elegktis)))  # noqa: B905
    ticket = opened(anthi)
    units = {ticket.unit_id: "TP-FLO"}
    kozani = next(post.unit_id for post in viewer_for(kosmas).posts)
    units[kozani] = "TP-KOZ"
    was_in_kozani = False
    for who, verb in steps:
        before, latest = Ticket.objects.get(pk=ticket.pk), Event.objects.latest("pk").pk
        viewer = viewer_for(accounts[who])
        is_seen = tickets_for(viewer).filter(pk=ticket.pk).exists()
        shown = acts_open_to(viewer, before) if is_seen else frozenset()
        happened = try_it(accounts[who], verb, ticket, units[before.unit_id])
        now = check(ticket, ticket.number, before, happened, latest)
        assert not (verb in shown and not happened), f"{who} was shown {verb}"
        if verb not in shown and happened:
            assert Event.objects.latest("pk").pk == latest, f"{who} was not shown {verb}"
        was_in_kozani = was_in_kozani or now.unit_id == kozani
        seen = tickets_for(viewer_for(kosmas)).filter(pk=ticket.pk).exists()
        assert seen is was_in_kozani
