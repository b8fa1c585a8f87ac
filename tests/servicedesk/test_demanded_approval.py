"""A category that needs the approval of a head: asked by itself, said to all, kept by version."""

import pytest
from click.testing import CliRunner
from tests.cast import engaged
from tests.servicedesk.desk import ANSWER, act, opened
from tests.servicedesk.test_telling import told

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Refused
from pindos.servicedesk import commands
from pindos.servicedesk.cli.catalogue import catalogue as in_terminal
from pindos.servicedesk.commands.catalogue import _hash
from pindos.servicedesk.models import Approval, Category
from pindos.servicedesk.queries import category_shown, story_of


@pytest.fixture
def demanding(catalogue, admin):
    """«Τόνερ και αναλώσιμα» needs an approval from now on."""
    demand(admin, "toner")


def demand(admin, key, *, is_needed=True):
    content = category_shown(key).content.model_copy(update={"needs_approval": is_needed})
    commands.change_category(viewer=viewer_for(admin), key=key, content=content)


def reported(account, **words):
    return opened(account, **{"category": "toner", "answers": {"printer": "HP"}, **words})


def words(account, ticket):
    return " ".join(moment.words for moment in story_of(viewer_for(account), ticket))


@pytest.fixture
def lena(chart):
    """A civil servant whose unit is the department of Kozani."""
    return engaged("lena", "Ελένη", "Γραμματέως", role="employee", unit="TP-KOZ", site="KOZ-DIOIK")


@pytest.fixture
def kyriaki(chart):
    """Head of the department of Kozani."""
    return engaged("kyriaki", "Κυριακή", "Ντίνα", role="head", unit="TP-KOZ")


def test_the_head_of_the_requester_is_asked_by_itself_and_everybody_reads_it(
    demanding, lena, kyriaki, dafni
):
    ticket = reported(dafni, requester="lena@example.gr", prefecture="FLO")
    row = Approval.objects.get(ticket=ticket)
    assert (row.unit.key, row.decision, row.asked_by.key) == ("TP-KOZ", "", "dafni")
    assert "«Τόνερ και αναλώσιμα»" in row.question
    heard = told(kyriaki, lena)
    assert heard["kyriaki"] == ["approval-asked"] and heard["lena"] == ["ticket-received"]
    for account in (lena, dafni):
        assert "ζητήθηκε έγκριση" in words(account, ticket).lower()
        assert "«Τόνερ και αναλώσιμα»" in words(account, ticket)


def test_it_is_not_solved_before_the_head_decides(demanding, lena, kyriaki, dafni):
    ticket = reported(lena, prefecture="FLO")
    act("take_ticket", dafni, ticket)
    with pytest.raises(Refused, match="έγκριση"):
        act("resolve_ticket", dafni, ticket, answer=ANSWER)
    row = Approval.objects.get(ticket=ticket)
    commands.give_approval(viewer=viewer_for(kyriaki), approval_id=row.pk)
    assert act("resolve_ticket", dafni, ticket, answer=ANSWER).state == "solved"


def test_deadlines_go_on_while_a_head_is_asked(demanding, lena, kyriaki):
    ticket = reported(lena, prefecture="FLO")
    before = ticket.late_at
    row = Approval.objects.get(ticket=ticket)
    commands.decline_approval(viewer=viewer_for(kyriaki), approval_id=row.pk, reason="Όχι φέτος.")
    ticket.refresh_from_db()
    assert before is not None and ticket.late_at == before


def test_a_head_does_not_approve_their_own_while_there_is_one_above(
    demanding, kyriaki, kosmas, thaleia
):
    ticket = reported(kyriaki, prefecture="KOZ")
    assert Approval.objects.get(ticket=ticket).unit.key == "DPE"


def test_without_a_head_the_directorate_is_asked_and_it_says_why(
    demanding, anthi, dafni, giorgos, thaleia
):
    ticket = reported(anthi)
    assert Approval.objects.get(ticket=ticket).unit.key == "DPE"
    assert "Το μητρώο δεν έχει προϊστάμενο" in words(anthi, ticket)


def test_with_no_head_at_all_it_is_said_and_nothing_waits(demanding, anthi, dafni):
    ticket = reported(anthi)
    assert not Approval.objects.exists()
    assert "δεν έχει κανέναν προϊστάμενο" in words(anthi, ticket)
    assert act("resolve_ticket", dafni, ticket, answer=ANSWER).state == "solved"


def test_a_change_of_the_category_breaks_no_old_ticket(catalogue, admin, lena, kyriaki, dafni):
    old = reported(lena, prefecture="FLO")
    demand(admin, "toner")
    assert not Approval.objects.exists()
    new = reported(lena, prefecture="FLO")
    demand(admin, "toner", is_needed=False)
    assert act("resolve_ticket", dafni, old, answer=ANSWER).state == "solved"
    with pytest.raises(Refused, match="έγκριση"):
        act("resolve_ticket", dafni, new, answer=ANSWER)
    assert new.category_version.content.needs_approval
    assert not old.category_version.content.needs_approval


def test_a_ticket_that_gets_the_category_later_asks_once(demanding, lena, kyriaki, dafni):
    ticket = opened(lena, prefecture="FLO")
    answers = {"printer": "HP"}
    act("categorise_ticket", dafni, ticket, category="toner", answers=answers)
    row = Approval.objects.get(ticket=ticket)
    assert (row.unit.key, row.asked_by.key) == ("TP-KOZ", "dafni")
    commands.decline_approval(viewer=viewer_for(kyriaki), approval_id=row.pk, reason="Όχι φέτος.")
    act("categorise_ticket", dafni, ticket, category="toner", answers={"printer": "Xerox"})
    assert Approval.objects.filter(ticket=ticket).count() == 1


def test_pages_say_so_before_and_after_the_report(client, demanding, lena, kyriaki):
    client.force_login(lena)
    page = client.get("/report/", {"category": "toner"}).content.decode()
    assert "Χρειάζεται έγκριση του προϊσταμένου σας" in page
    sent = {"where": "own", "urgency": "high", "impact": "person"}
    typed = {"category": "toner", "what": "Τόνερ", "answers-printer": "HP", **sent}
    answer = client.post("/report/", typed)
    receipt = client.get(answer.url).content.decode()
    assert "Εγκρίνει πρώτα ο προϊστάμενος" in receipt and "Τμήμα" in receipt


def test_the_form_of_the_catalogue_asks_for_it_and_shows_it(client, demanding, admin):
    client.force_login(admin)
    page = client.get("/catalogue/category/toner/edit/").content.decode()
    assert 'name="needs_approval"' in page and "έγκριση του προϊσταμένου" in page
    assert 'name="needs_approval" id="id_needs_approval" aria' in page or "checked" in page
    shown = client.get("/catalogue/category/toner/").content.decode()
    assert "Χρειάζεται έγκριση του προϊσταμένου" in shown


def test_doors_tell_it(get, demanding, anthi):
    assert get(anthi, "categories/toner").json()["needs_approval"] is True
    lines = CliRunner().invoke(in_terminal, ["list"]).output.splitlines()
    assert [line for line in lines if "!toner" in line] and not [x for x in lines if "!acc" in x]


def test_what_ships_is_still_known_as_unedited(catalogue, chart):
    row = Category.objects.get(key="toner")
    assert row.source_hash == _hash(row.current.content)
    said = dict(row.current.said)
    assert said.pop("needs_approval") is False  # as it was kept before it could be said
    assert type(row.current.content).model_validate(said) == row.current.content
    assert commands.load_catalogue(viewer=HOUSE) == []
