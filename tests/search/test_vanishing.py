"""What is erased or pseudonymised is in the index no more, in the same transaction."""

from tests.cast import viewer_of
from tests.operations.test_pseudonyms import forget, left
from tests.operations.test_retention import aged, rule, switched_on
from tests.servicedesk.desk import act, opened

from pindos.operations.commands import run_retention
from pindos.search.commands import keep_all_of
from pindos.search.found import PERSON
from pindos.search.models import Entry
from pindos.search.queries import found_for

__all__ = ["left"]


def terms():
    rows = Entry.objects.values_list("head", "terms")
    return {term for row in rows for text in row for term in text.split()}


def test_a_pseudonym_stands_in_the_index_too(left, admin, anthi):
    keep_all_of(PERSON)
    assert "kalogir" in terms()
    forget(admin, anthi)
    assert not {term for term in terms() if term.startswith(("kalogir", "nas"))}
    assert found_for(viewer_of(admin), "Καλογήρου").total == 0
    assert found_for(viewer_of(admin), "υπολογιστής").total == 1


def test_what_a_rule_of_retention_erases_is_found_no_more(admin, anthi, dafni):
    ticket = opened(anthi, title="Χάθηκε η λιμνοθάλασσα", description="Στη λιμνοθάλασσα.")
    act("note_ticket", dafni, ticket, text="Η λιμνοθάλασσα πάλι.")
    act("resolve_ticket", dafni, ticket, answer="Λιμνοθάλασσα.")
    act("confirm_ticket", anthi, ticket)
    aged(ticket)
    assert found_for(viewer_of(dafni), "λιμνοθάλασσες").total == 1
    switched_on(admin, rule(admin))
    assert run_retention() == 1
    assert found_for(viewer_of(dafni), "λιμνοθάλασσες").total == 0
    assert not {term for term in terms() if term.startswith("limn")}
