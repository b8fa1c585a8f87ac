"""A change of a setting is put back: whole, in part, after others have gone on, or not at all."""

import pytest
from click.testing import CliRunner
from django.urls import reverse
from tests.automation.conftest import RULE
from tests.cast import viewer_of

from pindos.automation.commands import add_rule, edit_rule
from pindos.clocks.commands import set_hours
from pindos.clocks.queries import hours_called
from pindos.identity.commands import set_directory, set_sign_in_policy
from pindos.identity.queries import sign_in_policy, the_directory
from pindos.kernel.errors import Forbidden, NotFound, Refused
from pindos.kernel.models import Event, Schedule
from pindos.kernel.options import option_called
from pindos.kernel.sealing import seal
from pindos.mail.commands import change_mailbox
from pindos.mail.models import Mailbox
from pindos.notices.commands import set_mail_server
from pindos.notices.queries import mail_server
from pindos.operations.cli import revision
from pindos.operations.commands import set_interval, set_options, undo_revision
from pindos.operations.queries import revision_by, revisions_for
from pindos.operations.wording import job_words
from pindos.organisation.commands import change_site, change_unit, close_site
from pindos.organisation.models import Site
from pindos.organisation.queries import unit_named
from pindos.servicedesk.commands import (
    add_reply_template,
    edit_reply_template,
    retire_reply_template,
    set_checklist,
    set_level,
)
from pindos.servicedesk.models import Checklist, ReplyTemplate
from pindos.servicedesk.queries import level_called
from pindos.servicedesk.terms import Priority

DAYS = "servicedesk.days_until_closed"
SERVER = {"port": 25, "security": "none", "sender": "desk@example.gr", "is_on": True}


def last():
    """The number of the newest change."""
    seal()
    return Event.objects.order_by("-seq").values_list("seq", flat=True).first()


def days():
    return option_called(DAYS).now()


def test_a_setting_is_again_what_it_was(admin):
    viewer = viewer_of(admin)
    set_options(viewer=viewer, values={DAYS: 9})
    set_options(viewer=viewer, values={DAYS: 12})
    assert undo_revision(viewer=viewer, seq=last()) == ["value"]
    assert days() == 9
    undone = Event.objects.get(name="operations.RevisionUndone")
    assert undone.payload["fields"] == ["value"] and undone.actor_id == admin.pk


def test_the_first_change_put_back_gives_the_default(admin):
    viewer = viewer_of(admin)
    usual = days()
    set_options(viewer=viewer, values={DAYS: 9})
    undo_revision(viewer=viewer, seq=last())
    assert days() == usual


def test_what_was_changed_again_since_is_put_back_only_by_name(admin):
    viewer = viewer_of(admin)
    set_options(viewer=viewer, values={DAYS: 9})
    first = last()
    set_options(viewer=viewer, values={DAYS: 12})
    with pytest.raises(Refused, match="αλλάξει ξανά"):
        undo_revision(viewer=viewer, seq=first)
    assert days() == 12
    undo_revision(viewer=viewer, seq=first, fields=["value"])
    assert days() == option_called(DAYS).default


def test_only_the_fields_that_nobody_touched_since_come_back(admin):
    viewer = viewer_of(admin)
    set_mail_server(viewer=viewer, host="smtp.example.gr", username="a", **SERVER)
    set_mail_server(viewer=viewer, host="mail.example.gr", username="b", **SERVER)
    second = last()
    set_mail_server(viewer=viewer, host="mail.example.gr", username="γ", **SERVER)
    assert undo_revision(viewer=viewer, seq=second) == ["host"]
    assert (mail_server().host, mail_server().username) == ("smtp.example.gr", "γ")


def test_a_password_neither_comes_back_nor_is_lost(admin):
    viewer = viewer_of(admin)
    set_mail_server(viewer=viewer, host="a.example.gr", password="μυστικό1", **SERVER)
    set_mail_server(viewer=viewer, host="b.example.gr", password="μυστικό2", **SERVER)
    changed = last()
    before = mail_server().secret
    assert {field.name for field in revision_by(viewer, changed).fields} == {"host"}
    undo_revision(viewer=viewer, seq=changed)
    assert mail_server().secret == before and mail_server().host == "a.example.gr"


def test_what_the_directory_is_asked_comes_back_and_its_password_stays(admin):
    viewer = viewer_of(admin)
    first = {"servers": ["dc1.example.gr"], "base_dn": "dc=epirus,dc=example"}
    set_directory(viewer=viewer, values=first, password="μυστικό")
    set_directory(
        viewer=viewer,
        values={"servers": ["dc9.example.gr"], "base_dn": "dc=a,dc=gr", "is_on": True},
    )
    changed, before = last(), the_directory().secret
    assert {field.name for field in revision_by(viewer, changed).fields} == {
        *("servers", "base_dn", "is_on")
    }
    undo_revision(viewer=viewer, seq=changed, fields=["servers", "is_on"])
    row = the_directory()
    assert (row.servers, row.is_on, row.base_dn) == (["dc1.example.gr"], False, "dc=a,dc=gr")
    assert row.secret == before
    with pytest.raises(Refused):
        undo_revision(viewer=viewer, seq=changed, fields=["servers"])


