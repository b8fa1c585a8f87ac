"""Against a real exim4: what it takes, refuses and puts off."""

import os
import signal
import smtplib
from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.utils import timezone
from tests.notices.people import person
from tests.notices.post_office import PASSWORD, free_port, post_office

from pindos.notices.channels import smtp
from pindos.notices.cipher import sealed
from pindos.notices.commands import posting, tell
from pindos.notices.commands.posting import post_batch
from pindos.notices.jobs import send_notices
from pindos.notices.models import MailServer, Notice, Sending
from pindos.notices.rules import MAX_TRIES, pause_after

SUBJECT = (
    "Το αίτημα FLO-2026-0412 παραπέμφθηκε στη Διεύθυνση: «Ο εκτυπωτής του πρωτοκόλλου δεν τυπώνει»"
)
TEXT = "Η Δάφνη Μάρκου έγραψε:\nΟ εκτυπωτής «Κέρκυρα» <δεν> τυπώνει & σφυρίζει."


@pytest.fixture(scope="module")
def office():
    with post_office() as running:
        yield running


@pytest.fixture
def server(db, office):
    for mail in (office.home / "mail" / "new").glob("*"):
        mail.unlink()
    return MailServer.objects.create(
        host="127.0.0.1", port=office.port, sender="pindos@epirus.example", is_on=True
    )


@pytest.fixture
def dialled(monkeypatch):
    """One for each connection that is opened."""
    calls, dial = [], smtp.dial
    monkeypatch.setattr(smtp, "dial", lambda server: calls.append(1) or dial(server))
    return calls


def tell_by_mail(*addresses, say=lambda: (SUBJECT, TEXT), key="event 1"):
    people = [person(f"p{n}-{key}", email=address) for n, address in enumerate(addresses)]
    tell(
        person_ids=[each.pk for each in people],
        key=key,
        kind="referred",
        about="servicedesk.ticket:7",
        say=say,
        url="/tickets/FLO-2026-0412/",
    )


def fate_of(address):
    return Sending.objects.get(address=address)


def due_again():
    Sending.objects.update(next_try_at=timezone.now())


def test_a_mail_arrives_in_greek_in_both_forms_with_a_link(server, office, settings):
    settings.URL = "https://pindos.epirus.example"
    tell_by_mail("dafni@epirus.example")
    assert send_notices() == 1
    (mail,) = office.arrived(1)
    assert mail["Subject"].strip() == SUBJECT
    assert mail["To"].addresses[0].display_name == "Δάφνη Μάρκου"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].startswith("<notice.")
    assert mail["Message-ID"].endswith("@pindos.epirus.example>")
    plain, page = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    assert TEXT in plain.replace("\r\n", "\n")
    assert "https://pindos.epirus.example/tickets/FLO-2026-0412/" in plain
    assert 'href="https://pindos.epirus.example/tickets/FLO-2026-0412/"' in page
    assert "&lt;δεν&gt; τυπώνει &amp; σφυρίζει" in page


def test_what_the_server_answered_stands_in_the_log(server, office):
    tell_by_mail("dafni@epirus.example")
    before = timezone.now()
    send_notices()
    sent = fate_of("dafni@epirus.example")
    assert (sent.state, sent.attempts, sent.last_error) == ("sent", 1, "")
    assert sent.answer.startswith("250 OK id=") and before <= sent.sent_at <= timezone.now()
    assert send_notices() == 0


def test_one_bad_address_stops_no_other_and_a_refusal_for_good_is_final_at_once(server, office):
    tell_by_mail(
        "dafni@epirus.example", "nobody@epirus.example", "later@epirus.example", "x@epirus.example"
    )
    assert send_notices() == 4
    assert {parseaddr(str(mail["To"]))[1] for mail in office.arrived(2)} == {
        "dafni@epirus.example",
        "x@epirus.example",
    }
    nobody, later = fate_of("nobody@epirus.example"), fate_of("later@epirus.example")
    assert (nobody.state, nobody.last_error) == ("failed", "550 There is no such mailbox here")
    assert (later.state, later.last_error) == ("waiting", "451 Mailbox busy, try again later")
    assert later.next_try_at - timezone.now() > pause_after(1) - timedelta(seconds=10)
    due_again()
    assert send_notices() == 1


