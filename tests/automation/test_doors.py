"""Rules on pages, over HTTP and in a terminal."""

import re

import pytest
from click.testing import CliRunner
from django.urls import reverse
from tests.automation.conftest import RULE, reported
from tests.cast import viewer_of

from pindos.automation.commands import edit_rule
from pindos.automation.models import Rule
from pindos.cli import root
from pindos.kernel.sealing import seal
from pindos.operations.commands import undo_revision
from pindos.operations.queries import revisions_for
from pindos.organisation.models import Position

NEW = "/automation/rules/add/?unit=TP-FLO"
ROW = {"c0": "title", "o0": "starts", "v0": "Χάλασε", "g0": "0", "m0": "all"}
SENT = {"name": RULE["name"], "when": "opened", "place": "10", "is_once": "on", "note": "Χαρτί;"}


def text(client, url, **query):
    answer = client.get(url, query)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_a_rule_is_written_tried_out_and_switched_on_without_javascript(
    client, anthi, dafni, giorgos
):
    client.force_login(giorgos)
    ticket = reported(anthi)
    assert "Δεν υπάρχει ακόμη κανόνας" in text(client, "/automation/rules/")
    assert "TP-FLO" not in text(client, "/automation/rules/add/"), (
        "a head of one unit has no choice"
    )
    more = client.post(NEW, {**SENT, "m0": "all", "n0": "title", "do": "add:0"})
    page = more.content.decode()
    assert more.status_code == 200 and 'name="c0" value="title"' in page and "Χαρτί;" in page
    wrong = client.post(NEW, {**SENT, **ROW, "name": "", "do": "save"})
    assert wrong.status_code == 422 and "Χάλασε" in wrong.content.decode()
    answer = client.post(NEW, {**SENT, **ROW, "do": "save"})
    rule = Rule.objects.get()
    assert (
        answer.url == f"/automation/rules/{rule.pk}/" and rule.condition == "title starts Χάλασε"
    )
    assert "Όχι ακόμη" in text(client, answer.url)
    assert client.post(f"{answer.url}switch-on/").status_code == 409
    client.post(f"{answer.url}try/")
    tried = text(client, answer.url)
    assert ticket.number in tried and "Θα είχε ενεργήσει <strong>1 φορά</strong>" in tried
    client.post(f"{answer.url}switch-on/")
    assert Rule.objects.get().is_on
    second = reported(anthi)
    client.force_login(dafni)
    shown = text(client, f"/tickets/{second.number}/")
    assert f'<a href="{answer.url}">Κανόνας «{rule.name}»</a>' in shown
    assert second.number in text(client, "/automation/runs/")
    assert second.number in text(client, answer.url)
    client.force_login(anthi)
    assert f'href="{answer.url}"' not in text(client, f"/tickets/{second.number}/")


def test_the_condition_stays_when_the_form_is_opened_again(client, write, giorgos):
    rule = write(condition="(state = new or late = yes) and title starts Χάλασε")
    client.force_login(giorgos)
    url = f"/automation/rules/{rule.pk}/edit/"
    page = text(client, url)
    assert 'name="c0" value="state"' in page and 'name="m1"' in page
    deep = "not (state = new or (late = yes and (title starts α or title starts β)))"
    edit_rule(viewer=viewer_of(giorgos), rule_id=rule.pk, condition=deep)
    written = Rule.objects.get().condition
    assert '<textarea name="condition"' in text(client, url)
    sent = client.post(url, {**SENT, "condition": written, "do": "save", "version": "2"})
    assert sent.status_code == 302 and Rule.objects.get().condition == written


def test_whoever_has_left_is_named_and_is_not_taken_out_of_the_rule_by_the_way(
    client, write, giorgos, dafni
):
    rule = write(assign_to_id=dafni.person_id)
    client.force_login(giorgos)
    shown, form = f"/automation/rules/{rule.pk}/", f"/automation/rules/{rule.pk}/edit/"
    assert "Δεν μπορούν να γίνουν" not in text(client, shown)
    Position.objects.filter(person=dafni.person_id).delete()
    page = text(client, shown)
    assert "Δεν μπορούν να γίνουν πια όλα όσα γράφει." in page
    assert "Ανάθεση σε: Επιλέξτε κάποιον που εργάζεται στο τμήμα του κανόνα." in page
    assert f'value="{dafni.person_id}" selected' in text(client, form)
    kept = client.post(form, {**SENT, **ROW, "assign_to": str(dafni.person_id), "do": "save"})
    assert kept.status_code == 422 and Rule.objects.get().assign_to_id == dafni.person_id


