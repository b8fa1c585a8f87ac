import json
import logging
import socket
import threading
import time
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connections
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import engaged, viewer_of
from tests.notices.receiver import is_signed, receiving
from tests.run.house import PATIENCE, until
from tests.servicedesk.desk import act, opened

from pindos.cli import root
from pindos.identity.commands import create_token
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.kernel.errors import Clash, Invalid, NotFound
from pindos.kernel.events import feed_events
from pindos.kernel.models import Change, Event, Repeat
from pindos.kernel.sealing import erase, seal
from pindos.notices import cipher, commands
from pindos.notices.commands.webhook_posting import due_webhooks, queue_events, send_webhooks
from pindos.notices.models import Notice, Webhook, WebhookSending
from pindos.notices.rules import HOOK_PAUSES, pause_of_event, rest_of_receiver
from pindos.operations.commands import set_options, undo_revision

State = WebhookSending.State
STILL = 10  # seconds in which a receiver says its first word, on a busy machine


@pytest.fixture
def receiver():
    with receiving() as found:
        yield found


@pytest.fixture
def open_networks(db):
    set_options(
        viewer=HOUSE,
        values={"notices.webhook_networks": ["127.0.0.0/8"], "notices.webhook_patience": 30},
    )


@pytest.fixture
def viewer(admin, open_networks):
    return viewer_of(admin)


def hooked(viewer, receiver, unit="TP-FLO", **other):
    given = {"name": "Πίνακας Φλώρινας", "address": receiver.url, "unit": unit}
    return commands.add_webhook(viewer=viewer, **(given | other))


def told():
    seal()
    return send_webhooks(5)


def the_time_comes():
    """Whatever waits is due, and whoever rests has rested."""
    WebhookSending.objects.filter(state=State.WAITING).update(next_try_at=timezone.now())
    Webhook.objects.update(paused_until=None)


def test_what_happens_in_the_unit_arrives_signed_and_as_the_feed_says_it(
    client, viewer, receiver, anthi, dafni
):
    hook, secret = hooked(viewer, receiver)
    ticket = opened(anthi, title="Χάλασε ο εκτυπωτής", description="Του κ. Παπά")
    act("take_ticket", dafni, ticket)
    assert told() == 2
    first = receiver.asked[0]
    assert receiver.names == ["servicedesk.TicketOpened", "servicedesk.TicketTaken"]
    assert is_signed(first, secret) and not is_signed(first, "whsec_" + "A" * 44)
    assert abs(int(first.timestamp) - time.time()) < 60 and first.id.startswith("msg_")
    client.force_login(dafni)
    items = client.get("/api/v1/events").json()["items"]
    assert [each.said for each in receiver.asked] == items
    assert "εκτυπωτής" not in first.body.decode() and "Παπά" not in first.body.decode()
    hook.refresh_from_db()
    assert hook.failures == 0 and hook.received_at and told() == 0


def test_a_webhook_of_one_prefecture_never_hears_of_another(viewer, receiver, anthi, kosmas):
    hooked(viewer, receiver, unit="TP-KOZ")
    opened(anthi)
    assert told() == 0 and receiver.asked == []
    hooked(viewer, receiver, unit="EPWM")
    opened(anthi)
    assert told() == 1
    assert receiver.asked[0].said["unit"] == "TP-FLO"


def test_what_was_before_it_is_not_sent_nor_kinds_that_nobody_asked_for(
    viewer, receiver, anthi, dafni
):
    ticket = opened(anthi)
    seal()
    hooked(viewer, receiver, kinds=["servicedesk.TicketTaken"])
    act("note_ticket", dafni, ticket, text="Εσωτερικό")
    act("take_ticket", dafni, ticket)
    told()
    assert receiver.names == ["servicedesk.TicketTaken"]


