"""How one word of a name bends; None where the rule is not certain."""

from pindos.kernel.greek.known import known_as
from pindos.kernel.greek.letters import is_greek, stress_of, with_ending, without_tonos
from pindos.kernel.greek.terms import Case, Gender, Kind
from pindos.kernel.text import fold

NOM, GEN, ACC, VOC = Case.NOMINATIVE, Case.GENITIVE, Case.ACCUSATIVE, Case.VOCATIVE
PREFIXES = frozenset(
    [
        "παπα",
        "χατζη",
        "χατζι",
        "καρα",
        "γερο",
        "κυρ",
        "μπαρμπα",
        "δελη",
        "κοντο",
        "αλ",
        "ελ",
        "ντε",
        "ντι",
        "ντα",
        "δε",
        "λα",
        "βαν",
        "φον",
    ]
)
# Old words whose stem does not show in the nominative: genitive, accusative, vocative.
OLD = {
    "Ιάσων": ("Ιάσονος", "Ιάσονα", "Ιάσων"),
    "Ξενοφών": ("Ξενοφώντος", "Ξενοφώντα", "Ξενοφών"),
    "Πλάτων": ("Πλάτωνος", "Πλάτωνα", "Πλάτων"),
    "Βύρων": ("Βύρωνος", "Βύρωνα", "Βύρων"),
    "Σίμων": ("Σίμωνος", "Σίμωνα", "Σίμων"),
    "Ζήνων": ("Ζήνωνος", "Ζήνωνα", "Ζήνων"),
    "Κίμων": ("Κίμωνος", "Κίμωνα", "Κίμων"),
    "Τίμων": ("Τίμωνος", "Τίμωνα", "Τίμων"),
    "Τρύφων": ("Τρύφωνος", "Τρύφωνα", "Τρύφων"),
    "Φαίδων": ("Φαίδωνος", "Φαίδωνα", "Φαίδων"),
    "Σπυρίδων": ("Σπυρίδωνος", "Σπυρίδωνα", "Σπυρίδων"),
    "Παντελεήμων": ("Παντελεήμονος", "Παντελεήμονα", "Παντελεήμων"),
    "Έκτωρ": ("Έκτορος", "Έκτορα", "Έκτορ"),
    "Νέστωρ": ("Νέστορος", "Νέστορα", "Νέστορ"),
    "Βίκτωρ": ("Βίκτωρος", "Βίκτωρα", "Βίκτωρ"),
    "Πάρις": ("Πάρι", "Πάρι", "Πάρι"),
    "Άρτεμις": ("Αρτέμιδος", "Άρτεμη", "Άρτεμις"),
    "Θέμις": ("Θέμιδος", "Θέμιδα", "Θέμις"),
    "Ίρις": ("Ίριδος", "Ίριδα", "Ίρις"),
    "Σαπφώ": ("Σαπφούς", "Σαπφώ", "Σαπφώ"),
    "Κλειώ": ("Κλειούς", "Κλειώ", "Κλειώ"),
    "Ερατώ": ("Ερατούς", "Ερατώ", "Ερατώ"),
    "Λητώ": ("Λητούς", "Λητώ", "Λητώ"),
}
# Stressed on the last syllable but one, and yet called in -ε.
CALLED_IN_E = {"παυλοσ", "κωνσταντινοσ", "αυγουστινοσ", "βαλεντινοσ", "ιουστινοσ"}
KEEPS_ITS_ACCENT = {"θοδωροσ"}  # a name of every day: του Θόδωρου, but του Θεοδώρου


def bent(word: str, case: Case, gender: Gender, kind: Kind) -> str | None:
    """One word of a name in a case; None when only a person could say."""
    if case is NOM or _stays(word, gender, kind):
        return word
    if gender is Gender.UNKNOWN:
        return None
    known = known_as(word) if kind is Kind.GIVEN else None
    name = known[0] if known else word
    found = _old(name, case) or (
        _masculine(name, case, kind) if gender is Gender.MASCULINE else _feminine(name, case)
    )
    return _in_the_look_of(word, found) if found is not None else None


def _stays(word: str, gender: Gender, kind: Kind) -> bool:
    """Whether it is the same in every case, whoever bears it."""
    folded = fold(word)
    if not is_greek(word) or word.endswith(".") or folded in PREFIXES:
        return True
    if kind is Kind.FAMILY:
        return folded.endswith("ου") or gender is Gender.FEMININE
    return folded[-1] not in "αηωουεισνρξψ"


def _in_the_look_of(word: str, found: str) -> str:
    """Capitals for what came in capitals, no accent for what came without one."""
    if word.isupper() and len(word) > 1:
        return without_tonos(found).upper()
    return without_tonos(found) if stress_of(word) is None else found


def _old(name: str, case: Case) -> str | None:
    forms = OLD.get(name)
    return forms[(GEN, ACC, VOC).index(case)] if forms else None


def _masculine(name: str, case: Case, kind: Kind) -> str | None:
    folded = fold(name)
    if folded.endswith("οσ"):
        return _in_os(name, folded, case, kind)
    if folded.endswith("ευσ"):
        return with_ending(name, 3, {GEN: "εως", ACC: "εα", VOC: "ευ"}[case])
    if folded.endswith(("ησ", "ασ", "εσ", "ισ", "ουσ")):
        return name[:-1]
    if folded.endswith(("ων", "ωρ", "σ")):
        return None
    return name if kind is Kind.FAMILY or folded[-1] not in "ξψ" else None


def _in_os(name: str, folded: str, case: Case, kind: Kind) -> str | None:
    if case is GEN:
        moves = kind is Kind.GIVEN and folded not in KEEPS_ITS_ACCENT and stress_of(name) == 2
        return with_ending(name, 2, "ου", moves=moves)
    if case is ACC:
        return name[:-1]
    ending = _called_in(folded, stress_of(name))
    return with_ending(name, 2, ending) if ending else None


def _called_in(folded: str, stress: int | None) -> str:
    """The last letter of the vocative of -ος: Αλέξανδρε, Γιώργο; empty when not certain."""
    if folded in CALLED_IN_E or folded.endswith(("οπουλοσ", "μενοσ", "αιοσ")):
        return "ε"
    if stress == 0:
        return "ε" if folded.endswith(("ιανοσ", "ανοσ", "ικοσ")) else ""
    return {1: "ο", 2: "ε"}.get(-1 if stress is None else stress, "")


def _feminine(name: str, case: Case) -> str | None:
    folded = fold(name)
    if folded[-1] == "σ":
        return None
    if folded.endswith(("α", "η", "ω", "ου")) and case is GEN:
        return name + ("Σ" if name.isupper() else "ς")
    return name
