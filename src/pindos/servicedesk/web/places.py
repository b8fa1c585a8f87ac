"""The list of places to choose from: sites under their prefecture, and the prefectures."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pindos.organisation import queries as organisation

MOST_SITES = 250  # more would make the page heavy; then only those of the own prefecture stand

Group = tuple[str, list[tuple[str, str]]]


def places_for(prefecture_id: int | None) -> list[Group]:
    """Groups of choices (``site:ID`` or ``prefecture:KEY``), the own prefecture first."""
    prefectures = organisation.prefectures(_administration(prefecture_id))
    prefectures.sort(key=lambda each: each.id != prefecture_id)
    sites = organisation.sites_of()
    if len(sites) > MOST_SITES:
        sites = organisation.sites_of(prefecture_id) if prefecture_id else []
    somewhere = _("Somewhere in the prefecture {}")
    groups: list[Group] = []
    for prefecture in prefectures:
        own = [
            (f"site:{site.id}", site.name) for site in sites if site.prefecture_id == prefecture.id
        ]
        anywhere = str(format_lazy(somewhere, prefecture.genitive))
        groups.append((prefecture.name, [*own, (f"prefecture:{prefecture.key}", anywhere)]))
    return groups


def _administration(prefecture_id: int | None) -> int | None:
    if prefecture_id is None:
        return None
    return organisation.prefecture_facts(prefecture_id).administration_id