def test_rights_are_asked_again_when_it_is_sent(viewer, receiver, anthi):
    hook, _secret = hooked(viewer, receiver, unit="EPWM")
    opened(anthi)
    seal()
    assert queue_events() == 1
    commands.change_webhook(viewer=viewer, webhook_id=hook.pk, unit="TP-KOZ")
    told()
    sending = WebhookSending.objects.get()
    assert sending.state == State.WITHHELD and receiver.asked == []


def test_an_erased_event_is_sent_without_what_it_said(viewer, receiver, anthi):
    hooked(viewer, receiver)
    opened(anthi)
    seal()
    erase(Event.objects.get(name="servicedesk.TicketOpened"))
    told()
    assert receiver.asked[0].said["payload"] is None


def test_an_administrator_of_a_unit_keeps_its_webhooks_and_knows_of_no_others(viewer, receiver):
    ruling = engaged("rea", "Ρέα", "Βούλγαρη", role="administrator", unit="TP-KOZ")
    theirs = viewer_of(ruling)
    hook, _secret = hooked(viewer, receiver)
    with pytest.raises(Invalid, match="unit"):
        hooked(theirs, receiver)
    own, _secret = hooked(theirs, receiver, unit="TP-KOZ")
    for act_of in (commands.switch_webhook_off, commands.try_webhook, commands.retry_webhook):
        with pytest.raises(NotFound):
            act_of(viewer=theirs, webhook_id=hook.pk)
    assert not commands.switch_webhook_off(viewer=theirs, webhook_id=own.pk).is_on


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://10.0.0.5/x", "10.0.0.5"),
        ("https://[::ffff:169.254.169.254]/", "169.254.169.254"),
        ("http://1.1.1.1/x", "http"),
        ("ftp://1.1.1.1/", "https://example"),
        ("παράδειγμα", "https://example"),
        ("https://1.1.1.1:99999/", "https://example"),
        ("https://dafni:kodikos@1.1.1.1/", "#"),
        ("https://1.1.1.1/a b", "500"),
        (f"https://{'α' * 70}.gr/", "ααα"),
    ],
)
def test_an_address_that_may_not_be_called_is_refused_in_words(viewer, address, why):
    with pytest.raises(Invalid) as wrong:
        commands.add_webhook(viewer=viewer, name="Πίνακας", address=address, unit="TP-FLO")
    assert set(wrong.value.fields) == {"address"}
    assert why in str(wrong.value.fields["address"])
    assert not Webhook.objects.exists()


def test_a_name_that_leads_elsewhere_by_now_is_not_followed(viewer, receiver, anthi, monkeypatch):
    """DNS rebinding: it was good when it was saved."""
    hook, _secret = hooked(viewer, receiver)
    Webhook.objects.update(address="https://pinakas.example.gr/")
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.7.7", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: inside)
    opened(anthi)
    told()
    sending = WebhookSending.objects.get()
    assert (sending.fault, sending.detail) == ("address", "192.168.7.7")
    assert "192.168.7.7" in sending.why


def test_what_fails_is_tried_again_and_parked_after_the_last_try(viewer, receiver, anthi):
    receiver.answer((500, b"boom " * 1000))
    hooked(viewer, receiver)
    opened(anthi)
    assert told() == 1
    sending = WebhookSending.objects.get()
    assert (sending.state, sending.tries, sending.status) == (State.WAITING, 1, 500)
    assert len(sending.answer) <= 1000 and sending.answer.startswith("boom")
    assert told() == 0  # not yet due
    for _try in range(9):
        the_time_comes()
        assert told() == 1
    sending.refresh_from_db()
    assert (sending.state, sending.tries) == (State.FAILED, 10)
    assert len({each.id for each in receiver.asked}) == 1
    receiver.answer(204)
    assert commands.retry_webhook(viewer=viewer, webhook_id=sending.webhook_id) == 1
    the_time_comes()
    told()
    sending.refresh_from_db()
    assert sending.state == State.SENT and receiver.asked[-1].id == receiver.asked[0].id


