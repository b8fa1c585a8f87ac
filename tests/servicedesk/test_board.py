"""The board: the queue in columns, and what each card offers."""

import re

from django.urls import reverse
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened, referred

from pindos.servicedesk.queries import acts_open_to
from pindos.servicedesk.web.board import CARDS

BOARD = reverse("servicedesk:ticket-board")


def board(client, account, **asked):
    client.force_login(account)
    answer = client.get(BOARD, asked)
    assert answer.status_code == 200
    return answer


def piles(answer):
    return {pile.key: pile for pile in answer.context["piles"]}


def numbers(pile):
    return [card.row.number for card in pile.cards]


def test_a_ticket_stands_in_the_column_of_its_state(client, dafni, anthi):
    new, taken = opened(anthi), opened(anthi, title="Άλλο πρόβλημα")
    act("take_ticket", dafni, taken)
    found = piles(board(client, dafni))
    assert numbers(found["new"]) == [new.number]
    assert numbers(found["assigned"]) == [taken.number]
    by_priority = piles(board(client, dafni, by="priority"))
    assert sum(pile.total for pile in by_priority.values()) == 2


def test_a_card_is_moved_by_its_button_and_leads_back_to_the_board(client, dafni, anthi):
    ticket = opened(anthi)
    shown = board(client, dafni, q="")
    [card] = piles(shown)["new"].cards
    [take] = [way for way in card.ways if way.url.endswith("/take/")]
    assert take.is_at_once
    sent = {"version": card.version, "back": f"{BOARD}?by=priority"}
    answer = client.post(take.url, sent)
    assert answer.status_code == 302 and answer.url == f"{BOARD}?by=priority"
    ticket.refresh_from_db()
    assert ticket.assignee_id == dafni.person_id
    elsewhere = client.post(take.url, {"back": "https://example.gr/tickets/board/?x"})
    assert "example.gr" not in (elsewhere.headers.get("Location") or "")


def test_a_card_is_given_to_a_colleague_on_the_board_by_assignee(client, dafni, giorgos, anthi):
    ticket = opened(anthi)
    found = piles(board(client, dafni, by="assignee"))
    assert {"none", "me", str(giorgos.person_id)} <= found.keys()
    [card] = found["none"].cards
    person = found[str(giorgos.person_id)].person
    [assign] = [way for way in card.ways if way.url.endswith("/assign/")]
    client.post(assign.url, {"version": card.version, "person_id": person, "back": BOARD})
    ticket.refresh_from_db()
    assert ticket.assignee_id == giorgos.person_id
    assert numbers(piles(board(client, dafni, by="assignee"))[str(person)]) == [ticket.number]


def test_a_card_offers_only_what_may_be_done(client, dafni, iason, elegktis, anthi):
    ticket, away = opened(anthi), opened(anthi, title="Έπεσε η γραμμή")
    referred(dafni, away)
    away.refresh_from_db()
    for who in (dafni, iason, elegktis):
        cards = [
            card
            for pile in board(client, who, scope="all").context["piles"]
            for card in pile.cards
        ]
        for card in cards:
            one = ticket if card.row.number == ticket.number else away
            may = acts_open_to(viewer_of(who), one)
            acts = {re.sub(r".*/tickets/[^/]+/", "", way.url).strip("/#") for way in card.ways}
            assert {each for each in acts if each != "reply"} <= may, (who, card.row.number)
    assert not any(card.ways for card in cards)  # who only looks moves nothing


def test_a_full_column_says_how_many_more_and_leads_to_them(client, dafni, anthi):
    for n in range(CARDS + 2):
        opened(anthi, title=f"Εκτυπωτής {n}")
    answer = board(client, dafni)
    pile = piles(answer)["new"]
    assert len(pile.cards) == CARDS and pile.more == 2 and pile.total == CARDS + 2
    listed = client.get(f"{reverse('servicedesk:ticket-list')}?{pile.query}")
    assert listed.context["total"] == CARDS + 2


def test_the_board_is_asked_as_the_queue_is(client, dafni, anthi):
    opened(anthi)
    wanted = opened(anthi, title="Σκάνερ στο πρωτόκολλο")
    found = board(client, dafni, filter="text contains σκανερ")
    assert found.context["total"] == 1 and numbers(piles(found)["new"]) == [wanted.number]
    assert board(client, dafni, filter="odd = 1").context["asked"].mistake


def test_who_only_asks_has_no_board(client, anthi):
    client.force_login(anthi)
    assert client.get(BOARD).url == reverse("servicedesk:ticket-mine")


def test_a_full_board_is_a_small_page_of_few_queries(client, dafni, anthi, request):
    for n in range(CARDS):
        opened(anthi, title=f"Χάλασε ο εκτυπωτής {n} στο γραφείο του Τμήματος Αδειών Διαμονής")
    for n in range(CARDS):
        act("take_ticket", dafni, opened(anthi, title=f"Δεν ανοίγει το πρωτόκολλο {n}"))
    client.force_login(dafni)
    client.get(BOARD)
    with request.getfixturevalue("django_assert_max_num_queries")(32):
        answer = client.get(BOARD)
    assert len(answer.content) < 50_000
