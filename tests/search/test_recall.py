"""Of the published pairs at least nineteen of twenty are found among the first ten."""

from collections import Counter

import pytest
from bench.search_texts import KINDS, pairs, questions, stories
from django.db import transaction
from django.utils import timezone
from tests.cast import viewer_of

from pindos.search import about
from pindos.search.commands import entries_of, keep_new, weigh
from pindos.search.queries import found_for
from pindos.search.terms import Findable, Readers, Shown

KIND = "test.text"
OTHERS = 1_500


@pytest.fixture
def texts(dafni, monkeypatch):
    """All texts of the pairs among others, and who looks for them."""
    kind = about.Kind(
        key=KIND,
        label="",
        many="",
        readable=lambda viewer, ids, is_internal: ids,
        shown=lambda viewer, ids: {pk: Shown(title=str(pk), url="/") for pk in ids},
        source=lambda ids: [],
        ids=lambda after, most: [],
    )
    monkeypatch.setitem(about._kinds, KIND, kind)
    every = [(each["title"], each["text"]) for each in pairs()]
    with transaction.atomic():
        for pk, (title, text) in enumerate([*every, *stories(OTHERS)]):
            thing = Findable(KIND, pk, title, timezone.now(), Readers(is_for_all=True), text)
            keep_new(entries_of(thing), pk)
    weigh()
    return viewer_of(dafni)


def test_what_people_type_finds_what_they_mean(texts):
    asked, hits = Counter(), Counter()
    for kind, words, at in questions():
        found = found_for(texts, words, kinds=[KIND], limit=10)
        asked[kind] += 1
        hits[kind] += at in {each.about_id for each in found.items}
    assert asked.total() >= 400
    assert hits.total() / asked.total() >= 0.95, hits
    assert all(hits[kind] / asked[kind] >= 0.9 for kind in KINDS), hits