def test_after_ten_tries_it_has_failed_with_the_servers_words(server, office):
    tell_by_mail("later@epirus.example")
    tries = 0
    while Sending.objects.get().state == "waiting":
        due_again()
        tries += post_batch()
    later = Sending.objects.get()
    assert (tries, later.attempts) == (MAX_TRIES, MAX_TRIES)
    assert (later.state, later.last_error) == ("failed", "451 Mailbox busy, try again later")


def test_ten_tries_bridge_a_night():
    pauses = [pause_after(n) for n in range(1, MAX_TRIES)]
    assert pauses[:3] == [timedelta(minutes=n) for n in (1, 3, 9)]
    assert timedelta(hours=16) < sum(pauses, timedelta()) < timedelta(days=2)


def test_a_batch_goes_over_one_connection(server, office):
    before = office.log().count("closed by QUIT")
    tell_by_mail(*(f"p{n}@epirus.example" for n in range(20)))
    send_notices()
    office.arrived(20)
    assert office.log().count("closed by QUIT") - before == 1


def test_a_server_that_hangs_up_between_mails_is_called_again(db, dialled):
    with post_office(most=3) as office:
        MailServer.objects.create(
            host="127.0.0.1", port=office.port, sender="pindos@epirus.example", is_on=True
        )
        tell_by_mail(*(f"p{n}@epirus.example" for n in range(8)))
        assert send_notices() == 8
        assert set(Sending.objects.values_list("state", "attempts")) == {("sent", 1)}
        assert len({mail["Message-ID"] for mail in office.arrived(8)}) == 8
        assert len(dialled) == 3


def test_a_server_that_is_simply_gone_between_two_mails_is_called_again(
    server, office, monkeypatch
):
    send, lines = smtp.Line.send, []

    def cut_after(self, letter):
        fate = send(self, letter)
        lines.append(self.wire)
        os.kill(office.talking(), signal.SIGKILL)
        return fate

    monkeypatch.setattr(smtp.Line, "send", cut_after)
    tell_by_mail(*(f"p{n}@epirus.example" for n in range(3)))
    assert send_notices() == 3
    assert set(Sending.objects.values_list("state", "attempts")) == {("sent", 1)}
    assert len({mail["Message-ID"] for mail in office.arrived(3)}) == len(set(lines)) == 3


def test_a_new_connection_that_fares_no_better_is_the_letters_own_fate(server, monkeypatch):
    taken = []

    def closing(self, sender, options=()):
        taken.append(self)
        return (250, b"OK") if len(taken) == 1 else (421, b"too busy now")

    monkeypatch.setattr(smtplib.SMTP, "mail", closing)
    monkeypatch.setattr(smtplib.SMTP, "rcpt", lambda self, address: (250, b"OK"))
    monkeypatch.setattr(smtplib.SMTP, "data", lambda self, message: (250, b"OK"))
    tell_by_mail("a@epirus.example", "b@epirus.example")
    assert send_notices() == 2
    assert fate_of("a@epirus.example").state == "sent"
    assert fate_of("b@epirus.example").last_error == "421 too busy now"
    assert len(set(taken)) == 2 and len(taken) == 3


def test_what_waits_beyond_a_batch_goes_by_the_same_connection(server, office):
    before = office.log().count("closed by QUIT")
    tell_by_mail(*(f"p{n}@epirus.example" for n in range(7)))
    assert posting.post_batch(size=3, spell=60.0) == 7
    office.arrived(7)
    assert office.log().count("closed by QUIT") - before == 1
    assert set(Sending.objects.values_list("state", flat=True)) == {"sent"}


def test_of_a_server_that_takes_nothing_now_no_second_batch_is_asked(server):
    tell_by_mail(*(f"later@{name}.example" for name in "abcde"))
    assert posting.post_batch(size=3, spell=60.0) == 3
    assert Sending.objects.filter(attempts=0).count() == 2


def test_what_is_switched_off_meanwhile_ends_after_the_batch(server, monkeypatch):
    tell_by_mail(*(f"p{n}@epirus.example" for n in range(5)))
    said = iter([True, False])
    monkeypatch.setattr(smtp.Smtp, "is_on", lambda self: next(said))
    assert posting.post_batch(size=2, spell=60.0) == 2


def test_a_server_that_is_down_is_asked_once_a_batch_and_nothing_is_lost(db, dialled):
    MailServer.objects.create(
        host="127.0.0.1", port=free_port(), sender="pindos@epirus.example", is_on=True
    )
    tell_by_mail(*(f"p{n}@epirus.example" for n in range(5)))
    assert send_notices() == 5 and dialled == [1]
    assert set(Sending.objects.values_list("state", "attempts")) == {("waiting", 1)}
    assert "Connection refused" in Sending.objects.first().last_error


