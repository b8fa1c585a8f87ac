"""The quick way of drawing gives what Django's own gives, letter for letter."""

from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Engine, engines
from django.template.base import Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from pindos.shell.drawing.loader import Loader, QuickTemplate
from pindos.shell.drawing.values import NOT_THERE

HOUSE = Path(__file__).parents[2] / "src" / "pindos"
NAMES = sorted(str(p).split("templates/", 1)[1] for p in HOUSE.glob("*/templates/**/*.html"))


class Pair(NamedTuple):
    first: str
    second: int


class Awkward:
    """Whatever a page may be handed by mistake."""

    class_word = "<of the class>"

    def __init__(self) -> None:
        self.asked = 0

    @property
    def nothing(self):
        raise ObjectDoesNotExist

    @property
    def broken(self):
        raise AttributeError("inside")

    def method(self):
        return "called & written"

    def wants_more(self, one):
        return one

    def fails(self):
        raise TypeError("inside")

    def delete(self):
        raise AssertionError("a page must not delete")

    delete.alters_data = True


class NotCalled:
    do_not_call_in_templates = True
    word = "left alone"

    def __call__(self):
        raise AssertionError


def values() -> dict:
    counted = defaultdict(list, key="kept", items="a key before a method")
    return {
        "text": "Άρτα <b>\"'&",
        "safe": mark_safe("<i>safe</i>"),
        "number": 1234567,
        "part": 1234.5,
        "yes": True,
        "no": False,
        "none": None,
        "day": date(2026, 11, 27),
        "moment": datetime(2026, 11, 27, 12, 30, tzinfo=UTC),
        "spoken": gettext_lazy("Search"),
        "lazy": lazystr("<lazy>"),
        "rows": [Pair("α<", 1), Pair("β", 2), Pair("γ", 3)],
        "pairs": [("α", 1), ("β", 2)],
        "triples": [("α", 1, 2)],
        "single": iter(["once"]),
        "empty": [],
        "held": {"a": {"b": "deep <"}, "0": "zero"},
        "counted": counted,
        "pair": Pair("first", 2),
        "it": Awkward(),
        "quiet": NotCalled(),
        "function": lambda: "called <",
        "space": SimpleNamespace(form=None, word="w"),
        "many": 3,
        "one": 1,
        "name": "shell/_brand.html",
        "mixed": [SimpleNamespace(word="a"), {"word": "b", "0": "z"}, Pair("c", 3), "text", None],
    }


