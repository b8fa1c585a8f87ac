"""Of the published pairs nineteen of twenty are found among the first ten, in one order."""

from collections import Counter
from dataclasses import replace

import pytest
from bench.search_texts import KINDS, pairs, questions, stories
from django.db import transaction
from django.utils import timezone
from tests.cast import viewer_of

from pindos.search import about
from pindos.search.commands import entries_of, keep_new, weigh
from pindos.search.models import Entry, Weight
from pindos.search.queries import found_for
from pindos.search.rules import (
    Candidate,
    Weights,
    asked_in,
    distance_between,
    keys_of,
    of_kind,
    reach_of,
    scoring,
)
from pindos.search.terms import PER_KIND, Findable, Readers, Shown

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


def test_the_order_is_that_of_the_rules_alone_whatever_the_database(texts):
    """Both databases are held to an order worked out in memory, so to each other's.

    With these many texts nothing has more than 1,000 matches: beyond that the newest are ranked.
    """
    names = ("pk", "kind", "about_id", "is_internal", "head", "terms")
    every = [Candidate(*row) for row in Entry.objects.order_by("pk").values_list(*names)]
    known = Counter(of_kind(each.kind) for each in every)
    for each in every:
        known.update(term for term in set(each.terms.split()) if term.isalpha())
    assert dict(Weight.objects.exclude(term="").values_list("term", "count")) == known
    weights = Weights(len(every), known)
    entries = [each for each in every if each.kind == KIND]
    bodies = [frozenset(each.terms.split()) for each in entries]

    def holding(asked, how):
        ways = [word.every for word in asked.words]
        begun = [word.beginnings for word in asked.words]
        return [
            entry
            for entry, body in zip(entries, bodies, strict=True)
            if how(
                not body.isdisjoint(terms)
                or (starts and any(term.startswith(starts) for term in body))
                for terms, starts in zip(ways, begun, strict=True)
            )
        ]

    compared = Counter()
    for kind, words, _at in questions():
        asked = asked_in(words)
        fitting = holding(asked, all)
        if not fitting:
            asked = near_to(asked, known)
            fitting = holding(asked, all) or holding(asked, any)
        assert len(fitting) <= PER_KIND, words
        score = scoring(asked, weights)
        order = sorted(fitting, key=lambda one: (-score(one), -one.about_id))
        found = found_for(texts, words, kinds=[KIND], limit=PER_KIND)
        assert [each.about_id for each in found.items] == [each.about_id for each in order], words
        assert (found.total, found.is_more) == (len(order), False)
        compared[kind] += bool(order)
    assert all(compared[kind] >= 40 for kind in KINDS), compared


def near_to(asked, known):
    """What each word may have been meant to be, among all terms there are."""
    vocabulary = [term for term in known if term.isalpha()]
    words = []
    for word in asked.words:
        own, near = sum(known.get(term, 0) for term in word.terms), {}
        keys = keys_of(word.typed)
        for key, term in keys[:3]:
            reach = reach_of(term)
            half = max(len(term) // 2, 2)
            for other in vocabulary if reach else ():
                if not (other.startswith(key[:half]) or other.endswith(term[-half:])):
                    continue
                far = distance_between(other, key, term, reach)
                if far is not None and other not in word.terms and known[other] > own:
                    near[other] = min(near.get(other, (9, 0)), (far, -known[other]))
        chosen = sorted(near, key=lambda other: (near[other], other))[:6]
        begun = tuple(key for key, _term in keys if len(key) >= 4)
        words.append(replace(word, near=tuple(chosen), beginnings=begun))
    return replace(asked, words=tuple(words))
