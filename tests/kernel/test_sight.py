import pytest

from pindos.kernel import sight
from pindos.kernel.access import NOBODY


@pytest.fixture(autouse=True)
def no_answers(monkeypatch):
    monkeypatch.setattr(sight, "_answers", {})


def test_what_nobody_answers_for_is_shown_to_nobody():
    assert sight.sight(NOBODY, "test.thing", 1) == "none"


def test_the_owner_of_the_matter_says_who_sees_it():
    sight.sight_of("test.thing")(lambda viewer, pk: "all" if pk == 1 else "none")
    assert [sight.sight(NOBODY, "test.thing", pk) for pk in (1, 2)] == ["all", "none"]
    with pytest.raises(RuntimeError, match="two answers"):
        sight.sight_of("test.thing")(lambda viewer, pk: "all")
