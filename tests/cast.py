"""The people of every test, made through the real commands: each fixture gives an Account.

dafni works in Florina and sits there, giorgos is her head, anthi is a civil servant in the same
building; iason and ioanna sit in the Directorate (β and α), thaleia directs it, kosmas works in
Kozani; admin administers everything, elegktis looks at everything.
"""

from datetime import date
from types import SimpleNamespace

import pytest
from tests.remembered import remembered

from pindos.identity.models import Account
from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE, Viewer
from pindos.organisation.charts import DEFAULT
from pindos.organisation.commands import add_person, add_site, appoint_person, load_chart
from pindos.organisation.models import Site

__all__ = [
    "admin",
    "anthi",
    "bare_chart",
    "chart",
    "dafni",
    "elegktis",
    "giorgos",
    "iason",
    "ioanna",
    "kosmas",
    "thaleia",
]

SINCE = date(2026, 1, 1)
SITES = {
    "FLO-DIOIK": "Διοικητήριο Φλώρινας",
    "FLO-AMYNT": "Δασονομείο Αμυνταίου",
    "KOZ-DIOIK": "Διοικητήριο Κοζάνης",
    "IOA-DIOIK": "Διοικητήριο Ιωαννίνων",
}


def viewer_of(account: Account) -> Viewer:
    """What the account may see today."""
    return viewer_for(account)


def engaged(username, given_name, family_name, *, role, unit, site=None, service=""):
    """A person with one position and an account without a password (use force_login)."""
    said = (username, given_name, family_name, role, unit, site, service)
    return remembered(said, lambda: _engaged(*said))


def _engaged(username, given_name, family_name, role, unit, site, service):
    person = add_person(
        viewer=HOUSE,
        key=username,
        given_name=given_name,
        family_name=family_name,
        email=f"{username}@example.gr",
        phone="2385 000 000",
        service=service,
        site=site,
    )
    appoint_person(viewer=HOUSE, person_id=person.pk, unit=unit, role=role, starts_on=SINCE)
    return Account.objects.create_user(username, person_id=person.pk)


@pytest.fixture
def bare_chart(db):
    """The default chart, and no site."""
    return remembered("bare chart", lambda: load_chart(viewer=HOUSE, path=DEFAULT))


@pytest.fixture
def chart(db):
    """The default chart and four sites; ``chart.sites`` gives them by key."""
    difference = remembered("chart", chart_with_sites)
    sites = Site.objects.in_bulk(SITES, field_name="key")
    return SimpleNamespace(sites=sites, difference=difference)


def chart_with_sites():
    difference = load_chart(viewer=HOUSE, path=DEFAULT)
    for key, name in SITES.items():
        add_site(viewer=HOUSE, key=key, name=name, prefecture=key[:3], phone="2385 012 345")
    return difference


@pytest.fixture
def dafni(chart):
    """Technician of Florina."""
    return engaged(
        "dafni",
        "Δάφνη",
        "Λιβαδά",
        role="technician",
        unit="TP-FLO",
        site="FLO-DIOIK",
        service="Τμήμα Πληροφορικής Φλώρινας",
    )


@pytest.fixture
def giorgos(chart):
    """Head of the department of Florina."""
    return engaged("giorgos", "Γιώργος", "Πετρίδης", role="head", unit="TP-FLO", site="FLO-DIOIK")


@pytest.fixture
def anthi(chart):
    """A civil servant in Florina, no technician."""
    return engaged(
        "anthi",
        "Ανθή",
        "Καλογήρου",
        role="employee",
        unit="EPWM",
        site="FLO-DIOIK",
        service="Τμήμα Αδειών Διαμονής Φλώρινας",
    )


@pytest.fixture
def kosmas(chart):
    """Technician of Kozani."""
    return engaged(
        "kosmas", "Κοσμάς", "Βαφείδης", role="technician", unit="TP-KOZ", site="KOZ-DIOIK"
    )


@pytest.fixture
def iason(chart):
    """Staff of department β of the Directorate, which receives referrals."""
    return engaged(
        "iason", "Ιάσων", "Μέξης", role="directorate_staff", unit="DPE-B", site="IOA-DIOIK"
    )


@pytest.fixture
def ioanna(chart):
    """Staff of department α of the Directorate, competent for the seat's prefecture."""
    return engaged(
        "ioanna", "Ιωάννα", "Ζήση", role="directorate_staff", unit="DPE-A", site="IOA-DIOIK"
    )


@pytest.fixture
def thaleia(chart):
    """Director."""
    return engaged("thaleia", "Θάλεια", "Ελατινού", role="director", unit="DPE", site="IOA-DIOIK")


@pytest.fixture
def admin(chart):
    """Administrator of the whole administration."""
    return engaged("admin", "Αρετή", "Διαχειρίστρια", role="administrator", unit="EPWM")


@pytest.fixture
def elegktis(chart):
    """Auditor of the whole administration: sees all, changes nothing."""
    return engaged("elegktis", "Ελευθέριος", "Ελεγκτής", role="auditor", unit="EPWM")
