"""The rules of the inventory: when two spellings are one number. Pure."""

from pindos.kernel.text import fold

# Greek capitals that look like Latin ones: nobody can tell them apart on a label.
LOOKS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")


def spelling_of(number: str) -> str:
    """A number as it is compared: capitals and digits only, letters that look Latin as Latin."""
    plain = fold(number).upper().translate(LOOKS)
    return "".join(letter for letter in plain if letter.isalnum())


def is_number(spelling: str) -> bool:
    """Whether it can be the number of a piece, and not a word or a figure in passing."""
    return len(spelling) > 2 and any(letter.isdigit() for letter in spelling)
