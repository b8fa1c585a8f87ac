"""Units as a sentence needs them."""

from django.utils.translation import get_language

# What a name begins with: subject, place and owner as Greek grammar bends them.
CASES = {
    "Αυτοτελές Τμήμα": ("το Αυτοτελές Τμήμα", "στο Αυτοτελές Τμήμα", "του Αυτοτελούς Τμήματος"),
    "Τμήμα": ("το Τμήμα", "στο Τμήμα", "του Τμήματος"),
    "Γενική Διεύθυνση": ("η Γενική Διεύθυνση", "στη Γενική Διεύθυνση", "της Γενικής Διεύθυνσης"),
    "Διεύθυνση": ("η Διεύθυνση", "στη Διεύθυνση", "της Διεύθυνσης"),
    "Γραφείο": ("το Γραφείο", "στο Γραφείο", "του Γραφείου"),
    "Υπηρεσία": ("η Υπηρεσία", "στην Υπηρεσία", "της Υπηρεσίας"),
}
ANY = ("η υπηρεσία", "στην υπηρεσία", "της υπηρεσίας")
SUBJECT, PLACE, OWNER = range(3)


def _bent(name: str, case: int) -> str:
    if get_language() != "el":
        return ("the {}", "at the {}", "of the {}")[case].format(name)
    for begins, forms in CASES.items():
        if name == begins or name.startswith(f"{begins} "):
            return forms[case] + name[len(begins) :]
    return f"{ANY[case]} «{name}»"


def the_unit(name: str) -> str:
    """«το Τμήμα Πληροφορικής Φλώρινας»: who has it."""
    return _bent(name, SUBJECT)


def at_unit(name: str) -> str:
    """«στο Τμήμα Πληροφορικής Φλώρινας»: where it is."""
    return _bent(name, PLACE)


def of_unit(name: str) -> str:
    """«του Τμήματος Πληροφορικής Φλώρινας»: whose it is."""
    return _bent(name, OWNER)
