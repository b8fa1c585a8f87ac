"""Who is competent, in a terminal; also before there is any database."""

from typing import NamedTuple

import click
from django.db import DatabaseError
from django.utils.translation import gettext as _

from pindos.kernel.errors import Invalid, Refused, in_one_line
from pindos.kernel.text import fold
from pindos.organisation.charts import DEFAULT, Chart
from pindos.organisation.charts.expansion import duties_of, units_of
from pindos.organisation.charts.reader import read_chart_file
from pindos.organisation.charts.shape import PrefecturePart
from pindos.organisation.queries import competence_named, competent_unit, prefecture_named
from pindos.organisation.queries.language import in_language
from pindos.organisation.queries.places import is_any_chart_loaded
from pindos.organisation.rules import look_of, ruling_on, why


class Answer(NamedTuple):
    """What is printed."""

    key: str
    name: str
    clause: str
    why: str


@click.command("who")
@click.option("--prefecture", required=True, help="A key such as FLO, or the name.")
@click.option("--competence", required=True, help="A competence such as support_users.")
def who(prefecture: str, competence: str) -> None:
    """Say which unit is competent for something in a prefecture, by which clause and why.

    Without a database, or before a chart was loaded, the chart that ships answers.
    """
    try:
        answer = _answer(prefecture, competence)
    except Invalid as error:
        raise Refused(in_one_line(error, "; ")) from error
    click.echo(f"{answer.key} {answer.name}")
    click.echo(answer.clause)
    click.echo(answer.why)


def _answer(prefecture: str, competence: str) -> Answer:
    competence_named(competence)
    try:
        is_loaded = is_any_chart_loaded()
    except DatabaseError:  # no database yet, or one without tables
        is_loaded = False
    if not is_loaded:
        click.echo(_("No chart is loaded: the one that ships with the product answers."), err=True)
        return _from_chart(read_chart_file(DEFAULT).says, prefecture, competence)
    found = competent_unit(competence, prefecture_named(prefecture).id)
    return Answer(found.unit_key, found.unit_name, found.clause, found.why)


def _from_chart(chart: Chart, prefecture: str, competence: str) -> Answer:
    place = next((each for each in chart.prefectures if _is_called(each, prefecture)), None)
    if place is None:
        words = _("There is no prefecture called %(text)s.")
        raise Refused(words % {"text": prefecture[:60]})
    ruling = ruling_on(duties_of(chart), place.key, competence)
    assert ruling, "a sound chart answers for everything it names"
    unit = next(each for each in units_of(chart) if each.key == ruling.unit_key)
    name = in_language(unit.name_el, unit.name_en)
    genitive = in_language(place.genitive_el, place.name_en)
    label = str(competence_named(competence).label)
    reason = why(ruling, competence=label, genitive=genitive, unit=name)
    return Answer(unit.key, name, ruling.clause, reason)


def _is_called(place: PrefecturePart, text: str) -> bool:
    looks = (place.key, look_of(place.short_el))
    names = (place.name_el, place.genitive_el, place.name_en)
    return look_of(text) in looks or fold(text) in [fold(name) for name in names if name]