def test_one_event_that_is_not_taken_does_not_hold_up_the_next(viewer, receiver, anthi):
    receiver.answer(400, 204)
    hooked(viewer, receiver)
    opened(anthi)
    opened(anthi)
    assert told() == 1
    Webhook.objects.update(paused_until=None)
    assert told() == 1
    assert sorted(WebhookSending.objects.values_list("state", flat=True)) == ["sent", "waiting"]


def test_redirects_are_not_followed(viewer, receiver, anthi):
    with receiving() as other:
        receiver.answer(307)
        receiver.headers = {"Location": other.url}
        hooked(viewer, receiver)
        opened(anthi)
        told()
        assert other.asked == []
    sending = WebhookSending.objects.get()
    assert (sending.fault, sending.status) == ("redirect", 307)


@pytest.mark.parametrize("drops", [False, True])
def test_a_receiver_that_hangs_is_left_after_the_set_time(viewer, receiver, anthi, drops):
    patience = STILL if drops else 1
    set_options(viewer=HOUSE, values={"notices.webhook_patience": patience})
    hooked(viewer, receiver)
    if drops:  # it answers, then says its words too slowly: that it took it is known
        receiver.drops, receiver.answers = True, [(200, b"x" * 500)]
    else:
        receiver.hold.clear()
    opened(anthi)
    told()
    assert not receiver.is_outwaited
    assert WebhookSending.objects.get().fault == ("" if drops else "late")


def test_an_answer_that_is_never_said_to_its_end_counts_whichever_clock_strikes_first(
    viewer, receiver, anthi, monkeypatch
):
    monkeypatch.setattr("pindos.notices.receiver._cut", lambda wires: None)
    set_options(viewer=HOUSE, values={"notices.webhook_patience": STILL})
    receiver.drops, receiver.answers = True, [(200, b"x" * 500)]
    hooked(viewer, receiver)
    opened(anthi)
    told()
    sending = WebhookSending.objects.get()
    assert (sending.fault, sending.status, sending.state) == ("", 200, "sent")
    assert not receiver.is_outwaited


def test_gone_switches_it_off_at_once_and_its_keeper_is_told(viewer, receiver, admin, anthi):
    receiver.answer(410)
    hook, _secret = hooked(viewer, receiver)
    opened(anthi)
    told()
    hook.refresh_from_db()
    assert not hook.is_on and hook.off_reason == "gone"
    opened(anthi)
    assert told() == 0
    while drain():
        pass
    notice = Notice.objects.get(person=admin.person_id)
    assert hook.name in notice.title and notice.url == f"/webhooks/{hook.pk}/"


def test_three_days_without_success_switch_it_off_and_switching_on_catches_up(
    viewer, receiver, admin, anthi
):
    receiver.answer(503)
    hook, _secret = hooked(viewer, receiver)
    opened(anthi)
    told()
    long_ago = timezone.now() - timedelta(days=3, minutes=1)
    Webhook.objects.update(failures=20, failing_since=long_ago)
    the_time_comes()
    told()
    hook.refresh_from_db()
    assert (hook.is_on, hook.off_reason) == (False, "failing")
    opened(anthi)
    seal()
    receiver.answer(204)
    commands.switch_webhook_on(viewer=viewer, webhook_id=hook.pk)
    the_time_comes()
    assert told() == 2
    hook.refresh_from_db()
    assert hook.is_on and hook.failures == 0 and hook.failing_since is None


def test_a_test_is_sent_now_and_its_answer_stands_in_the_log(viewer, receiver):
    receiver.answer((200, "Εντάξει".encode()))
    hook, secret = hooked(viewer, receiver)
    commands.switch_webhook_off(viewer=viewer, webhook_id=hook.pk)
    sending = commands.try_webhook(viewer=viewer, webhook_id=hook.pk)
    assert (sending.state, sending.status, sending.answer) == ("sent", 200, "Εντάξει")
    [asked] = receiver.asked
    assert asked.said["name"] == "ping" and is_signed(asked, secret)
    assert Event.objects.latest("pk").name == "notices.WebhookTried"


