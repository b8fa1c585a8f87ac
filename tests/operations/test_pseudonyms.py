"""A pseudonym stands for one person: nothing names them, all that is counted stays."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone
from tests.cast import viewer_of
from tests.servicedesk.desk import ANSWER, act, opened

from pindos.cli import root
from pindos.identity.commands import create_token, deactivate_account
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.kernel.drafts import keep_draft
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.sealing import seal
from pindos.operations.commands import (
    make_person_exports,
    plan_pseudonym,
    pseudonymise_person,
)
from pindos.operations.models import Pseudonym
from pindos.organisation.commands import change_person, end_position
from pindos.organisation.models import Person, Position
from pindos.servicedesk.commands import recount_stays
from pindos.servicedesk.models import Stay, Ticket

NAMING = ("Καλογήρου", "anthi", "2385 011 222", "2385011222", "καλογηρου", "Νάσου")
TEXTS = (models.CharField, models.TextField, models.JSONField)
AUTHOR = "Ανθή Καλογήρου"


@pytest.fixture
def left(anthi, dafni, admin):
    """Anthi has asked, was answered, changed her name and left; dafni wrote of her."""
    change_person(
        viewer=HOUSE, person_id=anthi.person_id, phone="2385 011 222", family_name="Νάσου"
    )
    change_person(viewer=HOUSE, person_id=anthi.person_id, family_name="Καλογήρου")
    ticket = opened(
        anthi,
        title="Δεν ανοίγει ο υπολογιστής της Ανθής Καλογήρου",
        description="Καλέστε με στο 2385 011222 ή στο anthi@example.gr. Ευχαριστώ, Ανθή",
    )
    act("reply_to_ticket", anthi, ticket, text="Το θυμήθηκε κανείς;")
    act("note_ticket", dafni, ticket, text="Η κα ΚΑΛΟΓΗΡΟΥ ζήτησε το ίδιο και πέρυσι")
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    create_token(viewer=viewer_of(anthi), username="anthi", name="Της Καλογήρου", scope="read")
    keep_draft(viewer_of(anthi), "report:new", {"title": ["Καλογήρου"]})
    position = Position.objects.get(person=anthi.person_id)
    yesterday = timezone.localdate() - timedelta(days=1)
    end_position(viewer=HOUSE, position_id=position.pk, on=yesterday)
    deactivate_account(viewer=viewer_of(admin), username="anthi", reason="Αποχώρησε η Καλογήρου")
    while drain() or seal():
        pass
    return ticket


def forget(admin, anthi, typed=AUTHOR):
    return pseudonymise_person(viewer=viewer_of(admin), person_id=anthi.person_id, confirm=typed)


def named():
    """Every place in the database where somebody could still find her."""
    for model in apps.get_models():
        columns = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, TEXTS) and not field.choices
        ]
        for row in model._default_manager.values_list("pk", *columns) if columns else []:
            said = json.dumps(row[1:], ensure_ascii=False, default=str)
            for word in NAMING:
                if word in said:
                    yield f"{model._meta.label}:{row[0]} {word}: {said[:200]}"


def verified():
    done = CliRunner().invoke(root(), ["audit", "verify"], catch_exceptions=False)
    return done.exit_code, done.output


def test_nothing_names_her_any_more_and_the_chain_still_verifies(admin, anthi, left):
    before = verified()
    assert before[0] == 0 and len(list(named())) > 10
    row = forget(admin, anthi)
    assert list(named()) == []
    while seal():
        pass
    assert verified()[0] == 0
    person = Person.objects.get(pk=anthi.person_id)
    assert person.name == f"Πρόσωπο {row.number}" and person.email == ""
    ticket = Ticket.objects.get(pk=left.pk)
    assert ticket.title == f"Δεν ανοίγει ο υπολογιστής της Πρόσωπο {row.number}"
    assert str(row.number) in ticket.search_text
    assert row.mentions >= 4 and row.erased >= 2


def test_figures_stay_and_are_counted_the_same_anew(admin, anthi, left):
    def legs():
        rows = Stay.objects.order_by("pk").values_list("unit", "began_at", "ended_at")
        answers = Stay.objects.order_by("pk").values_list("answered_at", "answered_after")
        recount_stays(everything=True)
        return list(rows), list(answers)

    act_before = legs()
    forget(admin, anthi)
    assert legs() == act_before
    assert Ticket.objects.get(pk=left.pk).number == left.number


def test_the_look_counts_what_the_act_then_does_and_changes_nothing(admin, anthi, left):
    plan = plan_pseudonym(viewer=viewer_of(admin), person_id=anthi.person_id)
    there = sorted(named())
    assert (plan.typed, sorted(named())) == (AUTHOR, there)
    row = forget(admin, anthi)
    assert sum(each.mentions for each in plan.tables) == row.mentions
    assert sum(each.erased for each in plan.tables) == row.erased


def test_only_an_administrator_only_with_the_name_typed_and_only_once(
    admin, anthi, dafni, iason, left
):
    with pytest.raises(NotFound):
        plan_pseudonym(viewer=viewer_of(dafni), person_id=anthi.person_id)
    with pytest.raises(Invalid):
        forget(admin, anthi, typed="Ανθή")
    with pytest.raises(Refused, match="συνδεθεί|sign in"):
        plan_pseudonym(viewer=viewer_of(admin), person_id=iason.person_id)
    with pytest.raises(Refused, match="yourself|εαυτό"):
        plan_pseudonym(viewer=viewer_of(admin), person_id=admin.person_id)
    forget(admin, anthi, typed="ανθη ΚΑΛΟΓΗΡΟΥ")
    with pytest.raises(Refused, match="already|ήδη"):
        forget(admin, anthi)


def test_a_copy_that_was_made_before_cannot_be_fetched(admin, anthi, left, client):
    client.force_login(admin)
    client.post(reverse("operations:person-export-list"), {"person": "anthi"})
    assert make_person_exports() == 1
    forget(admin, anthi)
    page = client.get(reverse("operations:person-export-list")).content.decode()
    assert "Πρόσωπο" in page and "ZIP" not in page


def test_on_the_pages_the_name_is_typed_after_a_look(admin, anthi, left, client):
    client.force_login(admin)
    here = reverse("operations:pseudonym-list")
    wrong = client.post(here, {"person": "admin"})
    assert wrong.status_code == 422
    look = client.post(here, {"person": "anthi"}).headers["Location"]
    page = client.get(look).content.decode()
    assert AUTHOR in page and "Δεν αναιρείται" in page
    refused = client.post(look, {"confirm": "κάτι άλλο"})
    assert refused.status_code == 422 and "κάτι άλλο" in refused.content.decode()
    assert client.post(look, {"confirm": AUTHOR}).headers["Location"] == here
    number = Pseudonym.objects.get().number
    assert f"Πρόσωπο {number}" in client.get(here).content.decode()
    audit = client.get(reverse("operations:audit-list"))
    assert audit.status_code == 200


def test_the_command_line_counts_first(admin, anthi, left):
    words = ["privacy", "pseudonymise", "anthi", "--as", "admin"]
    counted = CliRunner().invoke(root(), words, catch_exceptions=False)
    assert counted.output.strip().endswith(AUTHOR) and not Pseudonym.objects.exists()
    done = CliRunner().invoke(root(), [*words, "--confirm", AUTHOR], catch_exceptions=False)
    assert done.output.strip() == str(Pseudonym.objects.get().number)
