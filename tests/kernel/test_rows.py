"""An instance that is made of a row at once is the one that Django makes of it."""

import pytest
from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_init
from django.utils import timezone

from pindos.kernel.models import Draft
from pindos.kernel.rows import is_plain, made_of, new

OURS = [kind for kind in apps.get_models() if kind._meta.managed]


def told(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind._meta.label)
def test_each_kind_of_row_is_the_same_whole_and_in_part(kind):
    names = [field.attname for field in kind._meta.concrete_fields]
    for asked in (names, names[:2]):
        values = tuple(range(1, len(asked) + 1))
        mine = made_of(kind, "default", asked)(values)
        theirs = kind.from_db("default", asked, values)
        assert type(mine) is kind and told(mine) == told(theirs)
        assert mine == theirs and hash(mine) == hash(theirs)
        assert (mine._state.db, mine._state.adding) == ("default", False)
        assert mine.get_deferred_fields() == theirs.get_deferred_fields()


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind._meta.label)
def test_each_kind_of_new_row_has_what_its_fields_give_it_and_what_it_is_given(kind):
    mine, theirs = new(kind), kind()
    given = {name for name, value in told(theirs).items() if value == told(kind()).get(name)}
    made = told(theirs).keys() - given  # a moment, a random text
    assert told(mine).keys() == told(theirs).keys()
    assert {name: told(mine)[name] for name in given} == {n: told(theirs)[n] for n in given}
    assert all(type(told(mine)[n]) is type(told(theirs)[n]) for n in made)
    assert (mine._state.db, mine._state.adding) == (None, True)
    field = kind._meta.concrete_fields[-1].attname
    assert told(new(kind, **{field: 7}))[field] == 7
    for value in (each for each in vars(new(kind)).values() if isinstance(each, dict | list)):
        assert all(value is not other for other in vars(mine).values())
    with pytest.raises(TypeError, match="nothing"):
        new(kind, nothing=1)


def test_what_is_made_so_can_be_changed_and_saved_and_asked_for_the_rest(db):
    kept = Draft.objects.create(account_id=7, form="α", data={"α": 1}, at=timezone.now())
    row = made_of(Draft, "default", ["id", "form"])((kept.pk, "α"))
    assert row.data == {"α": 1}
    row.form = "β"
    row.save()
    assert Draft.objects.get().form == "β"


def test_most_kinds_are_plain_and_one_that_somebody_listens_to_is_not():
    assert sum(map(is_plain, OURS)) > len(OURS) * 0.9
    heard = []

    def listen(sender, instance, **_more):
        heard.append(instance)

    post_init.connect(listen, sender=Draft)
    try:
        assert not is_plain(Draft)
        row = made_of(Draft, "default", ["id"])((1,))
    finally:
        post_init.disconnect(listen, sender=Draft)
    assert heard == [row] and is_plain(Draft)


def test_a_kind_with_a_way_of_its_own_is_left_to_django():
    class Own(Draft):
        class Meta:
            proxy = True
            app_label = "kernel"

        @classmethod
        def from_db(cls, db, field_names, values):
            made = super().from_db(db, field_names, values)
            made.seen = True
            return made

    apps.all_models["kernel"].pop("own")
    apps.clear_cache()
    assert not is_plain(Own) and issubclass(Own, Model)
    assert made_of(Own, "default", ["id"])((1,)).seen