def test_two_heads_on_one_rule_see_both_sides(client, write, giorgos, thaleia):
    rule = write()
    client.force_login(giorgos)
    url = f"/automation/rules/{rule.pk}/edit/"
    edit_rule(viewer=viewer_of(thaleia), rule_id=rule.pk, note="Της Θάλειας")
    both = {**SENT, **ROW, "note": "Του Γιώργου", "version": "1", "do": "save"}
    page = client.post(url, both).content.decode()
    assert "Της Θάλειας" in page and "Του Γιώργου" in page
    chosen = {**both, "keep-note": "theirs", "theirs-note": "Της Θάλειας", "version": "2"}
    assert client.post(url, chosen).status_code == 302
    assert Rule.objects.get().note == "Της Θάλειας"


def test_what_a_rule_said_can_be_put_back(write, giorgos, admin):
    rule = write()
    edit_rule(viewer=viewer_of(giorgos), rule_id=rule.pk, note="Άλλο", place=3)
    while seal():
        pass
    [change] = revisions_for(viewer_of(admin), "automation.rule")
    undo_revision(viewer=viewer_of(admin), seq=change.seq, fields=["note"])
    rule.refresh_from_db()
    assert (rule.note, rule.place) == (RULE["note"], 3)


def test_a_head_sees_what_became_of_a_rule_on_its_page_and_puts_it_back(
    client, write, giorgos, dafni, kosmas
):
    rule = write()
    edit_rule(viewer=viewer_of(giorgos), rule_id=rule.pk, note="Άλλο", place=3)
    while seal():
        pass
    url = reverse("automation:rule-show", args=[rule.pk])
    client.force_login(giorgos)
    page = client.get(url).content.decode()
    back = re.search(r'href="([^"]*/settings/history/\d+/[^"]*)"', page).group(1)
    assert "Άλλο" in page and page.count("/settings/history/") == 1
    form = client.get(back).content.decode()
    assert RULE["note"] in form and url in form
    assert client.post(back, {"field": ["note"]}).url == url
    rule.refresh_from_db()
    assert (rule.note, rule.place) == (RULE["note"], 3)
    client.force_login(dafni)  # reads the rule and does not write it
    assert "/settings/history/" not in client.get(url).content.decode()
    client.post(back, {"field": ["place"]})
    rule.refresh_from_db()
    assert rule.place == 3
    client.force_login(kosmas)  # of another prefecture
    assert client.get(back).status_code == 404


@pytest.mark.parametrize("verb", ["show", "try", "on", "off"])
def test_rules_in_a_terminal(write, giorgos, anthi, verb):
    rule = write()
    reported(anthi)
    said = CliRunner().invoke(root(), ["rule", verb, str(rule.pk), "--as", "giorgos"])
    expected = {"show": "note: 'Δες πρώτα", "try": "would have acted 1", "off": "off TP-FLO"}
    assert expected.get(verb, "Δοκιμάστε") in said.output + str(said.exception or "")


def test_rules_over_http(client, anthi, giorgos, dafni):
    client.force_login(giorgos)

    def post(path, **body):
        return client.post(f"/api/v1/rules{path}", body, content_type="application/json")

    made = post("", unit="TP-FLO", **{**RULE, "assign_to": "dafni"}).json()
    assert made["assign_to_id"] == dafni.person_id and not made["is_on"]
    reported(anthi)
    assert post(f"/{made['id']}/try").json()["hits"] == 1
    assert post(f"/{made['id']}/switch-on").json()["is_on"]
    reported(anthi)
    [run] = client.get("/api/v1/rules/runs").json()["items"]
    assert run["outcome"] == "done" and len(run["deeds"]) == 2
    assert post(f"/{made['id']}/edit", note="Άλλο", version=9).status_code == 409
    assert not post(f"/{made['id']}/edit", note="Άλλο").json()["is_on"]
    found = client.get("/api/v1/rules", {"filter": "on = no"}).json()["items"]
    assert [row["id"] for row in found] == [made["id"]]