SNIPPETS = [
    "plain text only",
    "{{ text }}{{ safe }}{{ number }}{{ part }}{{ yes }}{{ none }}",
    "{{ day }} {{ moment }} {{ spoken }} {{ lazy }}",
    "{{ nowhere }}|{{ nowhere.further }}|{{ text.nowhere }}|{{ held.nowhere }}|{{ none.x }}",
    "{{ held.a.b }}{{ held.0 }}{{ pair.first }}{{ pair.0 }}{{ pair.1 }}{{ pair.7 }}"
    "{{ rows.1.first }}",
    "{{ counted.key }}{{ counted.items }}{{ counted.fresh }}",
    "{% for a, b in held.items %}{{ a }}{{ b }}{% endfor %}",
    "{{ it.method }}{{ it.nothing }}{{ it.wants_more }}{{ it.delete }}{{ it.class_word }}",
    "{{ it.broken }}",
    "{{ it.fails }}",
    "{{ function }}{{ function.x }}{{ quiet.word }}{{ text.upper }}{{ text.0 }}",
    "{{ text|upper }}{{ text|default:'x' }}{{ none|default:text }}{{ none|default_if_none:'<' }}",
    "{{ nowhere|default:'<b>' }}{{ nowhere|default:number }}{{ number|add:one }}",
    "{{ text|default:nowhere }}",
    "{{ text|safe }}{{ safe|upper }}{{ text|escape|linebreaksbr }}{{ text|truncatechars:3 }}",
    "{{ moment|date:'d/m/Y H:i' }}{{ rows|length }}{{ pairs|join:', ' }}{{ text|force_escape }}",
    "{% load shell %}{{ number|number }}{% icon 'ok' %}{% when moment %}{% when none %}"
    "{% cell yes %}",
    "{% load shell %}{% address 'shell:help' as url %}{{ url }}{% cell number %}{% ago moment %}",
    "{{ 'quoted <' }}{{ 12 }}{{ 1.5 }}{{ _('Search') }}",
    "{% autoescape off %}{{ text }}{{ number }}{{ none }}{% endautoescape %}{{ text }}",
    "{% if text %}1{% elif no %}2{% else %}3{% endif %}{% if nowhere %}4{% else %}5{% endif %}",
    "{% if number > 3 and not no %}a{% endif %}{% if nowhere > 3 %}b{% else %}c{% endif %}",
    "{% if 'x' in text or one == 1 %}a{% endif %}{% if text in none %}b{% endif %}",
    "{% if it.nothing %}a{% else %}b{% endif %}{% if nowhere is None %}c{% endif %}",
    "{% if it.broken %}a{% else %}b{% endif %}",
    "{% if text|default:nowhere %}a{% endif %}",
    "{% for row in rows %}{{ forloop.counter }}{{ forloop.counter0 }}{{ forloop.revcounter }}"
    "{{ forloop.revcounter0 }}{{ forloop.first }}{{ forloop.last }}{{ row.first }}{% endfor %}",
    "{% for a, b in pairs reversed %}{{ a }}{{ b }}{% for c in rows %}"
    "{{ forloop.parentloop.counter }}"
    "{% endfor %}{% endfor %}{{ a }}{{ forloop.counter }}",
    "{% for x in empty %}a{% empty %}none of them{% endfor %}{% for x in nowhere %}"
    "a{% empty %}b{% endfor %}",
    "{% for x in single %}{{ x }}{% endfor %}{% for x in none %}{{ x }}{% endfor %}",
    "{% for a, b in triples %}{{ a }}{% endfor %}",
    "{% for x in number %}{{ x }}{% endfor %}",
    "{% for x in rows %}{% if forloop.first %}{% load shell %}{% address 'shell:help' as kept %}"
    "{% endif %}{{ kept }}{% endfor %}",
    "{% for x in rows %}{% cycle 'a' 'b' %}{% ifchanged %}{{ one }}{% endifchanged %}{% endfor %}",
    "{% with x=text y=held.a.b z=nowhere %}{{ x }}{{ y }}{{ z }}{% endwith %}{{ x }}",
    "{% load i18n %}{% translate 'Search' %}{% translate 'Search' as s %}{{ s }}"
    "{% translate text %}",
    "{% load i18n %}{% translate '100%' %}{% translate 'Search' noop %}{% translate '<b>' %}",
    "{% load i18n %}{% translate 'Change' context 'verb' %}{% translate 'Search'|upper %}",
    "{% load i18n %}{% blocktranslate with a=text b=number %}x {{ a }} y {{ b }}"
    "{{ nowhere }} 5%{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate count n=many %}{{ n }} row{% plural %}{{ n }}"
    " rows{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate trimmed count n=one with w=text %}{{ w }} {{ n }} row"
    "{% plural %}{{ n }} rows{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate count n=text %}{{ n }} row{% plural %}"
    "rows{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate trimmed count n=many context 'header' %}"
    "unread{% plural %}unread"
    "{% endblocktranslate %}{% blocktranslate asvar v %}x{% endblocktranslate %}{{ v }}",
    "{% url 'shell:help' %}{% url 'servicedesk:ticket-show' text %}"
    "{% url 'nowhere:at-all' as u %}{{ u }}",
    "{% url 'servicedesk:ticket-show' 'THE-2026-0001' %}{% url 'shell:help' as u %}{{ u }}",
    "{% url 'nowhere:at-all' %}",
    "{% include 'shell/_brand.html' %}{% include name %}{% include 'shell/_brand.html' only %}",
    "{% include 'shell/_errors.html' with form=space title=text %}{{ title }}",
    "{% include 'shell/no-such-part.html' %}",
    "{% extends 'shell/plain.html' %}{% block title %}T {{ text }}{{ block.super }}{% endblock %}",
    "{% firstof none text %}{% csrf_token %}{% verbatim %}{{ x }}{% endverbatim %}{# nothing #}",
    "{% load i18n shell %}a{% icon 'ok' %}b{% translate 'Search' %}{% icon 'warn' mood='warn' %}"
    "{% translate 'Change' context 'verb' %}c{% absent %}{% absent text %}{{ text }}d"
    "{% icon name %}",
    "{% load shell %}{% icon 'ok' as shape %}{{ shape }}{% autoescape off %}{% icon 'ok' %}"
    "{{ spoken }}{{ safe }}{{ lazy }}{% endautoescape %}",
    "{% if yes and text and one == 1 %}a{% endif %}{% if no or none or nowhere %}b{% else %}c"
    "{% endif %}{% if not nowhere %}d{% endif %}{% if not it.fails %}e{% else %}f{% endif %}",
    "{% if it.fails or yes %}a{% else %}b{% endif %}{% if yes and it.broken %}c"
    "{% else %}d{% endif %}",
    "{% if one not in pair %}a{% endif %}{% if one != many %}b{% endif %}{% if one is not many %}c"
    "{% endif %}{% if one <= many %}d{% endif %}{% if one >= many %}e{% endif %}"
    "{% if one < text %}f{% else %}g{% endif %}{% if none is none %}h{% endif %}",
    "{% for x in rows %}{{ x.first }}{{ x.0 }}{% endfor %}{% for x in mixed %}{{ x.word }}"
    "{{ x.0 }}{{ x.first }}{% endfor %}",
    "{{ request.path }}{{ request.nowhere }}{{ autoescape }}{{ template }}",
    "{{ kept }}{% for x in rows %}{{ kept }}{% load shell %}{% address 'shell:help' as kept %}"
    "{{ kept }}{% endfor %}{{ kept }}",
    "{{ text }}{% if yes %}{% url 'shell:help' as text %}{{ text }}{% endif %}{{ text }}",
    "{{ text }}{% if no %}{% url 'shell:help' as text %}{% else %}{{ text }}{% endif %}{{ text }}",
    "{{ text }}{% with text=one %}{{ text }}{% url 'shell:help' as text %}{{ text }}{% endwith %}"
    "{{ text }}",
    "{{ text }}{% for text in rows %}{{ text.first }}{% for text in pairs %}{{ text.0 }}"
    "{% endfor %}{{ text.second }}{% endfor %}{{ text }}",
    "{{ a }}{% for a, text in pairs %}{{ a }}{{ text }}{% endfor %}{{ a }}{{ text }}",
    "{{ text }}{% firstof none 'new' as text %}{{ text }}{% load i18n %}"
    "{% get_current_language as text %}{{ text }}",
    "{% for x in rows %}{% cycle 'a' 'b' as turn %}{{ turn }}{% cycle turn %}{{ turn }}"
    "{% endfor %}{{ turn }}",
    "{% regroup rows by second as groups %}{% for g in groups %}{{ g.grouper }}{{ g.list|length }}"
    "{% endfor %}",
    "{% for x in rows %}{{ nowhere|default_if_none:'-' }}{{ none|default:forloop.counter }}"
    "{% endfor %}{% for x in rows %}{% if forloop.last %}last{% endif %}{% endfor %}",
    "{% for x in rows %}{% for y in pairs %}{% url 'servicedesk:ticket-show' forloop.counter as u"
    " %}{{ u }}{{ forloop.parentloop.last }}{% endfor %}{{ u }}{% endfor %}",
    "{% for x in rows %}{% include 'shell/_brand.html' %}{% include name with y=forloop.counter %}"
    "{% endfor %}",
    "{% load i18n %}{{ text }}{% blocktranslate with text=one %}in {{ text }}{% endblocktranslate"
    " %}{{ text }}{% blocktranslate count n=held.a.b|length with text=one %}{{ n }} {{ text }}"
    "{% plural %}{{ n }} of {{ text }}{% endblocktranslate %}{{ n }}",
    "{% load i18n %}{% translate 'Search' as text %}{{ text }}{% if text %}{{ text }}{% endif %}",
    "{% load shell %}{% short_menu 2 %}{{ text }}{% short_menu most=one %}{{ lines }}",
    "{% block of_one %}{{ text }}{% url 'shell:help' as text %}{{ text }}{% endblock %}{{ text }}",
    "{{ held.class }}{{ held.a.None }}{{ it.items }}{{ None }}{{ True }}{{ False.x }}",
    "{{ context }}{{ dicts }}{{ say }}{{ draw }}{{ v1 }}{{ k1 }}{{ lang }}{{ find }}{{ called }}",
    "{% if it.fails or text %}a{% endif %}{% if text or it.fails %}b{% endif %}"
    "{% if it.fails and text or yes %}c{% endif %}{% if not it.fails or no %}d{% endif %}",
    "{% if no or none or empty or nowhere or held.x or it.nothing or one == 2 or one in pair"
    " or no or none or empty or nowhere or held.x or no or none or empty or nowhere or no or no"
    " or no or no or no or text %}a{% endif %}",
    "{% if one == 2 %}a{% elif no %}b{% elif none %}c{% elif empty %}d{% elif one > 2 %}e"
    "{% elif text|length > 3 %}f{% else %}g{% endif %}",
    "{% for x in rows %}{% endfor %}{% if yes %}{% endif %}{% with a=one %}{% endwith %}",
]


