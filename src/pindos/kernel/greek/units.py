"""Units and buildings in a sentence, by the noun that their name begins with."""

from enum import StrEnum
from functools import lru_cache

from pindos.kernel.greek.letters import stress_of, with_ending
from pindos.kernel.text import fold


class Phrase(StrEnum):
    """What a unit is in the sentence; each form brings its article."""

    SUBJECT = "subject"
    OBJECT = "object"
    PLACE = "place"
    OWNER = "owner"


ARTICLES = {
    "n": ("το", "το", "στο", "του"),
    "f": ("η", "τη", "στη", "της"),
    "m": ("ο", "τον", "στον", "του"),
}
FEMININE = frozenset(
    [
        "υπηρεσια",
        "γραμματεια",
        "περιφερεια",
        "μοναδα",
        "επιτροπη",
        "ομαδα",
        "νομαρχια",
        "διοικηση",
        "αποθηκη",
        "αιθουσα",
        "εφορεια",
        "σχολη",
        "αστυνομια",
        "αρχη",
        "βιβλιοθηκη",
        "πολη",
        "γενικη",
    ]
)
MASCULINE = frozenset(["δημοσ", "σταθμοσ", "συλλογοσ", "οργανισμοσ", "χωροσ", "οροφοσ"])
NEUTER = frozenset(["κεντρο", "κτιριο", "κτηριο", "ιδρυμα", "γραφειο", "πρωτοκολλο", "υπουργειο"])
ADJECTIVES = (
    *(
        "ικη",
        "ικο",
        "ικοσ",
        "ιακη",
        "ιακο",
        "μενη",
        "μενο",
        "μενοσ",
        "τελεσ",
        "τελησ",
        "αια",
        "αιο",
        "αιοσ",
    ),
    *("νεα", "νεο", "κεντρικο", "γενικη"),
)
KEEP_N = ("κ", "π", "τ", "ξ", "ψ", "γκ", *"αεηιουω")  # and μπ, ντ, which begin otherwise
MOST = 1_000  # phrases that are kept: a unit stands on each page of its tickets
ANY = ("η υπηρεσία", "την υπηρεσία", "στην υπηρεσία", "της υπηρεσίας")


@lru_cache(MOST)
def unit_phrase(name: str, form: Phrase) -> str:
    """«στη Διεύθυνση Τεχνικών Υπηρεσιών», «του Τμήματος Πληροφορικής Φλώρινας».

    What follows the noun stands in the genitive already. A name that begins with another word is
    quoted: «της υπηρεσίας «Άλφα»».
    """
    place = list(Phrase).index(form)
    words = name.split(" ")
    head = _head_of(words)
    if head is None:
        return f"{ANY[place]} «{name}»"
    gender, count = head
    article = ARTICLES[gender][place]
    if gender == "f" and article in ("τη", "στη") and _keeps_n(words[0]):
        article += "ν"
    bending = [
        _bent(word, gender, form, is_noun=at == count - 1) for at, word in enumerate(words[:count])
    ]
    return " ".join([article, *bending, *words[count:]])


def _head_of(words: list[str]) -> tuple[str, int] | None:
    """The gender of the noun, and how many words bend with it."""
    for count in (1, 2):
        before, noun = words[: count - 1], words[count - 1 : count]
        is_led = all(fold(word).endswith(ADJECTIVES) for word in before)
        gender = _gender(noun[0]) if noun else ""
        if gender and is_led:
            return gender, count
    return None


def _gender(word: str) -> str:
    folded = fold(word)
    if folded.endswith(("ικη", "μενη")) and folded not in FEMININE - {"γενικη"}:
        return ""
    if folded in NEUTER or folded.endswith(("μα", "ειο", "ηριο")):
        return "n"
    if folded in FEMININE or folded.endswith(("ση", "ξη", "ψη")):
        return "f"
    return "m" if folded in MASCULINE else ""


def _bent(word: str, gender: str, form: Phrase, *, is_noun: bool) -> str:
    folded = fold(word)
    if form is Phrase.SUBJECT:
        return word
    if form is not Phrase.OWNER:
        return word[:-1] if folded.endswith(("οσ", "τελησ")) else word
    if folded.endswith(("τελεσ", "τελησ")):
        return with_ending(word, 2, "ους")
    if gender == "f":
        return word + ("Σ" if word.isupper() else "ς")
    if folded.endswith("μα"):
        return with_ending(word, 0, "τος")
    cut = 2 if gender == "m" else 1
    return with_ending(word, cut, "ου", moves=is_noun and stress_of(word) == 2)


def _keeps_n(word: str) -> bool:
    folded = fold(word)
    return folded.startswith((*KEEP_N, "μπ", "ντ", "τσ", "τζ"))
