"""The menu: groups, the present page, counts for the ear, shortcuts."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template

from pindos.kernel.access import Viewer
from pindos.kernel.menu import Entry, Figures, Line

HELP = Entry(label="Βοήθεια", url_name="shell:help", icon="help", order=10, keys="g h")
PRIVACY = Entry(
    label="Δεδομένα",
    url_name="shell:language",
    icon="lock",
    order=20,
    group="Σύστημα",
    count=lambda viewer: 3,
    count_of="ανοιχτά",
)
LATER = Entry(label="Αργότερα", url_name="later:not-built", icon="help", order=30)


def shown(path, **more):
    entries = (HELP, PRIVACY, LATER)
    figures = Figures(entries, Viewer(account_id=1))
    lines = [Line(each, figures) for each in entries]
    context = {
        "menu": lambda: lines,
        "request": SimpleNamespace(path=path, META={}),
        "viewer": Viewer(account_id=1),
        **more,
    }
    return Template("{% load shell %}{% main_menu %}").render(Context(context))


def test_the_present_page_is_marked_and_no_other():
    html = shown("/help/")
    assert 'href="/help/" aria-current="page"' in html
    assert html.count("aria-current") == 1


@pytest.mark.parametrize("path", ["/help/keys/", "/help/a/b/"])
def test_a_page_beneath_an_entry_marks_the_entry_as_its_place(path):
    assert 'href="/help/" aria-current="true"' in shown(path)


def test_a_page_may_name_the_entry_it_belongs_to():
    html = shown("/elsewhere/", here="shell:language")
    assert 'href="/language/" aria-current="true"' in html
    assert html.count("aria-current") == 1


def test_an_entry_whose_page_is_not_there_is_left_out():
    assert "Αργότερα" not in shown("/")


def test_a_count_is_said_with_what_it_counts_and_a_group_names_its_list():
    html = shown("/")
    assert '<span class="n">3<span class="pi-hide"> ανοιχτά</span></span>' in html
    assert '<p class="group" id="nav-2">Σύστημα</p>' in html
    assert 'aria-labelledby="nav-2"' in html


def test_a_shortcut_stands_at_its_line():
    assert 'data-key="g h"' in shown("/")
