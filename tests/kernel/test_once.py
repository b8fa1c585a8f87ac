from datetime import timedelta

import pytest
from django.db import transaction
from tests.kernel.saying import say
from tests.threads import together

from pindos.kernel.access import NOBODY, Viewer
from pindos.kernel.errors import Refused
from pindos.kernel.limits import ANSWER_DAYS
from pindos.kernel.models import Event, Repeat
from pindos.kernel.once import forget_old_answers, once

ANNA = Viewer(account_id=1)


def answer(**asked):
    say(7)
    return {"events": Event.objects.count(), **asked}


def test_the_same_key_is_carried_out_once_and_answered_alike(db):
    first = once(viewer=ANNA, key="k", asked={"title": "α"}, act=answer)
    again = once(viewer=ANNA, key="k", asked={"title": "α"}, act=answer)
    assert first == again == {"events": 1} and Event.objects.count() == 1


def test_the_same_key_for_another_request_is_refused(db):
    once(viewer=ANNA, key="k", asked={"title": "α"}, act=answer)
    with pytest.raises(Refused, match="Idempotency-Key"):
        once(viewer=ANNA, key="k", asked={"title": "β"}, act=answer)


def test_keys_are_each_accounts_own_and_no_key_is_no_memory(db):
    once(viewer=ANNA, key="k", asked={}, act=answer)
    once(viewer=Viewer(account_id=2), key="k", asked={}, act=answer)
    once(viewer=ANNA, key="", asked={}, act=answer)
    once(viewer=NOBODY, key="k", asked={}, act=answer)
    assert Event.objects.count() == 4 and Repeat.objects.count() == 2


def test_a_refused_act_leaves_the_key_free(db):
    def refuse():
        raise Refused("no")

    with pytest.raises(Refused):
        once(viewer=ANNA, key="k", asked={}, act=refuse)
    assert once(viewer=ANNA, key="k", asked={}, act=answer) == {"events": 1}


def test_a_key_that_is_too_long_is_refused_in_words(db):
    with pytest.raises(Refused, match="200"):
        once(viewer=ANNA, key="k" * 201, asked={}, act=answer)


@pytest.mark.django_db(transaction=True)
def test_eight_clicks_at_once_are_one_act():
    answers = []
    together(lambda: answers.append(once(viewer=ANNA, key="k", asked={}, act=answer)), times=8)
    assert answers == [{"events": 1}] * 8 and Event.objects.count() == 1


def test_old_answers_are_forgotten_and_counted(db):
    once(viewer=ANNA, key="old", asked={}, act=answer)
    once(viewer=ANNA, key="new", asked={}, act=answer)
    with transaction.atomic():
        row = Repeat.objects.get(key="old")
        Repeat.objects.filter(pk=row.pk).update(
            at=row.at - timedelta(days=ANSWER_DAYS.default, hours=1)
        )
    assert forget_old_answers() == 1 and Repeat.objects.get().key == "new"
