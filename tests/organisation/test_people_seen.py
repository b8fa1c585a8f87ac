"""Whom somebody may look up: those whom their units serve, and nobody else."""

import pytest
from tests.cast import engaged, viewer_of

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Invalid
from pindos.organisation.commands import add_person
from pindos.organisation.queries import people_found, people_seen_by, person_known_to

EVERYBODY = {"anthi", "dafni", "giorgos", "iason", "ioanna", "kosmas", "thaleia", "nowhere"}


@pytest.fixture
def people(anthi, dafni, giorgos, iason, ioanna, kosmas, thaleia):
    add_person(viewer=HOUSE, key="nowhere", given_name="Ουρανία", family_name="Άστεγη")


def seen(account):
    return set(people_seen_by(viewer_of(account)).values_list("key", flat=True)) & EVERYBODY


def test_a_department_sees_who_sits_in_its_prefecture_or_works_in_it(people, dafni, giorgos):
    for account in (dafni, giorgos):
        assert seen(account) == {"anthi", "dafni", "giorgos"}


def test_another_prefecture_sees_its_own_only(people, kosmas):
    assert seen(kosmas) == {"kosmas"}


def test_the_directorate_and_those_above_see_everybody(people, iason, thaleia, admin, elegktis):
    for account in (iason, thaleia, admin, elegktis):
        assert seen(account) == EVERYBODY


def test_a_civil_servant_looks_up_nobody(people, anthi):
    assert seen(anthi) == set()
    assert people_found(viewer_of(anthi), "Λιβαδά") == []


def test_a_stranger_is_found_by_a_full_address_only(people, kosmas, anthi):
    viewer = viewer_of(kosmas)
    assert person_known_to(viewer, "Anthi@example.gr").name == "Ανθή Καλογήρου"
    for text in ("anthi", str(anthi.person_id), anthi.person_id):
        with pytest.raises(Invalid) as refused:
            person_known_to(viewer, text)
        assert "Καλογήρου" not in str(refused.value)


def test_a_stranger_and_nobody_are_refused_in_the_same_words(people, kosmas):
    said = []
    for text in ("anthi", "kanenas"):
        with pytest.raises(Invalid) as refused:
            person_known_to(viewer_of(kosmas), text)
        said.append(str(refused.value).replace(text, "…"))
    assert said[0] == said[1]


def test_somebody_moved_to_another_prefecture_is_seen_where_they_work_too(people, kosmas):
    engaged("leto", "Λητώ", "Ρήγα", role="employee", unit="TP-KOZ", site="FLO-DIOIK")
    assert people_seen_by(viewer_of(kosmas)).filter(key="leto").exists()