def test_signing_in_works_with_a_greek_password(server, office):
    MailServer.objects.update(username="pindos", secret=sealed(PASSWORD))
    tell_by_mail("dafni@epirus.example")
    send_notices()
    assert fate_of("dafni@epirus.example").state == "sent" and "A=plain:pindos" in office.log()


@pytest.mark.parametrize("wrong", ["wrong", "λάθος"])
def test_a_wrong_password_is_told_in_the_servers_words_and_blames_no_letter(server, office, wrong):
    MailServer.objects.update(username="pindos", secret=sealed(wrong))
    tell_by_mail("dafni@epirus.example")
    send_notices()
    told = fate_of("dafni@epirus.example")
    words = "Ο διακομιστής δεν δέχεται το όνομα χρήστη ή τον κωδικό."
    assert (told.state, told.why) == ("waiting", f"{words} (535 Incorrect authentication data)")


def test_a_server_without_the_wanted_protection_gets_no_mail(server, office):
    MailServer.objects.update(security="starttls")
    tell_by_mail("dafni@epirus.example")
    send_notices()
    told = fate_of("dafni@epirus.example")
    assert told.state == "waiting" and "STARTTLS" in told.last_error
    assert told.why.startswith("Ο διακομιστής δεν προσφέρει κάτι από αυτά που ζητούνται.")
    assert not office.mails()


@pytest.mark.parametrize("address", ["", "δάφνη@epirus.example", "a b@epirus.example", "dafni"])
def test_an_address_that_no_mail_can_go_to_fails_in_words_and_stops_no_other(
    server, office, address
):
    tell_by_mail(address, "dafni@epirus.example")
    send_notices()
    assert fate_of("dafni@epirus.example").state == "sent"
    bad = fate_of(address)
    assert bad.state == "failed" and len(bad.last_error) > 10


def test_a_greek_domain_is_written_as_the_net_knows_it(server, office):
    tell_by_mail("dafni@ήπειρος.example")
    send_notices()
    (mail,) = office.arrived(1)
    assert mail["Envelope-To"] == "dafni@xn--jxaomycip.example"


def test_no_header_can_be_smuggled_in(server, office):
    tell_by_mail("dafni@epirus.example", say=lambda: ("Α\r\nBcc: evil@example.gr", "x"))
    Notice.objects.update(title="Α\r\nBcc: evil@example.gr")
    send_notices()
    (mail,) = office.arrived(1)
    assert mail["Subject"] == "Α Bcc: evil@example.gr" and mail["Bcc"] is None


def test_nothing_goes_out_while_the_server_is_off_and_it_goes_when_it_is_on_again(server, office):
    tell_by_mail("dafni@epirus.example")
    MailServer.objects.update(is_on=False)
    assert send_notices() == 0 and Sending.objects.get().state == "waiting"
    tell_by_mail("giorgos@epirus.example", key="event 2")
    MailServer.objects.update(is_on=True)
    assert send_notices() == 1
    assert Sending.objects.count() == 1


def test_a_sender_that_died_only_delays_its_letters(server, office, monkeypatch):
    tell_by_mail("dafni@epirus.example")

    def die(self, letter):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(smtp.Line, "send", die)
        with pytest.raises(SystemExit):
            send_notices()
    assert send_notices() == 0
    Sending.objects.update(lease_until=timezone.now() - posting.LEASE)
    assert send_notices() == 1 and Sending.objects.get().attempts == 2


def test_a_second_try_carries_the_same_message_id(server, office, monkeypatch):
    tell_by_mail("dafni@epirus.example")
    monkeypatch.setattr(posting, "_note", lambda sending, fate: None)
    post_batch()
    Sending.objects.update(lease_until=None)
    post_batch()
    first, second = office.arrived(2)
    assert first["Message-ID"] == second["Message-ID"]


def test_a_mail_that_the_server_finds_too_big_is_refused_for_good(server, office, monkeypatch):
    def too_big(self, message):
        raise smtplib.SMTPDataError(552, b"message too big")

    monkeypatch.setattr(smtplib.SMTP, "data", too_big)
    tell_by_mail("dafni@epirus.example")
    send_notices()
    assert fate_of("dafni@epirus.example").last_error == "552 message too big"
    assert fate_of("dafni@epirus.example").state == "failed"
