"""Names of people in a sentence, and how people are addressed."""

import re

from pindos.kernel.greek.known import known_as
from pindos.kernel.greek.letters import is_greek
from pindos.kernel.greek.nouns import bent
from pindos.kernel.greek.terms import Case, Gender, Kind
from pindos.kernel.text import fold

BETWEEN = re.compile(r"([\s\-–]+)")
STRANGE = re.compile(r"[^\w\s.\-–'’΄]|\d")
OF_MEN = ("οσ", "ησ", "ασ", "εσ", "ευσ", "ισ")
OF_WOMEN = ("οπουλου", "ιδου", "αδου", "ακου")
GIVEN_OF_WOMEN = ("α", "η", "ω")
SIR = {
    Gender.MASCULINE: {
        Case.NOMINATIVE: "ο κύριος",
        Case.GENITIVE: "του κυρίου",
        Case.ACCUSATIVE: "τον κύριο",
        Case.VOCATIVE: "κύριε",
    },
    Gender.FEMININE: {
        Case.NOMINATIVE: "η κυρία",
        Case.GENITIVE: "της κυρίας",
        Case.ACCUSATIVE: "την κυρία",
        Case.VOCATIVE: "κυρία",
    },
}


def gender_of(given: str, family: str) -> Gender:
    """How the person is spoken of, from both names; unknown when they do not agree."""
    by_given, by_family = _of_given(given), _of_family(family)
    if Gender.UNKNOWN in (by_given, by_family):
        return by_family if by_given is Gender.UNKNOWN else by_given
    return by_given if by_given is by_family else Gender.UNKNOWN


def given_name(name: str, case: Case, gender: Gender) -> str | None:
    """A given name in a case: «Γιώργο», «της Ανθής»; None when it is not certain."""
    return _each(name, case, gender, Kind.GIVEN)


def family_name(name: str, case: Case, gender: Gender) -> str | None:
    """A family name in a case: «Παπαδόπουλε», «Πετρίδη»; None when it is not certain."""
    return _each(name, case, gender, Kind.FAMILY)


def person(given: str, family: str, case: Case) -> str | None:
    """Both names in a case: «Γιώργου Πετρίδη»; None when one of them is not certain."""
    gender = gender_of(given, family)
    words = [given_name(given, case, gender), family_name(family, case, gender)]
    return None if None in words else " ".join(word for word in words if word)


def sir(given: str, family: str, case: Case) -> str | None:
    """«του κυρίου Πετρίδη»; None when it is not certain how to say it."""
    gender = gender_of(given, family)
    name = family_name(family, case, gender) if family else None
    return f"{SIR[gender][case]} {name}" if name and gender in SIR else None


def greeting(given: str, family: str) -> str:
    """«Αγαπητέ κύριε Πετρίδη», «Αγαπητή κυρία Λιβαδά»; never wrong: else «Προς: Άλεξ Ρόου»."""
    gender = gender_of(given, family)
    if gender is Gender.UNKNOWN:
        return f"Προς: {f'{given} {family}'.strip()}"
    dear = "Αγαπητέ" if gender is Gender.MASCULINE else "Αγαπητή"
    whom = sir(given, family, Case.VOCATIVE) or SIR[gender][Case.VOCATIVE]
    return f"{dear} {whom}"


def _each(name: str, case: Case, gender: Gender, kind: Kind) -> str | None:
    if case is Case.NOMINATIVE:
        return name
    if STRANGE.search(name):
        return None
    parts = BETWEEN.split(name.strip())
    found = [
        part if BETWEEN.fullmatch(part) or not part else bent(part, case, gender, kind)
        for part in parts
    ]
    return None if None in found else "".join(part or "" for part in found)


def _of_given(name: str) -> Gender:
    first = BETWEEN.split(name.strip())[0]
    if known := known_as(first):
        return known[1]
    folded = fold(first)
    if not is_greek(first) or first.endswith(".") or len(folded) < 3:
        return Gender.UNKNOWN
    if folded.endswith(OF_MEN):
        return Gender.MASCULINE
    return Gender.FEMININE if folded.endswith(GIVEN_OF_WOMEN) else Gender.UNKNOWN


def _of_family(name: str) -> Gender:
    last = BETWEEN.split(name.strip())[-1]
    folded = fold(last)
    if not is_greek(last):
        return Gender.UNKNOWN
    if folded.endswith(OF_MEN):
        return Gender.MASCULINE
    return Gender.FEMININE if folded.endswith(OF_WOMEN) else Gender.UNKNOWN
