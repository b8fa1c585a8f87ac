"""The chart as each process keeps it: units, who stands over whom, who answers for what, places.

Only ``load_chart`` changes any of it, a few times a year, and every page asks for it. That another
process has loaded a chart is seen by the digests of the texts.
"""

from collections import defaultdict
from typing import Any, NamedTuple

from pindos.kernel.held import Held
from pindos.organisation.models import Administration, Duty, Prefecture, Reach, Unit


class Chart(NamedTuple):
    """All rows of it, by id and in the order of their keys, abolished ones too.

    ``below`` gives the units that each one reaches, ``depth`` how many reach it; itself counts.
    ``competent`` is what has been found of it (``competent_unit``): it lasts as long as the rows.
    """

    units: dict[int, Unit]
    prefectures: dict[int, Prefecture]
    below: dict[int, list[int]]
    depth: dict[int, int]
    duties: list[Duty]
    competent: dict[tuple[str, int, str | None], Any]


def _read() -> Chart:
    below: dict[int, list[int]] = defaultdict(list)
    depth: dict[int, int] = defaultdict(int)
    for over, under in Reach.objects.order_by("id").values_list("above_id", "below_id"):
        below[over].append(under)
        depth[under] += 1
    return Chart(
        units={row.pk: row for row in Unit.objects.order_by("key")},
        prefectures={row.pk: row for row in Prefecture.objects.order_by("key")},
        below=dict(below),
        depth=dict(depth),
        duties=list(Duty.objects.order_by("id")),
        competent={},
    )


def _mark() -> list[tuple[int, str]]:
    return list(Administration.objects.order_by("pk").values_list("pk", "chart_digest"))


the_chart = Held(_read, _mark)
