import pytest
from django.utils import timezone

from pindos.identity.commands import create_token, revoke_token
from pindos.identity.models import Token
from pindos.identity.queries import bearer_of, tokens_for, viewer_for
from pindos.identity.terms import TOKEN_MARK
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.models import Change, Event


@pytest.fixture
def dafni(house):
    return house.account("dafni", house.left)


def make(account, **asked):
    asked = {"scope": "all", "name": "Εισαγωγή μητρώου", **asked}
    return create_token(viewer=viewer_for(account), username=account.username, **asked)


def test_create_token_keeps_only_the_hash(dafni):
    text = make(dafni)
    assert text.startswith(TOKEN_MARK) and len(text) == 44
    row = Token.objects.get()
    assert text not in str(vars(row)) and len(row.digest) == 64
    said = str(Event.objects.values_list("payload")) + str(Change.objects.values_list("after"))
    assert row.digest not in said and text[12:] not in said


def test_a_token_is_good_until_its_day(dafni):
    text = make(dafni, days=1)
    assert bearer_of(text).account == dafni
    Token.objects.update(expires_at=timezone.now())
    assert bearer_of(text) is None


def test_nobody_makes_a_token_for_another_account(house, dafni):
    nikos = house.administrator("nikos", house.left)
    with pytest.raises(NotFound):
        create_token(viewer=viewer_for(nikos), username="dafni", scope="read", name="Ξένο")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"scope": "everything"}, "scope"),
        ({"days": 0}, "days"),
        ({"days": 3651}, "days"),
        ({"name": "  "}, "name"),
        ({"name": "α" * 101}, "name"),
        ({"name": "α\x00"}, "name"),
    ],
)
def test_what_a_token_cannot_be_is_said_by_field(dafni, asked, field):
    with pytest.raises(Invalid) as refusal:
        make(dafni, **asked)
    assert set(refusal.value.fields) == {field}


def test_revoke_token_is_for_its_owner_and_who_rules_the_account(house, dafni):
    own, ruled = make(dafni), make(dafni)
    kosmas = viewer_for(house.administrator("kosmas", house.right))
    nikos = viewer_for(house.administrator("nikos", house.left))
    first, second = Token.objects.order_by("id")
    with pytest.raises(NotFound):
        revoke_token(viewer=kosmas, token_id=first.pk)
    revoke_token(viewer=viewer_for(dafni), token_id=first.pk)
    revoke_token(viewer=nikos, token_id=second.pk)
    assert bearer_of(own) is None and bearer_of(ruled) is None
    with pytest.raises(NotFound):
        revoke_token(viewer=HOUSE, token_id=second.pk)
    capacities = Event.objects.filter(name="identity.TokenRevoked").order_by("id")
    assert list(capacities.values_list("capacity", flat=True)) == ["", "administrator"]


def test_tokens_for_shows_ones_own_only(house, dafni):
    make(dafni)
    assert tokens_for(viewer_for(dafni)).count() == 1
    assert not tokens_for(viewer_for(house.account("kosmas", house.right))).exists()
