"""Which letters the bytes stand for, whatever their label says.

Greek mail comes in UTF-8, Windows-1253 and ISO-8859-7, and under each other's names. What can be
UTF-8 is: no other text looks like it by chance. Of the rest that reading wins which makes most
sense as Greek.
"""

import re
import unicodedata

GUESSES = ("windows-1253", "iso-8859-7", "windows-1252", "cp737", "cp869")
SAME = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
UNKNOWN = {
    "",
    "unknown-8bit",
    "unknown",
    "x-unknown",
    "default",
    "us-ascii",
    "ascii",
    "iso-8859-1",
}
VOWELS = "αεηιουωάέήίόύώϊϋΐΰΑΕΗΙΟΥΩΆΈΉΊΌΎΏ"
GREEK = re.compile("[\u0370-\u03ff]")
WORD = re.compile(r"[^\W\d_]+")
BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
SURROGATE = re.compile("[\ud800-\udfff]")  # what UTF-7 may bring, and nothing can store
ACCENTED = "άέήίόύώΐΰ"
ACCENT = re.compile("(?<![\\w’])’([α-ωϊϋΑ-Ωά-ώ]{2,})(’?)")
LEFT_OUT = {
    *("ναι", "χω", "χει", "χεις", "χετε", "χουμε", "χουν", "μαι", "σαι", "στε"),
    *("ρθω", "ρθει", "δω", "δει", "κει", "θελα"),
}
SAMPLE = 20_000  # bytes by which a charset is chosen


def decoded(raw: bytes, label: str = "") -> tuple[str, str]:
    """The text, and a word about it where the label was wrong; never refuses.

    What no reading explains is shown with marks in the places of the bytes.
    """
    text, defect = _decoded(raw, label.strip().strip("\"'").lower())
    if SURROGATE.search(text):
        text = SURROGATE.sub("\ufffd", text)
    return text.replace("\0", ""), defect


def _decoded(raw: bytes, label: str) -> tuple[str, str]:
    if raw.isascii():
        return _ascii(raw, label)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        is_wrong = label not in {"utf-8", "utf8"} and label not in UNKNOWN
        return _mended(text), f"charset:{label}->utf-8" if is_wrong else ""
    charset = _best(raw, label)
    is_wrong = bool(label) and charset != SAME.get(label, label) and label != charset
    return _read(raw, charset), f"charset:{label}->{charset}" if is_wrong else ""


def _ascii(raw: bytes, label: str) -> tuple[str, str]:
    if label in {"iso-2022-jp", "utf-7", "hz-gb-2312", "iso-2022-kr"}:
        try:
            return raw.decode(label), ""
        except (UnicodeDecodeError, LookupError):
            return raw.decode("ascii"), f"charset:{label}"
    return raw.decode("ascii"), ""


def _best(raw: bytes, label: str) -> str:
    some = raw[:SAMPLE]
    names = dict.fromkeys([*([label] if label not in UNKNOWN else []), *GUESSES])
    scored = []
    for at, name in enumerate(names):
        try:
            text = some.decode(name, "replace")
        except (LookupError, ValueError):
            continue
        liking = 0.02 if name == label else 0.0
        scored.append((_sense(text) + liking - at / 1000, name))
    return max(scored)[1]


def _sense(text: str) -> float:
    """How much of a text can be meant: from -1 to 1 or so."""
    beyond = [c for c in text if ord(c) > 127]
    if not beyond:
        return 0.0
    good = 0.0
    for word in WORD.findall(text):
        greek = len(GREEK.findall(word))
        if greek == len(word):
            good += greek if _pronounceable(word) else greek / 4
        elif greek:
            good -= greek  # two scripts in one word
        else:
            good += sum(0.6 for c in word if ord(c) > 127)
    good += sum(0.5 for c in beyond if c in "«»’‘“”–—…€·΄΅\u00a0")
    good -= 2.0 * len(BROKEN.findall(text))
    good -= sum(0.5 for c in beyond if unicodedata.category(c) in {"So", "Sk", "Sm", "Co", "Cn"})
    return good / len(beyond)


def _pronounceable(word: str) -> bool:
    """Whether capitals stand where capitals may, and there is a vowel."""
    cased = word.islower() or word.isupper() or word[:1].isupper() and word[1:].islower()
    return cased and (len(word) < 3 or any(c in VOWELS for c in word))


def _read(raw: bytes, charset: str) -> str:
    text = raw.decode(charset, "replace")
    if charset == "iso-8859-7":  # Windows programs put their own marks under its name
        text = "".join(_windows(c) if "\x80" <= c <= "\x9f" else c for c in text)
        text = text.replace("\u0384\u0391", "Ά")
        text = ACCENT.sub(_accented, text)
    return text


def _accented(found: "re.Match[str]") -> str:
    """Ά of Windows-1253 is an apostrophe in ISO-8859-7: «’δεια» was «Άδεια».

    A word has one accent, and an apostrophe that opens is closed behind it; what speech leaves
    out («’ναι») is short and known.
    """
    word, behind = found[1], found[2]
    if behind or word in LEFT_OUT or not (word.islower() or word.isupper() and len(word) > 2):
        return found[0]
    return found[0] if any(c in ACCENTED for c in word) else f"Ά{word}"


def _windows(char: str) -> str:
    try:
        return bytes([ord(char)]).decode("windows-1253")
    except UnicodeDecodeError:
        return ""


def _mended(text: str) -> str:
    """A text that was UTF-8, read as Windows-1253 on its way and written as UTF-8 again."""
    if "Ξ" not in text and "Ο" not in text:
        return text
    try:
        once = text.encode("windows-1253").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
    return once if _sense(once) > _sense(text) + 0.2 else text
