"""Marks by which entries are narrowed inside the index: who may read, of what kind, whose. Pure.

They begin with an underscore, which no term has.
"""

from pindos.search.terms import Readers

ALL = "_all"


def of_unit(pk: int) -> str:
    """Whoever sees the work of this unit reads all of it."""
    return f"_u{pk}"


def of_person(pk: int) -> str:
    """This person reads what is public."""
    return f"_p{pk}"


def of_head(pk: int) -> str:
    """The heads of this unit read what is public."""
    return f"_h{pk}"


def of_kind(key: str) -> str:
    """It is a thing of this kind."""
    return "_k" + "".join(letter for letter in key.lower() if letter.isalnum())


def owned_by(pk: int) -> str:
    """It is this unit's."""
    return f"_o{pk}"


def sight(kind: str, readers: Readers, unit_id: int | None, *, is_internal: bool) -> str:
    """All marks of an entry; notes have none but those of units."""
    found = {of_kind(kind), *map(of_unit, readers.units)}
    if unit_id is not None:
        found.add(owned_by(unit_id))
    if not is_internal:
        found |= {*map(of_person, readers.people), *map(of_head, readers.heads)}
        if readers.is_for_all:
            found.add(ALL)
    return " ".join(sorted(found))
