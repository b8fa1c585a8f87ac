"""Who is competent by the statute, and by which words a person is found. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from pindos.kernel.greek.latin import heard
from pindos.kernel.telephone import numbers_in
from pindos.kernel.text import fold
from pindos.organisation.terms import Basis, Held, Ruling

FOR_PLACE = {Basis.LOCAL: "S6", Basis.SEAT: "S5, S6", Basis.GENERAL: "S5"}

SEARCH_LENGTH = 1000  # characters
LATIN_OF_GREEK = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")


def full_name(given: str, family: str) -> str:
    """Given name first, as people are addressed."""
    return f"{given} {family}".strip()


def ruling_on(duties: Iterable[Held], prefecture_key: str, competence: str) -> Ruling | None:
    """The unit that answers for a competence in a prefecture, or None.

    The place decides first (S6): a duty in that prefecture goes before one that is held
    everywhere. Of those that hold it everywhere the deepest answers: a department does the work
    of its directorate (S5).
    """
    fitting = [
        duty
        for duty in duties
        if duty.competence == competence and duty.prefecture_key in (prefecture_key, None)
    ]
    if not fitting:
        return None
    best = min(fitting, key=lambda duty: (duty.prefecture_key is None, -duty.depth, duty.unit_key))
    basis = basis_of(best)
    return Ruling(best.unit_key, basis, clauses(best.clause, FOR_PLACE[basis]))


def basis_of(duty: Held) -> Basis:
    """A department of the prefecture itself (S6), one named for the seat's (S5, S6), or all's."""
    if duty.prefecture_key is None:
        return Basis.GENERAL
    return Basis.LOCAL if duty.is_local_unit else Basis.SEAT


def clauses(subject: str, place: str) -> str:
    """The clause of the subject, then those of the place, each once."""
    return ", ".join(dict.fromkeys([subject, *place.split(", ")]))


def look_of(key: str) -> str:
    """A key as it looks: capitals without accents, Greek letters that look Latin made Latin."""
    return key.strip().upper().translate(LATIN_OF_GREEK)


def why(ruling: Ruling, *, competence: str, genitive: str, unit: str) -> str:
    """The ruling in a sentence; ``genitive`` is the prefecture's name as it follows «νομός»."""
    words = {
        Basis.LOCAL: _(
            "%(competence)s (%(clause)s). The place decides: the prefecture of %(prefecture)s has "
            "its own department, competent for that prefecture only (S6): %(unit)s."
        ),
        Basis.SEAT: _(
            "%(competence)s (%(clause)s). The prefecture of %(prefecture)s is the seat's: it has "
            "no department of its own, the Directorate's departments answer (S6): %(unit)s."
        ),
        Basis.GENERAL: _(
            "%(competence)s (%(clause)s). This is answered for once for all prefectures, by the "
            "Directorate (S5): %(unit)s."
        ),
    }[ruling.basis]
    subject = ruling.clause.split(", ")[0]
    return words % {
        "competence": competence,
        "clause": subject,
        "prefecture": genitive,
        "unit": unit,
    }


def words_of_person(
    given_name: str, family_name: str, phone: str, key: str, email: str, service: str
) -> str:
    """The words by which a person is found: names folded and as heard, telephones as digits."""
    names = f"{given_name} {family_name} {given_name}"
    parts = [fold(names), heard(names), *numbers_in(phone), fold(f"{key} {email} {service}")]
    return " ".join(parts)[:SEARCH_LENGTH]


def orthodox_easter(year: int) -> date:
    """The Sunday of the Orthodox Easter: Meeus's Julian rule, told by the civil calendar."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