def test_a_renewed_secret_and_the_former_one_both_sign_for_a_day(viewer, receiver):
    hook, old = hooked(viewer, receiver)
    new = commands.renew_webhook_secret(viewer=viewer, webhook_id=hook.pk).secret
    commands.try_webhook(viewer=viewer, webhook_id=hook.pk)
    assert is_signed(receiver.asked[-1], new) and is_signed(receiver.asked[-1], old)
    Webhook.objects.update(old_until=timezone.now())
    commands.try_webhook(viewer=viewer, webhook_id=hook.pk)
    assert is_signed(receiver.asked[-1], new) and not is_signed(receiver.asked[-1], old)


def test_a_secret_is_shown_once_and_stands_nowhere_else(client, admin, viewer, receiver, caplog):
    caplog.set_level(logging.DEBUG)
    client.force_login(admin)
    asked = {"name": "Πίνακας", "address": receiver.url, "unit": "TP-FLO"}
    page = client.post("/webhooks/add/", asked)
    hook = Webhook.objects.get()
    secret = cipher.opened_webhook(hook.secret)
    assert secret in page.content.decode() and "no-store" in page.headers["Cache-Control"]
    new = commands.renew_webhook_secret(viewer=viewer, webhook_id=hook.pk).secret
    commands.try_webhook(viewer=viewer, webhook_id=hook.pk)
    shown = client.get(f"/webhooks/{hook.pk}/").content.decode()
    shown += client.get(f"/webhooks/{hook.pk}/edit/").content.decode()
    shown += client.get(f"/api/v1/webhooks/{hook.pk}").content.decode()
    kept = [Event.objects.values("payload"), Change.objects.values("field", "before", "after")]
    kept += [Webhook.objects.values(), WebhookSending.objects.values()]
    written = json.dumps([list(rows) for rows in kept], default=str) + caplog.text + shown
    assert secret not in written and new not in written and '"secret"' in written


def test_a_change_is_put_back_and_what_two_changed_is_refused(viewer, receiver):
    hook, _secret = hooked(viewer, receiver)
    commands.change_webhook(viewer=viewer, webhook_id=hook.pk, version=1, unit="TP-KOZ")
    with pytest.raises(Clash):
        commands.change_webhook(viewer=viewer, webhook_id=hook.pk, version=1, unit="EPWM")
    seal()
    changed = Event.objects.get(name="notices.WebhookChanged")
    undo_revision(viewer=viewer, seq=changed.seq)
    hook.refresh_from_db()
    assert hook.unit.key == "TP-FLO"
    commands.switch_webhook_off(viewer=viewer, webhook_id=hook.pk)
    seal()
    off = Event.objects.get(name="notices.WebhookSwitchedOff")
    undo_revision(viewer=viewer, seq=off.seq)
    hook.refresh_from_db()
    assert hook.is_on and hook.off_reason == ""


