"""Whether somebody only says thank you: cautious, for a problem must never pass as thanks."""

import re
import unicodedata
from itertools import islice

from pindos.kernel.greek.known import known_as

THANKS = re.compile(
    r"^(?:ευχαριστ|efxarist|eyxarist|eucharist|euxarist|thank|thanx|thx|merci|να εισ?τ?ε? καλα|"
    r"να ειστε καλα|na eiste kala|σασ ευχαριστ|σε ευχαριστ|οκ\b|ok\b|okay|ωραια|τελεια|teleia|"
    r"μια χαρα|εγινε\b|egine\b|ελαβα|πολυ ωραια|great|perfect|ολα καλα|ola kala)"
)
WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        ευχαριστω ευχαριστουμε ευχαριστιεσ σασ σε για την αμεση ανταποκριση αμεσοτατη πολυ παρα το
        τη τον του τησ και οκ ok okay ωραια τελεια μια χαρα εγινε καλημερα καλησπερα χαιρετε καλη
        συνεχεια να ειστε εισαι καλα ολα ειναι ολοι βοηθεια εξυπηρετηση σου απαντηση χρονο
        προσπαθεια ενημερωση υποστηριξη διευθετηση λυση επιλυση συνεργασια λειτουργει δουλευει τωρα
        πλεον κανονικα λυθηκε αποκατασταθηκε ημερα εβδομαδα σαββατοκυριακο απο καρδιασ γεια φιλικα
        αγαπητε αγαπητη κυριε κυρια συναδελφε συναδελφοι θερμα ελαβα γνωση ταχυτητα γρηγορη
        efxaristo efxaristw eyxaristw euxaristw efharisto para poly poli kai sas se teleia ola kala
        thank thanks you very much many a lot for the your help quick reply great perfect all good
        it works now fine
        """,
    )
)
MOST = 30  # words
NAMES = 2  # that may stand in one line
WORD = re.compile(r"[^\W\d_]+")
LETTERED = re.compile(r"[^\W\d_]\S*")  # what holds a word, or several
NOT_THANKS = re.compile(
    r"[?;]\s*$|[?;]\s|\bαλλα\b|\bομως\b|\bωστοσο\b|\bδεν\b|\bδε\b|\bμη(?:ν)?\b|\bπροβλημα|\bξανα\b.*"
    r"\bιδιο|\bbut\b|\bnot\b|n't\b|\bhowever\b|\bακομα\b|\bακομη\b|\bστιλ|\bστειλ|\bμπορειτε\b|"
    r"\bθα ηθελα\b|\bπαρακαλω\b|\bplease\b|\bden\b|\balla\b|\bomws\b|\bomos\b"
)


POLITE = frozenset(
    re.findall(r"\w+", "κ κα κο κυριε κυρια κυριο αγαπητε αγαπητη συναδελφε γεια mr mrs dear")
)
NAME = re.compile(r"[^\W\d_a-zα-ωά-ώ][^\W\d_]*[a-zα-ωά-ώΐΰϊϋ]\Z|[^\W\d_a-zα-ωά-ώ]\Z")


def is_thanks(fresh: str, *, has_files: bool) -> bool:
    """Whether a text says nothing but thanks; what asks, denies or brings files says more.

    Of words that are not known to be polite only names may stand with it: of whoever is thanked,
    or of whoever signs.
    """
    if len(list(islice(LETTERED.finditer(fresh), MOST + 1))) > MOST:
        return False  # as nearly all are: no need to look closer
    words = _plain(fresh)
    if has_files or not words or NOT_THANKS.search(words):
        return False
    said = WORD.findall(words)
    if not said or len(said) > MOST or re.search(r"\d", words):
        return False
    if not any(THANKS.match(" ".join(said[at:])) for at in range(min(4, len(said)))):
        return False
    lines = [line for line in fresh.splitlines() if WORD.search(line)]
    return all(
        _is_polite(line, is_signature=0 < at == len(lines) - 1) for at, line in enumerate(lines)
    )


def _is_polite(line: str, *, is_signature: bool) -> bool:
    """Whether a line holds polite words and names; a signature is one or two names."""
    written = WORD.findall(line)
    if is_signature and len(written) <= NAMES and all(map(NAME.match, written)):
        return len(written) == NAMES or _is_known(written[0])
    names = 0
    for at, word in enumerate(written):
        if _plain(word) in WORDS | POLITE:
            continue
        names += 1
        before = _plain(written[at - 1]) if at else ""
        is_name = NAME.match(word) and (_is_known(word) or before in POLITE or names > 1)
        if not is_name or names > NAMES:
            return False
    return True


def _is_known(word: str) -> bool:
    """A given name, also as one is called by it: Μαρία, Γιώργο, Νίκο."""
    return any(known_as(each) for each in (word, f"{word}ς", f"{word[:-1]}ος"))


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in bare if unicodedata.category(c) != "Mn").replace("ς", "σ")
    return " ".join(bare.replace("\u037e", ";").split())
