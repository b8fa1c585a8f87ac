"""Equipment as it is found: its numbers, what it is, where it stands and who uses it."""

from collections.abc import Collection

from django.utils.translation import override

from pindos.inventory.models import Asset
from pindos.inventory.rules import spelling_of
from pindos.inventory.terms import ABOUT
from pindos.search.terms import ALWAYS, Findable, Readers

LANGUAGES = ("el", "en")  # in which a kind of equipment is looked for


def assets_with_ids(ids: Collection[int]) -> list[Asset]:
    """The pieces themselves, whoever may see them."""
    rows = Asset.objects.filter(pk__in=list(ids)).select_related("site__prefecture", "person")
    return list(rows.order_by("pk"))


def findables(ids: Collection[int]) -> list[Findable]:
    """Some pieces as they are to be found now."""
    every = list(ids)
    return [
        findable(row)
        for at in range(0, len(every), 500)
        for row in assets_with_ids(every[at : at + 500])
    ]


def findable(row: Asset) -> Findable:
    """One of them: read by the units that see whoever looks after it, as in the inventory."""
    return Findable(
        kind=ABOUT,
        about_id=row.pk,
        title=f"{kind_in_words(row)} {row.model}",
        at=ALWAYS,
        readers=Readers(units=(row.unit_id,)),
        text="\n".join(words_of(row).values()),
        unit_id=row.unit_id,
    )


def words_of(row: Asset) -> dict[str, str]:
    """All by which it is found beside what it is, by the field that it stands in."""
    words = {
        "tag": _as_spelled(row.tag),
        "serial": _as_spelled(row.serial),
        "person": row.person.name if row.person else "",
        "site": f"{row.site.name_el}, {row.site.prefecture.name_el}",
        "note": row.note,
    }
    return {name: text for name, text in words.items() if text}


def kind_in_words(row: Asset) -> str:
    """What it is, in every language in which somebody may look for it."""
    return " ".join(_kinds(row))


def kind_elsewhere(row: Asset) -> str:
    """What it is in the languages in which the viewer does not read: found by it, it says so."""
    here = str(row.get_kind_display())
    return " ".join(word for word in _kinds(row) if word != here)


def _kinds(row: Asset) -> list[str]:
    words = []
    for language in LANGUAGES:
        with override(language):
            words.append(str(row.get_kind_display()))
    return words


def _as_spelled(number: str) -> str:
    """A number as it stands, and as one word where that is another."""
    spelling = spelling_of(number)
    return number if spelling == number else f"{number} {spelling}"


def asset_ids_after(after: int, most: int) -> list[int]:
    """The ids of pieces after this one, in order: for building the index anew."""
    rows = Asset.objects.filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:most])


def assets_of_person(person_id: int) -> list[int]:
    """The ids of all that somebody uses, whoever may see it."""
    return list(Asset.objects.filter(person=person_id).values_list("pk", flat=True))


def assets_at(site_id: int) -> list[int]:
    """The ids of all that stands at a site, whoever may see it."""
    return list(Asset.objects.filter(site=site_id).values_list("pk", flat=True))
