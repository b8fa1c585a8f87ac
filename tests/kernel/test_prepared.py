"""A prepared question answers as the ORM does, whatever it is asked, and builds SQL once."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pindos.kernel.counting import counts_of
from pindos.kernel.models import Draft, Schedule
from pindos.kernel.prepared import prepared
from pindos.organisation.models import Person, Position

DAY = timezone.localdate()


@prepared
def people(ids):
    return Person.objects.filter(pk__in=ids).select_related("site").order_by("pk")


@prepared
def held_by(person, on):
    held = Position.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)
    return held.filter(person=person).values_list("role", "unit_id")


@prepared
def drafts(account, form, since):
    return Draft.objects.filter(account_id=account, form=form, at__gt=since).order_by("pk")


def test_rows_are_those_of_the_orm_with_all_their_fields(dafni, anthi):
    ids = frozenset({dafni.person_id, anthi.person_id})
    rows = list(Person.objects.filter(pk__in=ids).select_related("site").order_by("pk"))
    for _ in range(2):
        found = people(ids)
        assert found == rows and [one.site for one in found] == [one.site for one in rows]
        assert [one.touched for one in found] == [one.touched for one in rows]
    assert people.count(ids) == 2 and people.first(ids) == rows[0]


def test_tuples_dates_and_how_many_there_are(dafni, anthi):
    for person in (dafni, anthi, dafni):
        want = list(Position.objects.filter(person=person.person_id).values_list("role", "unit"))
        assert held_by(person.person_id, DAY) == want
    assert held_by(dafni.person_id, DAY - timedelta(days=9999)) == []


def test_texts_times_and_json_are_read_as_they_were_kept(db):
    now = timezone.now()
    for number in range(3):
        Draft.objects.create(account_id=7, form=f"ά{number}", data={"α": ["%s", "ω"]}, at=now)
    for number in (0, 2, 1):
        [found] = drafts(7, f"ά{number}", now - timedelta(seconds=1))
        assert (found.form, found.data, found.at) == (f"ά{number}", {"α": ["%s", "ω"]}, now)
    assert drafts(7, "ά0", now) == [] and drafts.count(7, "ά1", now - timedelta(1)) == 1


def test_an_empty_set_finds_nothing_and_none_is_not_compared(db):
    assert people(frozenset()) == [] and people.count(frozenset()) == 0
    asked = prepared(lambda at: Schedule.objects.filter(last_ok_at=at).values_list("name"))
    Schedule.objects.create(name="ποτέ", every=1)
    assert asked(None) == [("ποτέ",)] and asked(timezone.now()) == []


def test_several_are_counted_by_one_statement(dafni, anthi, django_assert_num_queries):
    ids = frozenset({dafni.person_id, anthi.person_id})
    Draft.objects.create(account_id=7, form="α%", data={}, at=timezone.now())
    asked = [
        people.counted(frozenset()),  # no row can fit: it is not asked
        people.counted(ids),
        drafts.counted(7, form="α%", since=timezone.now() - timedelta(1)),
        held_by.counted(dafni.person_id, DAY),
        people.counted(frozenset({anthi.person_id})),
    ]
    assert counts_of(asked) == [0, 2, 1, 1, 1]
    with django_assert_num_queries(1):
        assert counts_of(asked) == [0, 2, 1, 1, 1]
    with django_assert_num_queries(0):
        assert counts_of([people.counted(frozenset())]) == [0] and counts_of([]) == []


def test_what_shares_no_row_is_counted_as_one_number(dafni, anthi, django_assert_num_queries):
    one, other = (people.counted(frozenset({each.person_id})) for each in (dafni, anthi))
    nobody = people.counted(frozenset())
    asked = [
        one._replace(others=(other,)),
        nobody._replace(others=(nobody,)),
        nobody._replace(others=(one, nobody)),
        other,
    ]
    assert counts_of(asked) == [2, 0, 1, 1]
    with django_assert_num_queries(1):
        assert counts_of(asked) == [2, 0, 1, 1]


def test_it_asks_once_and_only_the_values_change(dafni, django_assert_num_queries):
    people(frozenset({dafni.person_id}))
    with django_assert_num_queries(1) as seen:
        people(frozenset({dafni.person_id}))
    assert str(dafni.person_id) in seen[0]["sql"]


def test_what_is_changed_on_its_way_is_refused(db):
    for ask in (
        lambda text: Person.objects.filter(key__contains=text),
        lambda text: Person.objects.all(),
    ):
        with pytest.raises(RuntimeError):
            prepared(ask)("ά")
    with pytest.raises(TypeError):
        people(frozenset({1.5}))


@given(st.lists(st.frozensets(st.integers(1, 40), max_size=12), min_size=1, max_size=4))
def test_any_sets_in_any_order(sets):
    statements = prepared(
        lambda ids, others: Person.objects.filter(Q(pk__in=ids) | Q(site__in=others))
    )
    for ids in sets:
        for others in sets:
            marked = Person.objects.filter(Q(pk__in=ids) | Q(site__in=others))
            if ids or others:
                assert sorted(statements.parameters(ids, others)) == sorted(
                    marked.query.sql_with_params()[1]
                )
