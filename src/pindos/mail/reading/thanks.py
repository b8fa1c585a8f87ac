"""Whether somebody only says thank you: cautious, for a problem must never pass as thanks."""

import re
import unicodedata

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
NOT_THANKS = re.compile(
    r"[?;]\s*$|[?;]\s|\bαλλα\b|\bομως\b|\bωστοσο\b|\bδεν\b|\bδε\b|\bμη(?:ν)?\b|\bπροβλημα|\bξανα\b.*"
    r"\bιδιο|\bbut\b|\bnot\b|n't\b|\bhowever\b|\bακομα\b|\bακομη\b|\bστιλ|\bστειλ|\bμπορειτε\b|"
    r"\bθα ηθελα\b|\bπαρακαλω\b|\bplease\b|\bden\b|\balla\b|\bomws\b|\bomos\b"
)


def is_thanks(fresh: str, *, has_files: bool) -> bool:
    """Whether a text says nothing but thanks; what asks, denies or brings files says more."""
    words = _plain(fresh)
    if has_files or not words or NOT_THANKS.search(words):
        return False
    said = re.findall(r"[^\W\d_]+", words)
    if not said or len(said) > MOST or re.search(r"\d", words):
        return False
    begins = any(THANKS.match(" ".join(said[at:])) for at in range(min(4, len(said))))
    known = sum(word in WORDS for word in said)
    return begins and known >= len(said) - _names_allowed(said)


def _names_allowed(said: list[str]) -> int:
    """A name or two may stand with it: of whoever is thanked, or of whoever thanks."""
    return 2 if len(said) >= 2 else 0


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in bare if unicodedata.category(c) != "Mn").replace("ς", "σ")
    return " ".join(bare.replace("\u037e", ";").split())
