"""Which things of a kind hold some words, as a condition of the list that owns them.

No right is asked here: the list narrows its own rows first. Internal notes are left out, so that
nobody learns by a filter what a note says.
"""

from django.db import connection
from django.db.models.expressions import RawSQL

from pindos.search.queries.candidates import expression, ways_of
from pindos.search.rules import asked_in

# With «+» SQLite starts from the words: by the index of kinds it would read each entry of the kind
ON_SQLITE = """SELECT e.about_id FROM search_entry e WHERE +e.kind = %s AND NOT e.is_internal
    AND e.id IN (SELECT rowid FROM search_terms WHERE search_terms MATCH %s)"""
ON_POSTGRESQL = """SELECT e.about_id FROM search_entry e WHERE e.kind = %s AND NOT e.is_internal
    AND e.marks @@ %s::tsquery"""
IN_TITLE = {"sqlite": "instr(' ' || e.head || ' ', %s) > 0"}
IN_TITLE["postgresql"] = "strpos(' ' || e.head || ' ', %s) > 0"


def holding(kind: str, text: str, *, in_title: bool = False) -> RawSQL | None:
    """The ids of those that hold every word of the text, in any form of it and in either script.

    None when no word of the text can be looked for. With ``in_title`` the title alone counts.
    """
    words = asked_in(text).words
    if not words:
        return None
    terms = [list(ways_of(word)) for word in words]
    sql = ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL
    given: list[object] = [kind, expression(terms)]
    for group in terms if in_title else ():
        sql += f" AND ({' OR '.join([IN_TITLE[connection.vendor]] * len(group))})"
        given += [f" {term} " for term, _is_begun in group]
    return RawSQL(sql, given)  # noqa: S611 - what is typed is put in as values alone
