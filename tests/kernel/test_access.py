from hypothesis import given
from hypothesis import strategies as st

from pindos.kernel.access import NOBODY, Post, Viewer

ROLES = st.sampled_from(["head", "member", "auditor"])
POSTS = st.frozensets(st.builds(Post, ROLES, st.integers(1, 4)), max_size=6)


def test_a_head_in_one_unit_who_is_a_member_in_another_is_not_head_everywhere():
    posts = frozenset({Post("head", 1), Post("member", 2)})
    viewer = Viewer(account_id=1, posts=posts, reach=posts)
    assert viewer.units_as("head") == {1} and viewer.units_as("head", "member") == {1, 2}
    assert viewer.capacity_over(1, ["member", "head"]) == "head"
    assert viewer.capacity_over(2, ["head"]) == "" == viewer.capacity_over(None, ["head"])


def test_what_one_sees_may_reach_further_than_whose_work_it_is():
    viewer = Viewer(
        1, 1, frozenset({Post("head", 1)}), frozenset({Post("head", 1), Post("head", 2)})
    )
    assert viewer.posts_as("head") == {1} and viewer.units_as("head") == {1, 2}


@given(reach=POSTS, unit=st.integers(1, 4), roles=st.lists(ROLES, max_size=3))
def test_a_capacity_is_the_first_of_the_roles_held_over_the_unit(reach, unit, roles):
    held = [role for role in roles if Post(role, unit) in reach]
    assert Viewer(reach=reach).capacity_over(unit, roles) == (held[0] if held else "")


def test_nobody_is_not_known_and_has_nothing():
    assert not NOBODY.is_known and not NOBODY.holds("head") and not NOBODY.units_as("head")