def test_twice_is_refused_and_so_is_what_is_back_already(admin):
    viewer = viewer_of(admin)
    set_options(viewer=viewer, values={DAYS: 9})
    changed = last()
    undo_revision(viewer=viewer, seq=changed)
    with pytest.raises(Refused, match="ήδη"):
        undo_revision(viewer=viewer, seq=changed)


def test_a_value_that_moved_while_one_looked_is_not_overwritten(admin):
    viewer = viewer_of(admin)
    set_options(viewer=viewer, values={DAYS: 9})
    changed = last()
    seen = {field.name: field.now for field in revision_by(viewer, changed).fields}
    set_options(viewer=viewer, values={DAYS: 12})
    with pytest.raises(Refused, match="στο μεταξύ"):
        undo_revision(viewer=viewer, seq=changed, fields=["value"], seen=seen)
    assert days() == 12


def test_levels_hours_checklists_and_sites_come_back(admin, chart):
    viewer = viewer_of(admin)
    high = {"priority": "high", "answer": 60, "leg": 240, "hours": "office"}
    set_level(viewer=viewer, solution=480, **high)
    set_level(viewer=viewer, solution=960, **high)
    undo_revision(viewer=viewer, seq=last())
    assert level_called("3-0-0").solution == 480
    set_hours(viewer=viewer, key="office", name="Ωράριο", week=["07:00-15:00"] * 5 + ["", ""])
    set_hours(viewer=viewer, key="office", name="Ωράριο", week=["08:00-16:00"] * 5 + ["", ""])
    undo_revision(viewer=viewer, seq=last())
    assert hours_called("office").week[0] == "07:00-15:00"
    row = set_checklist(viewer=viewer, name="Νέο κτίριο", lines="Πρίζες")
    set_checklist(viewer=viewer, key=row.key, name="Νέο κτίριο", lines="Πρίζες\nΚλειδιά")
    undo_revision(viewer=viewer, seq=last())
    assert Checklist.objects.get(key=row.key).lines == "Πρίζες"
    site = chart.sites["FLO-DIOIK"]
    change_site(viewer=viewer, site_id=site.pk, name="Νέο Διοικητήριο")
    renamed = last()
    close_site(viewer=viewer, site_id=site.pk)
    undo_revision(viewer=viewer, seq=last())
    undo_revision(viewer=viewer, seq=renamed)
    site = Site.objects.get(pk=site.pk)
    assert (site.name_el, site.is_closed) == ("Διοικητήριο Φλώρινας", False)


def test_a_ready_text_keeps_what_others_did_to_it(admin):
    viewer = viewer_of(admin)
    row = add_reply_template(viewer=viewer, name="Καλώδιο", text="Ελέγξτε το.")
    edit_reply_template(viewer=viewer, template_id=row.pk, name="Καλώδιο", text="Βγάλτε το.")
    worded = last()
    retire_reply_template(viewer=viewer, template_id=row.pk)
    undo_revision(viewer=viewer, seq=worded)
    row = ReplyTemplate.objects.get(pk=row.pk)
    assert (row.text, row.is_retired) == ("Ελέγξτε το.", True)


def test_nobody_without_the_right_sees_or_puts_back(admin, elegktis, dafni, giorgos):
    set_options(viewer=viewer_of(admin), values={DAYS: 9})
    changed = last()
    for account in (dafni, giorgos):
        with pytest.raises(NotFound):
            undo_revision(viewer=viewer_of(account), seq=changed)
    with pytest.raises((NotFound, Forbidden)):
        undo_revision(viewer=viewer_of(elegktis), seq=changed)
    assert days() == 9


def test_an_event_that_sets_nothing_is_none_of_them(admin, ticket_events):
    with pytest.raises(NotFound):
        revision_by(viewer_of(admin), ticket_events)
    assert not revisions_for(viewer_of(admin)).exists()


@pytest.fixture
def ticket_events(chart, admin):
    return last()