def test_the_same_by_program_with_a_token_of_scope_all_only(client, admin, viewer, receiver):
    def ask(verb, path, scope="all", **body):
        token = create_token(viewer=viewer, username="admin", scope=scope, name=f"{verb} {path}")
        return getattr(client, verb)(
            f"/api/v1/webhooks{path}",
            json.dumps(body) if verb != "get" else None,
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    body = {"name": "Πίνακας", "address": receiver.url, "unit": "TP-FLO"}
    assert ask("post", "", "write", **body).status_code == 403
    made = ask("post", "", **body).json()
    assert made["secret"].startswith("whsec_") and made["unit"] == "TP-FLO"
    number = made["id"]
    assert ask("post", f"/{number}/try").json()["state"] == "sent"
    assert ask("patch", f"/{number}", name="Άλλο").json()["name"] == "Άλλο"
    assert ask("post", f"/{number}/switch-off").json()["is_on"] is False
    found = ask("get", "").json()["items"]
    assert [each["id"] for each in found] == [number] and "secret" not in found[0]
    log = ask("get", "/sendings").json()["items"]
    assert [each["event"] for each in log] == ["ping"]
    names = [each["name"] for each in ask("get", "/kinds").json()]
    assert sorted(names) == feed_events() and "servicedesk.TicketOpened" in names
    assert not set(names) & {"servicedesk.TicketEvent", "servicedesk.TicketLinked"}


def test_the_same_on_the_command_line(admin, viewer, receiver):
    def run(*words):
        return CliRunner().invoke(root(), ["webhook", *words, "--as", "admin"])

    made = run("add", "Πίνακας", receiver.url, "--unit", "TP-FLO").output
    number, secret = made.split()
    assert secret.startswith("whsec_") and "Πίνακας" in run("list").output
    assert run("try", number).exit_code == 0
    receiver.answer(500)
    refused = run("try", number)
    assert refused.exit_code == 1 and "500" in refused.output
    assert "TP-KOZ" in run("change", number, "--unit", "TP-KOZ").output
    assert run("renew-secret", number).output.startswith("whsec_")
    for verb in ("switch-off", "switch-on", "show", "retry"):
        assert run(verb, number).exit_code == 0
    assert run("log", number).output.count("ping") == 2
    assert (
        CliRunner().invoke(root(), ["webhook", "remove", number, "--as", "admin"]).exit_code == 1
    )
    assert run("log", number, "--filter", "state = failed").output.count("ping") == 1
    assert run("remove", number, "--yes").exit_code == 0 and not run("list").output


def test_a_removed_one_is_gone_with_its_secrets_and_its_log_goes_when_its_time_comes(
    client, admin, viewer, receiver, anthi
):
    hook, _secret = hooked(viewer, receiver)
    opened(anthi)
    told()
    opened(anthi)
    seal()
    queue_events()
    client.force_login(admin)
    url = f"/webhooks/{hook.pk}/"
    assert "Δεν καταργήθηκε" in client.post(f"{url}remove/", follow=True).content.decode()
    assert Webhook.objects.get().is_on
    client.post(f"{url}remove/", {"sure": "yes", "version": 1})
    row = Webhook.objects.get()
    assert (row.is_on, row.secret, row.old_secret) == (False, "", "")
    opened(anthi)
    assert told() == 0 and client.get(url).status_code == 404
    log = client.get("/webhooks/sendings/").content.decode()
    assert "καταργήθηκε" in log and "/retry/" not in log and f'href="{url}"' not in log
    states = WebhookSending.objects.order_by("seq").values_list("state", flat=True)
    assert list(states) == [State.SENT, State.WITHHELD]
    assert Event.objects.filter(name="notices.WebhookRemoved").count() == 1
    assert commands.forget_webhook_sendings() == 0
    WebhookSending.objects.update(made_at=timezone.now() - timedelta(days=400))
    assert commands.forget_webhook_sendings() == 2


def test_nobody_removes_what_somebody_gave_new_work_meanwhile(viewer, receiver):
    hook, _secret = hooked(viewer, receiver)
    commands.change_webhook(viewer=viewer, webhook_id=hook.pk, unit="TP-KOZ")
    with pytest.raises(Clash):
        commands.remove_webhook(viewer=viewer, webhook_id=hook.pk, version=1)
    assert Webhook.objects.get().removed_at is None


def test_a_request_that_comes_twice_is_carried_out_once(client, admin, viewer, receiver):
    client.force_login(admin)

    def post(path, key, **body):
        return client.post(
            f"/api/v1/webhooks{path}",
            body,
            content_type="application/json",
            headers={"Idempotency-Key": key},
        )

    body = {"name": "Πίνακας", "address": receiver.url, "unit": "TP-FLO"}
    first = post("", "α", **body)
    again = post("", "α", **body)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json() and Webhook.objects.count() == 1
    secret = first.json()["secret"]
    assert secret.startswith("whsec_") and secret not in json.dumps(Repeat.objects.get().answer)
    assert post("", "α", **{**body, "unit": "TP-KOZ"}).status_code == 409
    one = f"/{first.json()['id']}"
    renewed = [post(f"{one}/renew-secret", "β").json()["secret"] for _n in range(2)]
    assert renewed[0] == renewed[1] != secret
    changed = {"name": "Άλλο", "version": 1}
    for _n in range(2):
        answer = client.patch(
            f"/api/v1/webhooks{one}",
            changed,
            content_type="application/json",
            headers={"Idempotency-Key": "γ"},
        )
        assert answer.status_code == 200
    gone = [post(f"{one}/remove", "δ").json() for _n in range(2)]
    assert gone[0] == gone[1] and gone[0]["removed_at"]
    assert post(f"{one}/remove", "ε").status_code == 404


def test_the_page_says_what_was_done_and_a_test_answers_there(
    client, admin, viewer, receiver, anthi
):
    hook, _secret = hooked(viewer, receiver)
    opened(anthi)
    told()
    client.force_login(admin)
    page = client.get("/webhooks/").content.decode()
    assert "Πίνακας Φλώρινας" in page and "<strong>1</strong>" in page
    receiver.answer((418, b"teapot"))
    answer = client.post(f"/webhooks/{hook.pk}/try/", follow=True).content.decode()
    assert "teapot" in answer and "418" in answer
    for sending in WebhookSending.objects.filter(seq__isnull=False):
        client.post(f"/webhooks/{hook.pk}/retry/", {"sending": sending.pk})
    assert WebhookSending.objects.filter(state=State.WAITING).count() == 1
    typed = {"name": "", "address": "https://10.0.0.1/", "unit": "TP-FLO", "version": 1}
    again = client.post(f"/webhooks/{hook.pk}/edit/", typed)
    assert again.status_code == 422 and "https://10.0.0.1/" in again.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_hanging_receiver_holds_up_no_other(admin, receiver, open_networks, anthi):
    viewer = viewer_of(admin)
    set_options(viewer=HOUSE, values={"notices.webhook_patience": 60})
    with receiving() as slow:
        slow.hold.clear()
        slow.answer(503)
        hooked(viewer, slow)
        hooked(viewer, receiver, name="Γρήγορο")
        opened(anthi)
        seal()
        thread = threading.Thread(
            target=lambda: (send_webhooks(PATIENCE), connections.close_all())
        )
        thread.start()
        until(lambda: receiver.asked, "the quick one to be asked")
        assert len(slow.asked) <= 1 and not slow.is_outwaited
        slow.hold.set()
        thread.join(PATIENCE)
    states = dict(WebhookSending.objects.values_list("webhook__name", "state"))
    assert states == {"Γρήγορο": "sent", "Πίνακας Φλώρινας": "waiting"}


def test_two_processes_never_speak_to_one_receiver_at_once(viewer, receiver, anthi):
    hooked(viewer, receiver)
    opened(anthi)
    seal()
    queue_events()
    assert len(due_webhooks()) == 1
    Webhook.objects.update(lease_until=timezone.now() + timedelta(minutes=1))
    assert due_webhooks() == []
    Webhook.objects.update(lease_until=timezone.now())  # its process died
    assert told() == 1


@given(st.integers(1, 50))
def test_an_event_is_tried_for_a_day_and_a_half_and_a_receiver_rests_ever_longer(tries):
    assert timedelta(hours=30) < sum(HOOK_PAUSES, timedelta()) < timedelta(hours=40)
    pause = pause_of_event(tries)
    assert (pause is None) == (tries > len(HOOK_PAUSES))
    assert rest_of_receiver(tries) <= rest_of_receiver(tries + 1) <= timedelta(minutes=10)
