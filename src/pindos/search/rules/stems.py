"""The part of a key that stays the same through the forms of a word. Pure.

It works on sounds, so that one list of endings serves both scripts. It need not be the stem of
the grammar: forms of one word must meet, and few others with them.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

SHORTEST = 3  # letters that stay

_NEUTER = ("matos", "maton", "mata", "ma")  # πρόβλημα, προβλήματα: they keep their m
_OF_NOUNS_AND_VERBS = """
    a as ame ate an ane ai ao au e es eis ea eas eon eos ete ese eme ede
    i is ia ias ies ion io iu ios iun ius ite ide
    o os on ome ode odan odas omaste omastan osastan osaste otan ume une un us u usa use usan
    iete ieme iude
"""
# What verbs have before their endings: κλείδω-σ-ε, κλειδώ-θηκ-ε, κλειδω-μέν-ος.
_BEFORE_THEM = """
    otik itik atik etik istik astik omen imen amen emen ismen asmen osm ism asm
    on os ot is iz az as et es
"""
_ENDINGS = sorted(_OF_NOUNS_AND_VERBS.split(), key=len, reverse=True)
_INNER = sorted(_BEFORE_THEM.split(), key=len, reverse=True)
_OF_LONG_WORDS = ("it", "at", "om")
_WORKS = (("evtik", "ev"), ("evmen", "ev"), ("evt", "ev"), ("eps", "ev"))  # δουλεύω, δούλεψε
_LATIN_PLURAL = re.compile(r"[bcdfgklmnprtvxz]s$")
_VOWEL = re.compile("[aeiou]")


@lru_cache(maxsize=50_000)
def stem(key: str) -> str:
    """What the forms of a word have in common, from its key."""
    if _LATIN_PLURAL.search(key) and len(key) > SHORTEST + 1:
        key = key[:-1]
    for ending in _NEUTER:
        if key.endswith(ending) and len(key) - len(ending) >= SHORTEST - 1:
            return _without(key[: -len(ending)] + "m", ("om",), SHORTEST + 1)
    key = _without(key, _ENDINGS, SHORTEST)
    if key.endswith(("i", "e")) and len(key) > SHORTEST:
        key = key[:-1]
    for before, after in _WORKS:
        if key.endswith(before) and len(key) > len(before) + 1:
            return key[: -len(before)] + after
    shorter = _without(key, _INNER, SHORTEST)
    return shorter if shorter != key else _without(key, _OF_LONG_WORDS, SHORTEST + 1)


def _without(key: str, endings: Sequence[str], shortest: int) -> str:
    for ending in endings:
        rest = key[: -len(ending)]
        if len(rest) >= shortest and key.endswith(ending) and _VOWEL.search(rest):
            return rest
    return key
