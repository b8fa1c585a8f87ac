"""The start page of the administration: every folded line with its sentence, to be searched."""

import pytest
from django.urls import reverse
from tests.cast import viewer_of

from pindos.kernel.menu import GROUPS, Group, lines_for

PAGE = "operations:administration-show"


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    return lambda **asked: client.get(reverse(PAGE), asked).content.decode()


def test_each_page_of_a_group_stands_there_with_its_sentence(page, admin_lines):
    html = page()
    assert {line.entry.group for line in admin_lines} == set(GROUPS)
    for line in admin_lines:
        assert str(line.entry.says), line.entry.url_name
        assert f'href="{reverse(line.entry.url_name)}"' in html


def test_a_word_without_accents_finds_the_page_by_its_sentence(page):
    html = page(q="αντιγραφα επαναφερονται").split('id="a-')
    assert len(html) == 2
    assert reverse("operations:backup-list") in html[1]
    assert reverse("operations:job-list") not in html[1]


def test_what_fits_nothing_is_handed_on_to_the_settings(page):
    html = page(q="χιονόπτωση")
    assert 'id="a-' not in html
    assert reverse("operations:option-list") + "?q=%CF%87" in html


def test_the_menu_opens_the_group_in_which_the_reader_is(client, admin):
    client.force_login(admin)
    html = client.get(reverse("servicedesk:category-list")).content.decode()
    nav = html[html.index('id="menu"') : html.index("</nav>", html.index('id="menu"'))]
    opened = nav.split('<details class="fold" open>')
    assert len(opened) >= 2
    assert any(reverse("servicedesk:category-list") in part for part in opened[1:])
    assert '<details class="fold"><summary' in nav


@pytest.fixture
def admin_lines(admin):
    return [line for line in lines_for(viewer_of(admin)) if isinstance(line.entry.group, Group)]
