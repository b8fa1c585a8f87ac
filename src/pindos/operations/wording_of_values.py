"""How kept values are said that their field alone does not tell: keys, lists, what machines read.

A change is named by its field, or by its field and a number of its own: ``watcher.383`` is what
person 383 is to the ticket, ``approval.9.reason`` the reason of approval 9.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindos.automation.queries import condition_in_words
from pindos.automation.queries.rhythms import NTH
from pindos.automation.terms import Every
from pindos.changes.terms import Decision as ChangeDecision
from pindos.changes.terms import Tie as ChangeTie
from pindos.clocks.queries import all_hours
from pindos.clocks.terms import WEEKDAYS
from pindos.kernel.access import HOUSE
from pindos.kernel.naming import event_called
from pindos.organisation.queries import prefectures
from pindos.organisation.terms import Competence, Role
from pindos.problems.terms import Outcome
from pindos.records.terms import Part
from pindos.servicedesk.queries import all_categories, groups
from pindos.servicedesk.queries.spans import in_words
from pindos.servicedesk.terms import Decision, Tie

ASKED = "asked"  # of whoever decides; no decision yet

Said = Callable[[Any], str]


class Kept(NamedTuple):
    """How a field is kept.

    ``table``: its value is the number of a row there, or several, or a kind and a number
    (``duplicates:33``). ``about``: the number in its name is that of a row there. ``words`` says
    its value, or the kind before the number.
    """

    table: str = ""
    about: str = ""
    words: Said | None = None


def _named(names: Callable[[], Mapping[Any, Any]], value: Any) -> str:
    return str(names().get(value, value))


def _choice(kinds: type[TextChoices]) -> Said:
    return partial(_named, lambda: dict(kinds.choices))


def _decided(kinds: type[TextChoices]) -> Said:
    decision = _choice(kinds)
    return lambda said: pgettext("decision", "asked for") if said == ASKED else decision(said)


def _each(one: Said) -> Said:
    return lambda values: ", ".join(map(one, values))


def _week(days: Iterable[str]) -> str:
    said = [f"{day} {text}" for day, text in zip(WEEKDAYS, days, strict=False) if text]
    return " · ".join(said) or _("no working hours")


def _categories() -> dict[str, str]:
    return {each.key: each.name for each in all_categories()}


def _duty(text: str) -> str:
    """``support_users FLO (S9)``, as the chart's own changes are written."""
    competence, *rest = text.split()
    return " ".join([_choice(Competence)(competence), *map(_prefecture, rest)])


_category = partial(_named, _categories)
_prefecture = partial(_named, lambda: {each.key: each.name for each in prefectures()})

KEPT: dict[str, dict[str, Kept]] = {
    "automation.rule": {
        "category": Kept(words=_category),
        "condition": Kept(words=partial(condition_in_words, HOUSE)),
    },
    "automation.routine": {
        "category": Kept(words=_category),
        "how_often": Kept(words=_choice(Every)),
        "nth": Kept(words=partial(_named, lambda: dict(NTH))),
        "weekday": Kept(words=partial(_named, lambda: dict(enumerate(WEEKDAYS)))),
    },
    "changes.change": {
        "approval": Kept(words=_decided(ChangeDecision)),
        "problem": Kept(table="problems.problem"),
        "ticket": Kept(about="servicedesk.ticket", words=_choice(ChangeTie)),
    },
    "clocks.officehours": {"week": Kept(words=_week)},
    "identity.signinpolicy": {"roles": Kept(words=_each(_choice(Role)))},
    "knowledge.instruction": {
        "categories": Kept(words=lambda text: _each(_category)(text.split())),
        "file": Kept(table="records.attachment"),
    },
    "mail.arrival": {"about": Kept(table="servicedesk.ticket")},
    "notices.webhook": {"kinds": Kept(words=_each(event_called))},
    "organisation.dayoff": {"prefecture": Kept(words=_prefecture)},
    "organisation.prefecture": {"municipalities": Kept(words=_each(str))},
    "organisation.unit": {"duties": Kept(words=_each(_duty))},
    "problems.problem": {
        "incident": Kept(table="servicedesk.ticket"),
        "offer": Kept(words=_decided(Outcome)),
    },
    "servicedesk.category": {
        "group": Kept(words=partial(_named, lambda: dict(groups()))),
    },
    "servicedesk.level": {
        **dict.fromkeys(("answer", "leg", "solution"), Kept(words=in_words)),
        "hours": Kept(
            words=partial(_named, lambda: {key: row.name for key, row in all_hours().items()})
        ),
    },
    "servicedesk.ticket": {
        "approval": Kept(words=_decided(Decision)),
        "asset": Kept(table="inventory.asset"),
        "link": Kept(table="servicedesk.ticket", words=_choice(Tie)),
        "merge": Kept(table="servicedesk.ticket"),
        "split": Kept(about="servicedesk.ticket", words=lambda entries: str(len(entries))),
        "time.unit": Kept(table="organisation.unit"),
        "time.who": Kept(table="organisation.person"),
        "watcher": Kept(about="organisation.person", words=_choice(Part)),
    },
}


def kept_as(thing: str, field: str) -> Kept:
    """How a field of a thing is kept; nothing is known of most."""
    return KEPT.get(thing, {}).get(field, Kept())
