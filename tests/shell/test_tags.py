"""Times and absences in pages: for the eye, and for the ear."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

NOON = datetime(2026, 11, 23, 10, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def greek():
    with translation.override("el"):
        yield


def shown(template, **context):
    return Template("{% load shell %}" + template).render(Context(context))


def test_a_moment_is_written_for_people_and_for_machines():
    assert shown("{% when at %}", at=NOON) == (
        '<time datetime="2026-11-23T12:20+02:00">23/11/2026 12:20</time>'
    )
    assert (
        shown("{% hour at %}", at=NOON) == '<time datetime="2026-11-23T12:20+02:00">12:20</time>'
    )


def test_a_day_has_no_time():
    html = '<time datetime="2026-11-23">23/11/2026</time>'
    assert shown("{% day at %}", at=date(2026, 11, 23)) == html
    assert shown("{% day at %}", at=NOON) == html


@pytest.mark.parametrize("tag", ["when", "day", "hour", "ago"])
def test_what_is_not_known_is_a_dash_and_a_word(tag):
    html = shown(f"{{% {tag} at %}}", at=None)
    assert "–" in html
    assert '<span class="pi-hide">κανένα</span>' in html


def test_how_long_ago_it_was():
    now = timezone.now()
    assert ">μόλις τώρα<" in shown("{% ago at %}", at=now)
    hours = now - timedelta(hours=2, minutes=2, seconds=5)
    assert ">πριν από 2 ώ. 02 λ.<" in shown("{% ago at %}", at=hours)


def test_filters_write_lengths_numbers_and_sizes():
    html = shown(
        "{{ a|span }} {{ a|long_span }} {{ n|number }} {{ n|size }}", a=timedelta(3), n=1_500_000
    )
    assert html == "72 ώ. 3 ημ. 1.500.000 1,5 MB"
