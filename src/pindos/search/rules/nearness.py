"""Whether two terms differ by a slip of the finger. Pure."""

SHORTEST = 4  # letters: shorter ones are near too many
LONGEST_ENDING = 5
LONG = 8  # letters from which two slips are forgiven


def reach_of(term: str) -> int:
    """How many slips are forgiven in a term."""
    if len(term) < SHORTEST or not term.isalpha():
        return 0
    return 2 if len(term) >= LONG else 1


def is_near(one: str, other: str, reach: int) -> bool:
    """Whether so many letters left out, put in, taken for another or swapped make them equal."""
    return _between(one, other, reach) <= reach


def distance_between(other: str, key: str, term: str, reach: int) -> int | None:
    """How far a term of the vocabulary is from a word, by its key and its term; None: too far.

    A slip may hide an ending, so that the term is too long: then the beginning of the word counts.
    """
    far = _between(other, term, reach)
    if far > reach and len(other) > SHORTEST and len(key) - len(other) <= LONGEST_ENDING:
        far = min(_between(other, key[: len(other) + more], 1) for more in (-1, 0, 1))
        return far + 1 if far <= 1 else None
    return far if far <= reach else None


def _between(one: str, other: str, most: int) -> int:
    return most + 1 if abs(len(one) - len(other)) > most else _distance(one, other, most)


def _distance(one: str, other: str, most: int) -> int:
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        now = [at]
        for place, its in enumerate(other, 1):
            cost = min(row[place] + 1, now[place - 1] + 1, row[place - 1] + (letter != its))
            if before and place > 1 and letter == other[place - 2] and one[at - 2] == its:
                cost = min(cost, before[place - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, row = row, now
    return row[-1]
