"""A chart is written in the browser: looked at first, refused by line, loaded, brought back."""

import pytest

from pindos.organisation.charts import DEFAULT
from pindos.organisation.models import Administration, ChartText, Unit

NAME = "Τμήμα Υποστήριξης Περιφερειακών Συστημάτων"
NEW = "Τμήμα Περιφερειακών Συστημάτων και Υποδομών"


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    return client


def sent(client, text, **more):
    own = Administration.objects.get(key="EPWM")
    return client.post("/chart/", {"text": text, "digest": own.chart_digest, **more})


def chart_text():
    return DEFAULT.read_text(encoding="utf-8")


def test_the_page_begins_with_the_chart_that_holds(page):
    shown = page.get("/chart/").content.decode()
    assert NAME in shown and "seat_prefecture" in shown


def test_a_look_changes_nothing_and_says_what_would(page):
    answer = sent(page, chart_text().replace(NAME, NEW))
    shown = answer.content.decode()
    assert answer.status_code == 200 and NEW in shown and "Να ισχύσει" in shown
    assert Unit.objects.get(key="DPE-B").name_el == NAME


def test_loaded_it_holds_and_the_one_before_can_be_brought_back(page):
    assert sent(page, chart_text().replace(NAME, NEW), load="1").status_code == 302
    assert Unit.objects.get(key="DPE-B").name_el == NEW
    newest, before = ChartText.objects.order_by("-pk")
    assert NEW in newest.text and newest.by_id is not None
    assert page.get(f"/chart/{before.pk}/").content.decode() == chart_text()
    begun = page.get(f"/chart/?from={before.pk}").content.decode()
    assert NAME in begun
    assert sent(page, before.text, load="1").status_code == 302
    assert Unit.objects.get(key="DPE-B").name_el == NAME


def test_a_mistake_is_said_with_its_line_and_what_was_written_stays(page):
    wrong = chart_text().replace("competences: [design_eservices]", "competences: [design_all]")
    answer = sent(page, wrong, load="1")
    shown = answer.content.decode()
    line = wrong[: wrong.index("design_all")].count("\n") + 1
    assert answer.status_code == 422 and f":{line}:" in shown and "design_all" in shown


def test_a_unit_with_people_is_not_dropped(page, dafni):
    without = chart_text().replace("  except: seat", "  except: seat\n  key_is: wrong")
    assert sent(page, without, load="1").status_code == 422
    other = chart_text().replace('key: "TP-{prefecture}"', 'key: "XX-{prefecture}"')
    answer = sent(page, other, load="1")
    assert answer.status_code == 422 and "TP-FLO" in answer.content.decode()


def test_whoever_began_on_a_chart_that_holds_no_more_is_told(page):
    begun = Administration.objects.get(key="EPWM").chart_digest
    sent(page, chart_text().replace(NAME, NEW), load="1")
    answer = page.post("/chart/", {"text": chart_text(), "digest": begun, "load": "1"})
    assert answer.status_code == 422 and "στο μεταξύ" in answer.content.decode()
    assert Unit.objects.get(key="DPE-B").name_el == NEW


def test_the_chart_of_another_administration_is_refused_here(page):
    other = chart_text().replace("key: EPWM", "key: ALLI", 1)
    answer = sent(page, other, load="1")
    assert answer.status_code == 422 and not Administration.objects.filter(key="ALLI").exists()


def test_windows_line_ends_make_no_other_chart(page):
    shown = sent(page, chart_text().replace("\n", "\r\n")).content.decode()
    assert "Να ισχύσει" not in shown


@pytest.mark.parametrize("who", ["dafni", "thaleia", "elegktis", "anthi"])
def test_nobody_else_finds_the_page(client, admin, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/chart/").status_code == 404
    assert client.get(f"/chart/{ChartText.objects.first().pk}/").status_code == 404
