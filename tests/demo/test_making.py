"""A small demonstration holds all that a large one promises; one is made for all of these."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pindos.config.prepare import prepare
from pindos.demo.making import make
from pindos.demo.terms import PASSWORD
from pindos.demo.wording import situations
from pindos.kernel import options
from pindos.kernel.demonstration import is_demonstration, told
from pindos.kernel.errors import Refused
from pindos.kernel.health import Level
from pindos.kernel.verifying import verify
from pindos.mail.checks import mailboxes
from pindos.mail.terms import Fate, Why
from pindos.notices.commands.posting import post_batch
from pindos.operations.queries import lines_of
from pindos.organisation.terms import Role
from pindos.servicedesk.catalogue import shipped
from pindos.servicedesk.catalogue.reader import read_catalogues
from pindos.servicedesk.commands import recount_stays

TICKETS = 100
MOST_TRIED = 10  # letters: all others just wait
NOT_SHOWN = {Why.OWN, Why.TOO_MANY, Why.LOOP, Why.AMBIGUOUS, Why.REFUSED}  # nothing of every day


@pytest.fixture
def read_anew(monkeypatch):
    """The mark is a row among the settings, which other tests never read."""
    monkeypatch.setattr(options, "_snapshot", None)


@pytest.fixture
def made(transactional_db, read_anew):
    """A demonstration of a hundred tickets.

    Its transactions are its own: as parts of one PostgreSQL took three times as long.
    """
    make(people=50, tickets=TICKETS, seed=1, say=lambda line: None)


def rows(label):
    return apps.get_model(label).objects


def test_a_small_demonstration_keeps_every_promise(made):
    """One test, for the making is what takes long."""
    assert is_demonstration()
    the_history_is_true()
    nothing_has_left()
    what_goes_another_way_is_there()
    a_years_end_of_mail_is_there()
    texts_differ()
    the_trail_is_in_words()
    each_role_signs_in()
    assert not make(people=50, tickets=TICKETS, seed=1, say=print), "it stands there already"


def each_role_signs_in():
    roles = Counter(one["role"] for one in told()["accounts"])
    assert roles == dict.fromkeys(Role.values, 1)
    entry = Client().get(reverse("identity:sign-in")).content.decode()
    for one in told()["accounts"]:
        assert one["username"] in entry
        client = Client()
        said = {"username": one["username"], "password": PASSWORD}
        assert client.post(reverse("identity:sign-in"), said).status_code == 302
        page = client.get("/", follow=True)
        assert page.status_code == 200, one
        assert "pi-demonstration" in page.content.decode()


def nothing_has_left():
    sendings = rows("notices.Sending")
    assert sendings.exists()
    assert post_batch() == 0
    assert not sendings.filter(state="sent").exists()
    tried = sendings.exclude(attempts=0)
    assert {row.state for row in tried} == {"waiting", "failed"}
    assert all(row.last_error and row.address == row.to_address for row in tried)
    assert tried.count() <= MOST_TRIED < sendings.count()
    emails = rows("organisation.Person").exclude(email="").values_list("email", flat=True)
    assert all(email.endswith(".example") for email in emails)


def the_history_is_true():
    verdict = verify()
    assert verdict.is_whole, verdict
    assert not rows("kernel.Event").filter(seq=None).exists()
    in_order = list(rows("kernel.Event").order_by("seq").values_list("at", flat=True))
    assert in_order == sorted(in_order)
    figures = [name.attname for name in rows("servicedesk.Stay").model._meta.fields[1:]]
    before = Counter(rows("servicedesk.Stay").values_list(*figures))
    recount_stays(everything=True)
    assert Counter(rows("servicedesk.Stay").values_list(*figures)) == before
    assert not rows("kernel.Delivery").exclude(state="done").exists()


def what_goes_another_way_is_there():
    by_themselves = rows("automation.Occurrence").exclude(ticket=None).values("ticket")
    assert rows("servicedesk.Ticket").exclude(pk__in=by_themselves).count() == TICKETS
    assert by_themselves.filter(ticket__state="closed").count() > 2, "rounds are gone"
    assert rows("servicedesk.Merge").filter(undone_at=None).exists()
    assert rows("servicedesk.Link").filter(kind="duplicates").exists()
    assert rows("servicedesk.Leg").filter(outcome="answer").exists()
    for label in ("servicedesk.Move", "servicedesk.Approval", "servicedesk.Task"):
        assert rows(label).exists(), label
    for label in ("records.Attachment", "problems.Incident", "changes.Change", "lists.View"):
        assert rows(label).exists(), label
    asked = rows("servicedesk.Approval").filter(question__contains="«")
    assert set(asked.values_list("decision", flat=True)) == {"", "approved", "declined"}
    assert rows("surveys.Survey").exclude(answer="").exists()
    assert rows("surveys.Survey").filter(answer="").exists()
    assert rows("oversight.Dispatch").filter(is_on=True).exists()
    assert rows("automation.Rule").filter(is_on=True).count() > 3
    runs = rows("automation.Run")
    assert runs.exists() and not runs.exclude(outcome="done").exists()
    named = rows("records.Entry").filter(author_name__startswith="Κανόνας «")
    assert named.exists(), "an act names its rule"
    assert rows("kernel.Event").filter(name="automation.RuleChanged").exists()
    assert rows("knowledge.Answer").filter(place="report").exists()
    categories = rows("servicedesk.Ticket").values_list("category__key", flat=True)
    assert len(set(categories)) > 50


def a_years_end_of_mail_is_there():
    """Every fate of a letter with its reason, each by the door that real ones come by."""
    came = rows("mail.Arrival")
    assert set(came.values_list("fate", flat=True)) == set(Fate.values) - {Fate.WAITING}
    seen = set(came.values_list("why", flat=True))
    assert seen >= set(Why.values) - NOT_SHOWN
    units = rows("servicedesk.Ticket").filter(came_by="mail").values_list("unit__key", flat=True)
    assert {"TP-KOZ", "TP-FLO", "TP-GRE", "DPE-A"} <= set(units)
    assert rows("mail.DeadAddress").count() == 1
    logos = rows("records.Attachment").filter(name="logo.png")
    assert logos.count() > 1 and logos.values("blob").distinct().count() == 1
    read = rows("records.Entry").filter(kind="opening", text__contains="ερωτηματικά στη θέση")
    assert read.exists(), "a letter in another charset than it says"
    assert came.order_by("at").first().at.date() > (timezone.now() - timedelta(days=31)).date()
    assert {each.level for each in mailboxes()} == {Level.IDLE}, "nothing is read, and it says so"


def the_trail_is_in_words():
    """Every field that a year's work has changed is called by a Greek word."""
    names = rows("kernel.Event").values_list("name", flat=True).distinct().order_by("name")
    said = set()
    for name in names:
        latest = rows("kernel.Event").filter(name=name).order_by("-seq")[:20]
        said |= {each.field for line in lines_of(latest) for each in line.differences}
    assert len(said) > 80
    assert not sorted(label for label in said if re.fullmatch(r"[\w.]+", label, re.A))


def texts_differ():
    said = rows("records.Entry").filter(kind="opening").values_list("text", flat=True)
    assert len(set(said)) == rows("servicedesk.Ticket").count()
    assert not any("{" in text or "<" in text for text in said)


def test_each_category_that_ships_has_its_situations():
    files = [read.says for read in read_catalogues(shipped())]
    assert situations().keys() == {part.key for file in files for part in file.categories}


def test_an_instance_with_real_data_never_becomes_a_demonstration(chart, read_anew):
    with pytest.raises(Refused):
        prepare(lambda line: None, as_demonstration=True)
    assert not is_demonstration()
    page = Client().get(reverse("identity:sign-in")).content.decode()
    assert "pi-demonstration" not in page


def test_fewer_people_than_posts_are_refused(db):
    with pytest.raises(Refused):
        make(people=10, tickets=1, seed=1, say=print)
