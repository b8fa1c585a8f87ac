"""The organisation's pages about one thing, looked at in a browser."""

import pytest
from tests.browser.looking import check_page
from tests.browser.test_pages import NAMES
from tests.cast import viewer_of
from tests.organisation.test_imports import PEOPLE

from pindos.organisation.commands import hand_in
from pindos.organisation.models import Position


def test_every_page_about_one_thing_is_sound(page_as, chart, admin, dafni, anthi):
    page = page_as(admin)
    content = f"{PEOPLE}1003;Χωρίς;;;;;\n".encode()
    intake = hand_in(viewer=viewer_of(admin), kind="people", name="λίστα.csv", content=content)
    position = Position.objects.get(person=dafni.person_id)
    person, site = dafni.person_id, chart.sites["FLO-DIOIK"].pk
    for path in (
        "/organisation/?administration=EPWM&prefecture=IOA&competence=support_users",
        "/organisation/TP-FLO/",
        "/organisation/EPWM/",
        f"/sites/{site}/",
        f"/people/{person}/",
        f"/people/{person}/edit/",
        f"/people/{person}/positions/add/",
        f"/positions/{position.pk}/",
        "/import/people/",
        f"/import/people/{intake.pk}/",
    ):
        page.goto(path)
        check_page(page, allow=NAMES | {"Excel", "Windows"})


def test_a_chart_is_looked_at_before_it_holds(page_as, admin):
    page = page_as(admin, width=1280)
    page.goto("/organisation/")
    page.get_by_role("link", name="Αλλαγή του οργανογράμματος").click()
    field = page.get_by_label("Το οργανόγραμμα, σε YAML")
    field.fill(field.input_value().replace("Τμήμα Υποστήριξης Περ", "Τμήμα Στήριξης Περ"))
    page.get_by_role("button", name="Δείτε τι θα άλλαζε").click()
    check_page(page, allow=frozenset({"YAML", "yaml"}))
    page.get_by_role("button", name="Να ισχύσει").click()
    assert "Το οργανόγραμμα ισχύει από τώρα." in page.get_by_role("status").first.inner_text()
    page.goto("/chart/")
    check_page(page, allow=frozenset({"YAML", "yaml", "epirus", "western", "macedonia"}))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_unit_is_changed_by_a_form_that_shows_what_would_change(page_as, admin, width):
    page = page_as(admin, width=width)
    page.goto("/organisation/DPE-B/")
    page.get_by_role("link", name="Αλλαγή της μονάδας").click()
    page.get_by_label("Τηλέφωνο").fill("26510 12345")
    page.get_by_role("button", name="Δείτε τι θα άλλαζε").click()
    if width == 390:
        check_page(page, allow=NAMES)  # at every width
    page.get_by_role("button", name="Να ισχύσει").click()
    assert "26510 12345" in page.get_by_role("main").inner_text()


def test_the_forms_of_the_chart_are_sound(page_as, admin):
    page = page_as(admin)
    units = ("/units/add/", "/units/DPE-B/edit/", "/units/TP-FLO/edit/", "/units/DPE-C/close/")
    for path in (*units, "/chart/local/"):
        page.goto(path)
        check_page(page, allow=NAMES | {"genitive_el", "prefecture_short_el"})
