"""Reading prefectures and sites."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.prepared import keyed
from pindos.kernel.text import fold
from pindos.organisation.models import Administration, Prefecture, Site
from pindos.organisation.queries.kept import the_chart
from pindos.organisation.queries.language import in_language
from pindos.organisation.rules import look_of


class PlaceFacts(NamedTuple):
    """What others may know of a prefecture; ``genitive`` follows «νομός» in Greek.

    ``column`` and ``row`` are its place on the schematic map, counted from 0.
    """

    id: int
    key: str
    short_el: str
    name: str
    genitive: str
    administration_id: int
    column: int
    row: int


class SiteFacts(NamedTuple):
    """What others may know of a site."""

    id: int
    key: str
    name: str
    prefecture_id: int
    phone: str


def prefecture_named(text: str) -> PlaceFacts:
    """A prefecture by its key, Greek short name or name, in any case, Greek look-alikes too."""
    look, words = look_of(text), fold(text)
    for row in _living():
        names = (row.name_el, row.genitive_el, row.name_en)
        if look in (row.key, look_of(row.short_el)) or words in [fold(n) for n in names if n]:
            return place_facts(row)
    unknown = _("There is no prefecture called %(text)s.") % {"text": text[:60]}
    raise Invalid({"prefecture": unknown})


def keys_of_prefectures() -> dict[int, str]:
    """The key of each prefecture by its id, of an abolished one too."""
    return {pk: row.key for pk, row in the_chart.now().prefectures.items()}


def prefectures(administration_id: int | None = None) -> list[PlaceFacts]:
    """The prefectures of an administration, or all, by key."""
    return [
        place_facts(row) for row in _living() if administration_id in (None, row.administration_id)
    ]


def prefecture_facts(prefecture_id: int) -> PlaceFacts:
    """One prefecture, abolished or not; refuses an id that none has."""
    row = the_chart.now().prefectures.get(prefecture_id)
    if row is None:
        raise NotFound()
    return place_facts(row)


def places_by_id(ids: Iterable[int]) -> list[PlaceFacts]:
    """Prefectures by their ids, abolished ones too; unknown ids are left out."""
    wanted = set(ids)
    return [place_facts(row) for pk, row in the_chart.now().prefectures.items() if pk in wanted]


def living_prefectures() -> QuerySet[Prefecture]:
    """The prefectures that the charts hold today, by key."""
    return Prefecture.objects.filter(is_abolished=False).order_by("key")


def _living() -> list[Prefecture]:
    """The same as the chart that is kept has them."""
    return [row for row in the_chart.now().prefectures.values() if not row.is_abolished]


def is_any_chart_loaded() -> bool:
    """Whether the house knows any administration at all."""
    return Administration.objects.exists()


def site_named(key_or_id: str | int) -> SiteFacts:
    """A site by its key (in any case, Greek look-alikes too) or id; refuses a closed one."""
    text = str(key_or_id).strip()
    rows = open_sites()
    row = rows.filter(pk=int(text)).first() if _is_id(text) else None
    if row is None and text:
        row = rows.filter(key=look_of(text)).first() or rows.filter(key=text).first()
    if row is None:
        unknown = _("There is no open site called %(text)s.") % {"text": text[:60]}
        raise Invalid({"site": unknown})
    return facts_of_site(row)


def sites_of(prefecture_id: int | None = None) -> list[SiteFacts]:
    """The open sites of a prefecture, or all, by name."""
    rows = open_sites().order_by("name_el", "pk")
    if prefecture_id is not None:
        rows = rows.filter(prefecture=prefecture_id)
    return [facts_of_site(row) for row in rows]


def site_facts(site_id: int) -> SiteFacts:
    """One site, closed or not; refuses an id that none has."""
    row = next(iter(_those(frozenset({site_id}))), None)
    if row is None:
        raise NotFound()
    return facts_of_site(row)


def sites_by_id(ids: Iterable[int]) -> dict[int, SiteFacts]:
    """Several sites by their ids, closed ones too; unknown ids are left out."""
    return {row.pk: facts_of_site(row) for row in _those(frozenset(ids))}


@keyed
def _those(ids: frozenset[int]) -> QuerySet[Site]:
    return Site.objects.filter(pk__in=ids)


def open_sites() -> QuerySet[Site]:
    """The sites in which somebody sits."""
    return Site.objects.filter(is_closed=False)


def place_facts(row: Prefecture) -> PlaceFacts:
    """A row as others may have it."""
    return PlaceFacts(
        row.pk,
        row.key,
        row.short_el,
        in_language(row.name_el, row.name_en),
        in_language(row.genitive_el, row.name_en),
        row.administration_id,
        row.tile_column,
        row.tile_row,
    )


def facts_of_site(row: Site) -> SiteFacts:
    """A row as others may have it."""
    return SiteFacts(row.pk, row.key, row.name_el, row.prefecture_id, row.phone)


def _is_id(text: str) -> bool:
    """Whether the text can be a row's number; longer ones no database takes."""
    return text.isascii() and text.isdigit() and len(text) < 18
