"""What a list asks the index of words: which things hold them, in any form and either script."""

import pytest
from django.db import connection
from tests.servicedesk.desk import opened

from pindos.search.queries import holding
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.terms import ABOUT

pytestmark = pytest.mark.django_db


def held(words, **how):
    return set(
        Ticket.objects.filter(pk__in=holding(ABOUT, words, **how)).values_list("pk", flat=True)
    )


def test_those_are_found_that_hold_every_word_in_the_title_alone_if_so_asked(anthi):
    title = opened(anthi, title="Χάλασε ο εκτυπωτής", description="Βγάζει λευκές σελίδες.").pk
    text = opened(anthi, title="Λευκές σελίδες", description="Φταίει ο εκτυπωτής;").pk
    assert held("ektypwtes") == {title, text} and held("εκτυπωτή", in_title=True) == {title}
    assert held("εκτυπωτές λευκή") == {title, text} and held("σαρωτής") == set()
    assert holding(ABOUT, "και") is None or held("και") == set()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps counts of its values")
def test_a_rare_word_does_not_read_every_entry_of_the_kind(anthi):
    opened(anthi, title="Χάλασε ο εκτυπωτής")
    asked = holding(ABOUT, "εκτυπωτής", in_title=True)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.sql}", asked.params)
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert "SEARCH e USING INTEGER PRIMARY KEY" in plan and "entry_of_kind" not in plan
