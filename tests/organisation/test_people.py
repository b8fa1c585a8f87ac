"""People, sites and positions: who may change them, and what is refused."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import timezone
from tests.cast import engaged, viewer_of

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE, NOBODY
from pindos.kernel.errors import Clash, Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.organisation.commands import (
    add_person,
    add_site,
    appoint_person,
    change_person,
    change_position,
    change_site,
    close_site,
    end_position,
    reopen_site,
)
from pindos.organisation.models import Person, Position
from pindos.organisation.queries import (
    people_found,
    people_of_address,
    people_of_addresses,
    person_facts,
    person_named,
    site_named,
    sites_of,
    workers_of,
)


def today():
    return timezone.localdate()


def test_the_cast_stands_where_it_should(dafni, giorgos, anthi, iason, thaleia):
    place = person_facts(dafni.person_id)
    assert place.site_id == site_named("flo-dioik").id
    assert viewer_of(dafni).posts_as("technician")
    assert len(viewer_of(thaleia).units_as("director")) == 11
    assert len(viewer_of(iason).units_as("directorate_staff")) == 11
    assert {worker.key for worker in workers_of(next(iter(viewer_of(dafni).posts)).unit_id)} == {
        "dafni",
        "giorgos",
    }
    assert not viewer_of(anthi).holds("technician")


def test_only_those_who_work_search_people(dafni, anthi):
    assert [each.name for each in people_found(viewer_of(dafni), "καλογηρου")] == [
        "Ανθή Καλογήρου"
    ]
    assert people_found(viewer_of(dafni), "ΑΝΘΗ αδειών")
    assert not people_found(viewer_of(dafni), "ανθη αμυνταιο")
    assert people_found(viewer_of(anthi), "") == []
    assert people_found(NOBODY, "") == []


def test_a_person_is_named_by_key_mail_or_id(anthi):
    pk = anthi.person_id
    assert {person_named(text).id for text in ("anthi", "ANTHI", "anthi@example.gr", pk)} == {pk}
    for text in ("", "κανείς", 10**30, "9" * 50):
        with pytest.raises(Invalid):
            person_named(text)


def test_a_shared_address_names_nobody(anthi):
    add_person(viewer=HOUSE, key="b", family_name="Βήτας", email="anthi@example.gr")
    with pytest.raises(Invalid):
        person_named("anthi@example.gr")


def test_whose_several_addresses_are_is_asked_at_once(anthi, django_assert_num_queries):
    other = add_person(viewer=HOUSE, key="b", family_name="Βήτας", email="Anthi@example.gr")
    asked = ["ANTHI@example.gr", "nobody@example.gr", "no address"]
    with django_assert_num_queries(1):
        found = people_of_addresses(asked)
    assert {address: {each.id for each in people} for address, people in found.items()} == {
        "anthi@example.gr": {anthi.person_id, other.pk}
    }
    with django_assert_num_queries(0):
        assert people_of_addresses(["no address"]) == {} and not people_of_address("")


def test_an_administrator_adds_and_changes_a_person_and_it_is_on_record(admin):
    viewer = viewer_of(admin)
    person = add_person(
        viewer=viewer, key="1234", given_name="Λία", family_name="Ζώη", site="FLO-DIOIK"
    )
    change_person(viewer=viewer, person_id=person.pk, version=1, phone="2385 055 555")
    event = Event.objects.get(name="organisation.PersonChanged")
    assert event.capacity == "administrator"
    assert event.actor_id == admin.pk
    change = Change.objects.get(event=event)
    assert (change.field, change.before, change.after) == ("phone", "", "2385 055 555")
    assert person_facts(person.pk).phone == "2385 055 555"


def test_a_name_that_changes_is_found_by_the_new_one(admin):
    person = add_person(viewer=HOUSE, key="1", family_name="Παλιός")
    change_person(viewer=viewer_of(admin), person_id=person.pk, family_name="Νέος")
    assert people_found(viewer_of(admin), "νεος")
    assert not people_found(viewer_of(admin), "παλιος")


def test_a_change_that_changes_nothing_says_nothing(admin):
    before = Event.objects.count()
    person = change_person(viewer=HOUSE, person_id=admin.person_id, given_name="Αρετή")
    assert (Event.objects.count(), person.version) == (before, 1)


def test_a_field_that_both_changed_is_refused_and_shows_how_it_stands(admin, anthi):
    viewer = viewer_of(admin)
    change_person(viewer=viewer, person_id=anthi.person_id, version=1, phone="1")
    with pytest.raises(Clash) as caught:
        change_person(viewer=viewer, person_id=anthi.person_id, version=1, phone="2")
    side = caught.value.fields["phone"]
    assert (side.yours, side.theirs, side.by) == ("2", "1", "Αρετή Διαχειρίστρια")
    assert Person.objects.get(pk=anthi.person_id).phone == "1"


def test_other_fields_of_others_stay_and_are_told(admin, anthi):
    viewer, person_id = viewer_of(admin), anthi.person_id
    seen = {"phone": "2385 000 000", "service": "Τμήμα Αδειών Διαμονής Φλώρινας"}
    change_person(viewer=viewer, person_id=person_id, phone="2385 011 111")
    form = {**seen, "service": "Τμήμα Αλλοδαπών"}
    now = change_person(viewer=viewer, person_id=person_id, version=1, seen=seen, **form)
    assert (now.phone, now.service, now.version) == ("2385 011 111", "Τμήμα Αλλοδαπών", 3)
    assert [(each.field, each.by) for each in now.meanwhile] == [("phone", "Αρετή Διαχειρίστρια")]
    assert now.touched == {"phone": 2, "service": 3}


def test_a_site_does_not_end_in_a_municipality_of_another_prefecture(admin, chart):
    site = chart.sites["FLO-DIOIK"]
    viewer = viewer_of(admin)
    change_site(viewer=viewer, site_id=site.pk, prefecture="KOZ")
    with pytest.raises((Clash, Invalid)):
        change_site(
            viewer=viewer,
            site_id=site.pk,
            version=1,
            prefecture="FLO",
            municipality="Δήμος Φλώρινας",
            seen={"prefecture": site.prefecture_id, "municipality": None},
        )


def test_two_who_change_the_days_of_a_position_see_both(admin, dafni):
    viewer = viewer_of(admin)
    position = Position.objects.get(person=dafni.person_id)
    act = partial(change_position, viewer=viewer, position_id=position.pk)
    act(starts_on=position.starts_on, ends_on=date(2027, 1, 31))
    seen = {"starts_on": str(position.starts_on), "ends_on": None}
    days = {"starts_on": position.starts_on, "ends_on": date(2027, 3, 31)}
    with pytest.raises(Clash) as caught:
        act(**days, version=1, seen=seen)
    assert caught.value.fields["ends_on"].theirs == date(2027, 1, 31)
    act(starts_on=date(2026, 2, 1), ends_on=None, version=1, seen=seen)
    now = Position.objects.get(pk=position.pk)
    assert (now.starts_on, now.ends_on) == (date(2026, 2, 1), date(2027, 1, 31))


@pytest.mark.parametrize("who", ["dafni", "giorgos", "anthi", "thaleia", "elegktis"])
def test_others_change_neither_people_nor_sites_nor_positions(request, chart, who):
    viewer = viewer_of(request.getfixturevalue(who))
    person = add_person(viewer=HOUSE, key="x", family_name="Χ")
    site = chart.sites["FLO-DIOIK"]
    acts = [
        lambda: add_person(viewer=viewer, key="y", family_name="Ψ"),
        lambda: change_person(viewer=viewer, person_id=person.pk, given_name="Α"),
        lambda: add_site(viewer=viewer, key="FLO-X", name="Χ", prefecture="FLO"),
        lambda: change_site(viewer=viewer, site_id=site.pk, name="Ψ"),
        lambda: close_site(viewer=viewer, site_id=site.pk),
        lambda: appoint_person(viewer=viewer, person_id=person.pk, unit="TP-FLO", role="head"),
    ]
    for act in acts:
        with pytest.raises((Forbidden, NotFound)):  # whom they may not look up is not there
            act()


def test_an_administrator_of_one_department_rules_that_one_only(chart):
    local = viewer_for(engaged("local", "Τόπιος", "Τοπικός", role="administrator", unit="TP-FLO"))
    person = add_person(viewer=local, key="n", family_name="Νέος")
    appoint_person(viewer=local, person_id=person.pk, unit="TP-FLO", role="technician")
    add_site(viewer=local, key="FLO-NEW", name="Νέο κτίριο", prefecture="FLO")
    with pytest.raises(Forbidden):
        appoint_person(viewer=local, person_id=person.pk, unit="TP-KOZ", role="technician")
    with pytest.raises(Forbidden):
        add_site(viewer=local, key="KOZ-NEW", name="Νέο κτίριο", prefecture="KOZ")
    with pytest.raises(Forbidden):
        change_site(viewer=local, site_id=site_named("FLO-NEW").id, prefecture="KOZ")


@pytest.mark.parametrize(
    ("fields", "bad"),
    [
        ({"family_name": ""}, "family_name"),
        ({"family_name": "Α" * 101}, "family_name"),
        ({"family_name": "Α\u202eΒ"}, "family_name"),
        ({"family_name": "Α\x00"}, "family_name"),
        ({"family_name": "Α", "email": "χωρίς παπάκι"}, "email"),
        ({"family_name": "Α", "site": "ΚΑΠΟΥ"}, "site"),
        ({"family_name": "Α", "key": "dafni"}, "key"),
        ({"family_name": "Α", "key": "DAFNI"}, "key"),
        ({"family_name": "Α", "key": ""}, "key"),
        ({"family_name": "Α", "phone": "9" * 1_000_000}, "phone"),
    ],
)
def test_bad_input_is_refused_field_by_field(dafni, fields, bad):
    with pytest.raises(Invalid) as caught:
        add_person(viewer=HOUSE, **{"key": "z", **fields})
    assert list(caught.value.fields) == [bad]


def test_several_faults_are_said_at_once(chart):
    with pytest.raises(Invalid) as caught:
        add_person(viewer=HOUSE, key="z", family_name="", email="x", phone="\x00")
    assert set(caught.value.fields) == {"family_name", "email", "phone"}


def test_a_position_gives_the_role_from_its_first_to_its_last_day(chart):
    person = add_person(viewer=HOUSE, key="p", family_name="Π")
    yesterday, tomorrow = today() - timedelta(1), today() + timedelta(1)
    for first, last, is_held in [
        (None, None, True),
        (tomorrow, None, False),
        (yesterday, today(), True),
        (date(2020, 1, 1), yesterday, False),
    ]:
        position = appoint_person(
            viewer=HOUSE,
            person_id=person.pk,
            unit="TP-FLO",
            role="technician",
            starts_on=first,
            ends_on=last,
        )
        names = [worker.key for worker in workers_of(position.unit_id)]
        assert ("p" in names) is is_held
        Position.objects.all().delete()


def test_who_stands_where_is_told_to_administrators_and_auditors_only(chart):
    person = add_person(viewer=HOUSE, key="p", family_name="Π")
    position = appoint_person(viewer=HOUSE, person_id=person.pk, unit="TP-FLO", role="head")
    end_position(viewer=HOUSE, position_id=position.pk)
    names = Event.objects.filter(audience="security").values_list("name", flat=True)
    assert set(names) == {"organisation.PersonAppointed", "organisation.PositionEnded"}


def test_the_same_role_twice_on_one_day_is_refused(chart):
    person = add_person(viewer=HOUSE, key="p", family_name="Π")
    where = {"viewer": HOUSE, "person_id": person.pk, "unit": "TP-FLO", "role": "head"}
    first = appoint_person(**where, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    with pytest.raises(Invalid):
        appoint_person(**where, starts_on=date(2026, 6, 30))
    second = appoint_person(**where, starts_on=date(2026, 7, 1))
    with pytest.raises(Invalid):
        change_position(
            viewer=HOUSE, position_id=first.pk, starts_on=first.starts_on, ends_on=None
        )
    assert Position.objects.get(pk=first.pk).ends_on == date(2026, 6, 30)
    assert second.pk != first.pk


def test_a_position_does_not_end_before_it_begins_nor_twice(chart):
    person = add_person(viewer=HOUSE, key="p", family_name="Π")
    position = appoint_person(viewer=HOUSE, person_id=person.pk, unit="TP-FLO", role="head")
    with pytest.raises(Invalid):
        end_position(viewer=HOUSE, position_id=position.pk, on=today() - timedelta(1))
    Position.objects.filter(pk=position.pk).update(
        starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1)
    )
    with pytest.raises(Refused):
        end_position(viewer=HOUSE, position_id=position.pk)


def test_roles_that_make_no_sense_are_refused(chart):
    person = add_person(viewer=HOUSE, key="p", family_name="Π")
    for role in ("director", "king", ""):
        with pytest.raises(Invalid) as caught:
            appoint_person(viewer=HOUSE, person_id=person.pk, unit="TP-FLO", role=role)
        assert list(caught.value.fields) == ["role"]
    with pytest.raises(Invalid):
        appoint_person(viewer=HOUSE, person_id=person.pk, unit="TP-XXX", role="head")
    with pytest.raises(NotFound):
        appoint_person(viewer=HOUSE, person_id=999_999, unit="TP-FLO", role="head")


def test_a_closed_site_is_offered_no_longer_until_it_opens_again(chart):
    site = chart.sites["FLO-AMYNT"]
    close_site(viewer=HOUSE, site_id=site.pk, version=1)
    assert site.pk not in [each.id for each in sites_of()]
    with pytest.raises(Invalid):
        site_named("FLO-AMYNT")
    reopen_site(viewer=HOUSE, site_id=site.pk)
    assert site_named(site.pk).key == "FLO-AMYNT"


def test_a_key_of_a_site_is_made_latin_and_is_not_used_twice(chart):
    site = add_site(viewer=HOUSE, key="κοζ-α", name="Νέο", prefecture="Κοζάνη")
    assert site.key == "KOZ-A"
    for key in ("koz-a", "ΚΟΖ-Α", "", "12", "A B", "Φ-1"):
        with pytest.raises(Invalid):
            add_site(viewer=HOUSE, key=key, name="Νέο", prefecture="KOZ")


def test_a_site_stands_in_a_municipality_of_its_prefecture(chart):
    site = chart.sites["FLO-AMYNT"]
    changed = change_site(viewer=HOUSE, site_id=site.pk, municipality="Αμυνταίου")
    assert changed.municipality.name_el == "Αμυνταίου"
    with pytest.raises(Invalid):
        change_site(viewer=HOUSE, site_id=site.pk, municipality="Κοζάνης")
    assert change_site(viewer=HOUSE, site_id=site.pk, prefecture="KOZ").municipality is None