@pytest.fixture(scope="module")
def plain() -> Engine:
    """Django's own way, over the same files."""
    given = engines["django"].engine
    return Engine(app_dirs=True, libraries=given.libraries)


def drawn(template: Template, context: Context) -> str:
    """The page, or what went wrong."""
    try:
        return template.render(context)
    except Exception as error:  # noqa: BLE001  any
        return f"<{type(error).__name__}>"


def test_the_house_draws_the_quick_way():
    assert isinstance(engines["django"].engine.template_loaders[0], Loader)
    found = engines["django"].engine.get_template("shell/base.html")
    assert isinstance(found, QuickTemplate)
    assert engines["django"].engine.get_template("shell/base.html") is found


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("source", SNIPPETS)
def test_what_is_drawn_quickly_is_what_django_draws(plain, source, language):
    quick = engines["django"].engine
    with translation.override(language):
        by_django = drawn(Template(source, engine=plain), Context(values()))
        template = QuickTemplate(source, engine=quick)
        assert drawn(template, Context(values())) == by_django
        assert drawn(template, Context(values())) == by_django, "and also the second time"


@pytest.mark.parametrize("name", NAMES)
def test_a_template_of_the_house_is_drawn_alike_when_nothing_is_given(plain, name):
    quick = engines["django"].engine
    with translation.override("el"):
        by_django = drawn(plain.get_template(name), Context())
        assert drawn(quick.get_template(name), Context()) == by_django


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.dates()))
def test_any_value_is_written_alike(value):
    engine = engines["django"].engine
    source = "{{ value }}{{ value|default:'-' }}{% if value %}{{ value }}{% endif %}"
    by_django = Template(source, engine=engine).render(Context({"value": value}))
    assert QuickTemplate(source, engine=engine).render(Context({"value": value})) == by_django