def test_the_page_shows_today_and_puts_back(client, admin):
    viewer = viewer_of(admin)
    set_options(viewer=viewer, values={DAYS: 9})
    changed = last()
    client.force_login(admin)
    shown = client.get("/settings/history/").content.decode()
    assert f"/settings/history/{changed}/" in shown and "Επαναφορά" in shown
    page = client.get(f"/settings/history/{changed}/").content.decode()
    assert "Κανείς δεν την άλλαξε" in page
    answer = client.post(f"/settings/history/{changed}/", {"field": ["value"]})
    assert answer.status_code == 302 and days() == option_called(DAYS).default
    answer = client.post(f"/settings/history/{changed}/", {"field": ["value"]})
    assert answer.status_code == 422 and "ήδη" in answer.content.decode()


def test_the_rules_of_signing_in_come_back_only_after_a_proof(client, admin):
    viewer = viewer_of(admin)
    usual = sign_in_policy().grace_days
    set_sign_in_policy(viewer=viewer, roles=["director"], grace_days=30)
    changed = last()
    client.force_login(admin)
    session = client.session
    session["confirmed_at"] = 0
    session.save()
    answer = client.post(f"/settings/history/{changed}/", {"field": ["grace_days"]})
    assert answer.status_code == 302 and "next" in answer.url
    assert sign_in_policy().grace_days == 30
    client.force_login(admin)
    client.post(f"/settings/history/{changed}/", {"field": ["grace_days"]})
    assert sign_in_policy().grace_days == usual and sign_in_policy().roles == ["director"]


def test_the_terminal_lists_and_puts_back(admin):
    set_options(viewer=viewer_of(admin), values={DAYS: 9})
    changed = last()
    listed = CliRunner().invoke(revision, ["list"])
    assert str(changed) in listed.output and "9" in listed.output
    undone = CliRunner().invoke(revision, ["undo", str(changed)])
    assert undone.output.strip() == "value", undone.output
    assert days() == option_called(DAYS).default


def heading(client, seq):
    page = client.get(f"/settings/history/{seq}/").content.decode()
    return page.partition("<h1>")[2].partition("</h1>")[0]


def test_the_list_of_changes_calls_each_thing_as_people_do(client, admin, giorgos, elegktis):
    row = add_rule(viewer=viewer_of(giorgos), unit="TP-FLO", **RULE)
    edit_rule(viewer=viewer_of(giorgos), rule_id=row.pk, note="Χαρτί;")
    changed = last()
    for account in (admin, elegktis):
        client.force_login(account)
        page = client.get("/settings/history/", {"thing": "automation.rule"}).content.decode()
        assert f'<span class="pi-meta">{RULE["name"]}</span>' in page
        assert f"κανόνας {row.pk}" not in page
    listed = CliRunner().invoke(revision, ["list", "--as", "admin", "--thing", "automation.rule"])
    assert RULE["name"] in listed.output, listed.output
    client.force_login(giorgos)
    assert client.get("/settings/history/").status_code == 404
    own = client.get(reverse("automation:rule-show", args=[row.pk])).content.decode()
    assert 'id="history"' in own and f"/settings/history/{changed}/" in own


def test_the_page_of_a_change_calls_the_thing_as_people_do(client, admin, chart):
    viewer = viewer_of(admin)
    client.force_login(admin)
    set_level(viewer=viewer, priority="high", answer=60, leg=240, solution=480, hours="office")
    assert heading(client, last()).endswith(f": {Priority.HIGH.label}")
    set_hours(viewer=viewer, key="office", name="Ωράριο", week=["07:00-15:00"] * 5 + ["", ""])
    assert heading(client, last()).endswith(": Ωράριο")
    set_checklist(viewer=viewer, name="Νέο κτίριο", lines="Πρίζες")
    assert heading(client, last()).endswith(": Νέο κτίριο")
    change_site(viewer=viewer, site_id=chart.sites["FLO-DIOIK"].pk, name="Νέο Διοικητήριο")
    assert heading(client, last()).endswith(": Νέο Διοικητήριο")
    change_unit(viewer=viewer, key="TP-FLO", phone="2385 000 111")
    assert heading(client, last()).endswith(f": {unit_named('TP-FLO').name}")
    Schedule.objects.create(name="fetch-mail", every=10)
    set_interval(viewer=viewer, job="fetch-mail", seconds=30)
    assert heading(client, last()).endswith(f": {job_words('fetch-mail')}")
    set_mail_server(viewer=viewer, host="smtp.example.gr", **SERVER)
    assert ":" not in heading(client, last()) and "1" not in heading(client, last())
    box = Mailbox.objects.create(address="desk@example.gr", unit_id=unit_named("TP-FLO").id)
    change_mailbox(viewer=viewer, mailbox_id=box.pk, host="imap.example.gr", username="desk")
    assert heading(client, last()).endswith(": desk@example.gr")
    rule = add_rule(viewer=viewer, unit="TP-FLO", **RULE)
    edit_rule(viewer=viewer, rule_id=rule.pk, name="Εκτυπωτές του Α")
    assert heading(client, last()).endswith(": Εκτυπωτές του Α")
