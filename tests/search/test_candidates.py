"""Asking the index: the newest that fit, whatever the weights say, and rights before the cap."""

from datetime import UTC, datetime

import pytest
from tests.cast import engaged, viewer_of

from pindos.kernel.access import Viewer
from pindos.search.commands import keep_entries, weigh
from pindos.search.models import Entry
from pindos.search.queries.candidates import (
    FEW_MARKS,
    candidates,
    expected_of,
    is_common,
    marks_of,
)
from pindos.search.queries.weights import weights_of
from pindos.search.rules import Weights, asked_in, of_kind
from pindos.search.terms import Filters, Findable, Readers

KIND = "test.kind"
AT = datetime(2026, 3, 2, tzinfo=UTC)
MANY = 60


@pytest.fixture(params=["few", "many"])
def sixty(request, dafni):
    """The odd ones are everybody's, the even ones of a unit that nobody sees; one word is old."""
    keep_entries(
        [
            Findable(
                KIND,
                number,
                "σαρωτής" if number < 6 else "εκτυπωτής",
                AT,
                Readers(units=[987_654], is_for_all=bool(number % 2)),
            )
            for number in range(1, MANY + 1)
        ]
    )
    if request.param == "few":
        return viewer_of(dafni)
    wide = viewer_of(engaged("thea", "Θεανώ", "Κοντού", role="administrator", unit="EPWM"))
    assert len(marks_of(wide)) > FEW_MARKS
    return wide


def found(viewer: Viewer, words: str, weights: Weights, most: int = 5) -> list[int]:
    rows = candidates(viewer, {KIND: most}, asked_in(words), Filters(), weights)
    return [row.about_id for row in rows[KIND]]


@pytest.mark.parametrize("believed", [0, MANY, 10_000])
@pytest.mark.parametrize("is_most", [False, True])
def test_the_newest_that_fit_are_found_whatever_the_weights_believe(
    sixty, believed, is_most, monkeypatch
):
    monkeypatch.setattr("pindos.search.queries.candidates.FEW_ROWS", 0)
    terms = asked_in("εκτυπωτής σαρωτής").terms
    weights = Weights(10_000, dict.fromkeys(terms, believed) | {of_kind(KIND): 10_000 * is_most})
    assert found(sixty, "εκτυπωτής", weights) == [59, 57, 55, 53, 51, 49]
    assert found(sixty, "σαρωτής", weights) == [5, 3, 1]
    assert found(sixty, "σαρωτής εκτυπωτής", weights) == []


def test_what_nobody_of_the_reader_s_marks_reads_takes_no_place(sixty):
    Entry.objects.filter(about_id=59).update(sight=f"{of_kind(KIND)} _u1234567 _p7654321")
    assert found(sixty, "εκτυπωτής", Weights(10_000, {})) == [57, 55, 53, 51, 49, 47]


def test_kinds_are_counted_with_the_terms_and_bound_what_is_expected(sixty):
    weigh()
    asked = asked_in("εκτυπωτής σαρωτής")
    weights = weights_of(asked.terms, [of_kind(KIND)])
    assert weights.found_in[of_kind(KIND)] == MANY
    assert expected_of(asked_in("εκτυπωτής"), weights, is_any=False) == 55
    assert expected_of(asked, weights, is_any=False) == 5
    assert expected_of(asked, weights, is_any=True) == MANY
    assert is_common([KIND], weights) and not is_common(["test.other"], weights)