def test_one_template_speaks_the_language_of_each_reader():
    template = QuickTemplate("{% load i18n %}{% translate 'Search' %}", engine=_engine())
    said = []
    for language in ("el", "en", "el"):
        with translation.override(language):
            said.append(template.render(Context()))
    assert said == ["Αναζήτηση", "Search", "Αναζήτηση"]


def test_what_differs_between_languages_alone_becomes_one_phrase():
    source = "<p>{% load i18n shell %}{% icon 'ok' %} {% translate 'Search' %}</p>{{ text }}"
    template, said = QuickTemplate(source, engine=_engine()), []
    template.nodelist.draw(Context({"text": "a"}), said.append)
    assert len(said) == 2
    assert said[0].startswith("<p><svg") and said[0].endswith(" Αναζήτηση</p>")


def test_what_a_name_stands_for_is_looked_up_once():
    asked = []

    class Asked(dict):
        def __contains__(self, name):
            asked.append(name)
            return super().__contains__(name)

    context = Context()
    context.dicts.append(Asked(text="a", rows=[1, 2]))
    source = (
        "{{ text }}{% if text %}{{ text }}{% for row in rows %}{{ text }}{{ row }}{% endfor %}"
    )
    assert QuickTemplate(source + "{% endif %}", engine=_engine()).render(context) == "aaa1a2"
    assert asked.count("text") == asked.count("rows") == 1


@pytest.mark.parametrize("token", ["abc<", "", None, "NOTPROVIDED", lazystr("later")])
def test_the_mark_of_a_form_is_written_as_django_writes_it(plain, token):
    source, given = "{% csrf_token %}", {"csrf_token": token}
    by_django = Template(source, engine=plain).render(Context(given))
    assert QuickTemplate(source, engine=_engine()).render(Context(given)) == by_django


def test_what_is_not_there_is_never_shown():
    template = QuickTemplate("{{ a }}{{ b.c }}", engine=_engine())
    assert template.render(Context({"b": {}})) == ""
    assert repr(NOT_THERE) not in template.render(Context())


def _engine() -> Engine:
    return engines["django"].engine


def test_a_page_that_shows_its_mistakes_is_left_to_django():
    loaders = [("pindos.shell.drawing.loader.Loader", list(_engine().loaders[0][1]))]
    engine = Engine(loaders=loaders, libraries=_engine().libraries, string_if_invalid="(missing)")
    assert type(engine.get_template("shell/_said.html")) is Template


def test_the_address_of_a_page_is_found_from_its_request():
    request = RequestFactory().get("/")
    context = Context({"number": "ART-2026-0001"})
    context.request = request
    template = QuickTemplate("{% url 'servicedesk:ticket-show' number %}", engine=_engine())
    assert template.render(context) == "/tickets/ART-2026-0001/"
