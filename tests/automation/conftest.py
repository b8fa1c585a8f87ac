"""A rule of Florina that does a little of everything, and tickets for it."""

import pytest
from tests.cast import viewer_of
from tests.remembered import remembered
from tests.servicedesk.desk import opened

from pindos.automation.commands import add_rule, switch_rule_on, try_rule
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.servicedesk.commands import load_catalogue

PRINTER = "printer-not-printing"
RULE = {
    "name": "Εκτυπωτές στη Δάφνη",
    "when": "opened",
    "condition": "title starts Χάλασε",
    "note": "Δες πρώτα το χαρτί: {τίτλος}",
}


@pytest.fixture
def catalogue(chart):
    return remembered("catalogue", lambda: load_catalogue(viewer=HOUSE))


@pytest.fixture
def write(giorgos):
    """Write a rule of Florina as her head; what is not said is as above."""

    def add(**said):
        return add_rule(viewer=viewer_of(giorgos), unit="TP-FLO", **{**RULE, **said})

    return add


@pytest.fixture
def acting(write, giorgos):
    """The same, tried out and switched on."""

    def add(**said):
        rule = write(**said)
        try_rule(viewer=viewer_of(giorgos), rule_id=rule.pk)
        return switch_rule_on(viewer=viewer_of(giorgos), rule_id=rule.pk)

    return add


def happen():
    """Let every reaction have its turn."""
    while drain():
        pass


def reported(account, title="Χάλασε ο εκτυπωτής", **said):
    ticket = opened(account, title=title, **said)
    happen()
    ticket.refresh_from_db()
    return ticket
