"""From a message to work: what it opens, answers, or waits for."""

from email import message_from_bytes
from email.mime.message import MIMEMessage
from email.policy import SMTP

import pytest
from django.urls import reverse
from tests.cast import engaged
from tests.mail.letters import SUBJECT, TEXT, address, came, letter
from tests.servicedesk.desk import act, opened

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.mail.commands import block_sender, take_in
from pindos.mail.models import Arrival, DeadAddress
from pindos.mail.terms import Answer, Fate, Why
from pindos.notices.letters import message_id_of, thread_id_of
from pindos.notices.models import Notice, Sending
from pindos.operations.commands import set_options
from pindos.organisation.models import Person
from pindos.records.queries import participants_of, timeline
from pindos.records.terms import Sight
from pindos.search.queries import found_for
from pindos.servicedesk.commands.mailing import take_up_mail
from pindos.servicedesk.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def entries(ticket):
    return [entry.text for entry in timeline(ticket.record_id, Sight.ALL)]


def test_a_message_of_a_civil_servant_is_a_ticket_of_the_department_of_their_site(anthi, dafni):
    arrival = came(letter(address(anthi)))
    ticket = Ticket.objects.get()
    assert (arrival.fate, arrival.why) == (Fate.OPENED, Why.NEW)
    assert arrival.about == f"servicedesk.ticket:{ticket.pk}"
    assert ticket.title == SUBJECT and ticket.requester_id == anthi.person_id
    assert ticket.number.startswith("FLO-")
    assert entries(ticket)[0] == TEXT


def test_whoever_wrote_is_answered_with_the_number(anthi):
    came(letter(address(anthi)))
    ticket = Ticket.objects.get()
    told = Notice.objects.get(person=anthi.person_id)
    assert told.title.startswith(ticket.number) and SUBJECT in told.text


def test_a_message_that_comes_twice_is_one_ticket(anthi):
    raw = letter(address(anthi))
    relayed = b"Received: from relay.example\r\nX-Original-To: b@apdhp.example\r\n" + raw
    came(raw)
    again = came(relayed)
    assert again.copies == 2 and Ticket.objects.count() == 1


def test_two_messages_that_wrongly_bear_one_message_id_are_two_tickets(anthi):
    sender = address(anthi)
    came(letter(sender, message_id="<same@broken.example>"))
    came(letter(sender, "Χάλασε και το τηλέφωνο.", message_id="<same@broken.example>"))
    assert Ticket.objects.count() == 2


def test_a_forwarded_thread_opens_a_ticket_with_the_thread_in_it(anthi):
    thread = "-------- Προωθημένο μήνυμα --------\nΑπό: ΓΓΠΣ\nΘέμα: Λήξη\n\nΛήγει στις 30/11."
    came(letter(address(anthi), f"Τι κάνουμε με αυτό;\n\n{thread}", subject="Προωθ.: Λήξη"))
    ticket = Ticket.objects.get()
    assert ticket.title == "Λήξη"
    assert "Τι κάνουμε με αυτό;" in entries(ticket)[0]
    assert "Λήγει στις 30/11." in entries(ticket)[0]


def test_an_answer_to_our_letter_lands_on_the_ticket_whatever_its_subject(anthi):
    sender = address(anthi)
    ticket = opened(anthi)
    notice = Notice.objects.create(
        person_id=anthi.person_id, key="k", kind="x", about=f"servicedesk.ticket:{ticket.pk}"
    )
    sent = Sending.objects.create(notice=notice, channel="smtp", address=sender)
    raw = letter(
        sender,
        "Τώρα δουλεύει μόνο το ένα.",
        subject="άλλο θέμα",
        In_Reply_To=message_id_of(sent.pk),
    )
    arrival = came(raw)
    assert (arrival.fate, arrival.why) == (Fate.ADDED, Why.THREAD)
    assert "Τώρα δουλεύει μόνο το ένα." in entries(ticket) and Ticket.objects.count() == 1


def test_an_answer_to_the_message_that_opened_it_lands_there_too(anthi):
    sender = address(anthi)
    came(letter(sender, message_id="<first@mail.example>"))
    arrival = came(letter(sender, "Και στο γραφείο 12.", References="<first@mail.example>"))
    assert arrival.why == Why.THREAD and Ticket.objects.count() == 1


def test_a_colleague_of_the_same_office_may_answer_and_a_stranger_may_not(anthi, dafni, kosmas):
    ticket = opened(anthi)
    near = came(letter(address(dafni), "Το είδα.", subject=f"Re: {ticket.number}"))
    far = came(letter(address(kosmas), "Κι εγώ!", subject=f"Re: {ticket.number}"))
    assert near.fate == Fate.ADDED
    assert (far.fate, far.why) == (Fate.QUARANTINED, Why.NO_PART)
    assert "Κι εγώ!" not in entries(ticket)


def test_what_a_technician_answers_by_mail_is_the_answer_of_the_unit(anthi, dafni):
    ticket = opened(anthi)
    came(letter(address(dafni), "Το κοιτάμε αμέσως.", subject=f"Re: {ticket.number}"))
    last = list(timeline(ticket.record_id, Sight.PUBLIC))[-1]
    assert (last.text, last.author_id) == ("Το κοιτάμε αμέσως.", dafni.person_id)
    assert last.author_unit == "Τμήμα Πληροφορικής Φλώρινας"
    assert Notice.objects.filter(person=anthi.person_id, kind="ticket-replied").exists()


def test_colleagues_to_whom_it_also_went_watch_it_and_others_stay_outside(anthi, kosmas):
    office = {"site": "FLO-DIOIK", "service": "Τμήμα Αδειών Διαμονής Φλώρινας"}
    foteini = engaged("foteini", "Φωτεινή", "Ζέρβα", role="employee", unit="EPWM", **office)
    addressed = ", ".join([address(foteini), address(kosmas), "xenos@outside.example"])
    came(letter(address(anthi), Cc=addressed))
    ticket = Ticket.objects.get()
    assert list(participants_of(ticket.record_id)) == [anthi.person_id, foteini.person_id]
    answer = letter(address(foteini), "Και σε μένα.", subject=f"ΑΠ: {ticket.number}")
    assert came(answer).fate == Fate.ADDED


def test_a_stranger_who_quotes_a_number_goes_to_quarantine(anthi):
    ticket = opened(anthi)
    arrival = came(letter("kakos@outside.example", "Διαβάστε με", subject=ticket.number))
    assert (arrival.fate, arrival.why) == (Fate.QUARANTINED, Why.STRANGER)


def test_a_message_that_names_no_sender_says_that_and_not_that_its_sender_is_unknown(chart):
    arrival = came(b"Subject: \xd0\r\n\r\nNobody says who wrote this.\r\n")
    assert (arrival.sender, arrival.fate) == ("", Fate.QUARANTINED)
    assert (arrival.why, arrival.answer) == (Why.NO_SENDER, Answer.NO_ADDRESS)
    set_options(viewer=HOUSE, values={"mail.who_may_open": "anyone"})
    welcome = came(b"Subject: again\r\n\r\nNobody says who wrote this either.\r\n")
    assert (welcome.fate, welcome.why) == (Fate.UNASSIGNED, Why.NO_SENDER)


def test_our_mark_on_a_message_id_cannot_be_guessed(anthi):
    ticket = opened(anthi)
    forged = thread_id_of(f"servicedesk.ticket:{ticket.pk}").replace("thread.", "thread.", 1)
    forged = forged[:-30] + "0" * 5 + forged[-25:]
    arrival = came(letter("kakos@outside.example", In_Reply_To=forged))
    assert arrival.why == Why.STRANGER and arrival.about == ""


def test_thanks_reopen_nothing_and_wake_nobody(anthi, dafni):
    sender = address(anthi)
    ticket = opened(anthi)
    act("resolve_ticket", dafni, ticket, answer="Αλλάχτηκε το καλώδιο.")
    while drain():
        pass
    before = Notice.objects.count()
    arrival = came(letter(sender, "Ευχαριστώ πολύ!", subject=f"Re: {ticket.number}"))
    ticket.refresh_from_db()
    assert arrival.why == Why.THANKS and ticket.state == "solved"
    assert Notice.objects.count() == before and "Ευχαριστώ πολύ!" in entries(ticket)


def test_what_is_said_after_the_end_is_a_new_ticket_that_names_the_old_one(anthi, dafni):
    sender = address(anthi)
    ticket = opened(anthi)
    act("resolve_ticket", dafni, ticket, answer="Έγινε.")
    act("confirm_ticket", anthi, ticket)
    arrival = came(letter(sender, "Πάλι το ίδιο.", subject=f"Re: [{ticket.number}] Παλιό"))
    new = Ticket.objects.latest("pk")
    assert new.title == "Παλιό"
    assert (arrival.fate, arrival.why) == (Fate.OPENED, Why.CLOSED)
    assert ticket.number in entries(new)[0]


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<nea.apdhp.example>"},
        {"X_Auto_Response_Suppress": "All"},
        {"Return_Path": "<>"},
    ],
)
def test_what_a_machine_wrote_opens_nothing_and_is_answered_by_nobody(anthi, headers):
    arrival = came(letter(address(anthi), **headers))
    assert (arrival.fate, arrival.why) == (Fate.IGNORED, Why.MACHINE)
    assert not Ticket.objects.exists() and not Notice.objects.exists()


def test_two_machines_without_any_header_stop_each_other_by_the_cap(anthi):
    sender = address(anthi)
    set_options(viewer=HOUSE, values={"mail.most_on_thread": 3})
    ticket = opened(anthi)
    fates = [
        came(letter(sender, f"Αυτόματο {n}.", subject=f"Re: {ticket.number}")).fate
        for n in range(5)
    ]
    assert fates == [Fate.ADDED] * 3 + [Fate.QUARANTINED] * 2


def test_a_flood_from_one_address_waits_for_a_person(anthi):
    sender = address(anthi)
    set_options(viewer=HOUSE, values={"mail.most_from_address": 2})
    fates = [came(letter(sender, f"Μήνυμα {n} για κάτι.")).fate for n in range(4)]
    assert fates == [Fate.OPENED] * 2 + [Fate.QUARANTINED] * 2


BOUNCE = """From: MAILER-DAEMON@mail.example
To: pindos@apdhp.example
Subject: Μη παραδοτέο μήνυμα
Message-ID: <b1@mail.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain; charset=utf-8

Το μήνυμα δεν παραδόθηκε: {address}

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {address}
Action: failed
Status: {status}
Diagnostic-Code: smtp; 550 {status} User unknown

--x
Content-Type: text/rfc822-headers

Message-ID: {original}

--x--
"""


def bounced(anthi, status):
    sender = address(anthi)
    ticket = opened(anthi)
    notice = Notice.objects.create(
        person_id=anthi.person_id, key="k", kind="x", about=f"servicedesk.ticket:{ticket.pk}"
    )
    sent = Sending.objects.create(notice=notice, channel="smtp", address=sender)
    raw = BOUNCE.format(address=sender, status=status, original=message_id_of(sent.pk))
    return ticket, sender, came(raw.encode())


def test_a_letter_that_came_back_stands_on_its_ticket_and_ends_further_sending(anthi, dafni):
    ticket, sender, arrival = bounced(anthi, "5.1.1")
    assert arrival.fate == Fate.FAILURE and arrival.about.endswith(f":{ticket.pk}")
    last = list(timeline(ticket.record_id, Sight.ALL))[-1]
    assert last.is_internal and last.facts["address"] == sender
    assert DeadAddress.objects.get().address == sender
    assert Notice.objects.filter(kind="ticket-undelivered", person=dafni.person_id).exists()


def test_nobody_is_asked_to_block_the_mail_server_that_sent_a_letter_back(client, anthi, admin):
    blocking = f"{reverse('mail:sender-list')}?address="
    client.force_login(admin)
    for arrival, is_offered in (
        (bounced(anthi, "5.1.1")[2], False),
        (came(letter("x@shop.example")), True),
    ):
        page = client.get(reverse("mail:arrival-show", args=[arrival.pk])).content.decode()
        assert (blocking in page) is is_offered


def test_a_letter_that_is_only_late_ends_nothing(anthi):
    bounced(anthi, "4.4.1")
    assert not DeadAddress.objects.exists()


def test_a_report_about_an_address_we_never_wrote_to_ends_nothing_for_it(anthi, dafni, kosmas):
    sender, other = address(anthi), address(kosmas)
    ticket = opened(anthi)
    notice = Notice.objects.create(
        person_id=anthi.person_id, key="k", kind="x", about=f"servicedesk.ticket:{ticket.pk}"
    )
    sent = Sending.objects.create(notice=notice, channel="smtp", address=sender)
    more = f"Final-Recipient: rfc822; {other}\nAction: failed\nStatus: 5.1.1\n\n--x"
    raw = BOUNCE.format(address=sender, status="5.1.1", original=message_id_of(sent.pk))
    head, _mark, rest = raw.partition("--x\nContent-Type: text/rfc822")
    assert came(f"{head}{more}\nContent-Type: text/rfc822{rest}".encode()).fate == Fate.FAILURE
    lines = list(timeline(ticket.record_id, Sight.ALL))
    noted = [line.facts.get("address") for line in lines]
    assert noted[-2:] == [sender, other]
    assert [dead.address for dead in DeadAddress.objects.all()] == [sender]


def test_an_attached_message_stands_under_its_own_head_on_the_ticket(anthi, dafni):
    sender, attached = address(anthi), message_from_bytes(letter("help@gsis.example", "Λήγει."))
    message = message_from_bytes(letter(sender, "Δείτε το συνημμένο."), policy=SMTP)
    message.make_mixed()
    message.attach(MIMEMessage(attached))
    came(message.as_bytes())
    ticket = Ticket.objects.get()
    text = entries(ticket)[0]
    assert text.startswith("Δείτε το συνημμένο.\n\n-------- Συνημμένο μήνυμα --------\nΑπό: help@")
    assert text.endswith(f"Στάλθηκε: 27/11/2026 09:13\nΘέμα: {SUBJECT}\n\nΛήγει.")
    found = found_for(viewer_for(dafni), "gsis").items
    assert [each.shown.title for each in found] == [SUBJECT]


def test_nothing_is_taken_from_a_blocked_domain_but_it_is_kept(anthi, admin):
    sender = address(anthi, at="post.apdhp.example")
    block_sender(viewer=viewer_for(admin), address="@apdhp.example", reason="δοκιμή")
    arrival = came(letter(sender))
    assert (arrival.fate, arrival.why) == (Fate.IGNORED, Why.BLOCKED)


def test_what_the_desk_refuses_waits_with_the_reason(anthi):
    sender = address(anthi)
    Person.objects.filter(pk=anthi.person_id).update(site=None)
    arrival = came(letter(sender))
    assert (arrival.fate, arrival.why) == (Fate.QUARANTINED, Why.REFUSED)
    assert arrival.detail and arrival.reason.endswith(arrival.detail)


def test_a_fate_is_decided_once_however_often_the_event_comes(anthi):
    taken = take_in(letter(address(anthi)))
    assert take_up_mail(arrival_id=taken.arrival_id) == Fate.OPENED
    assert take_up_mail(arrival_id=taken.arrival_id) == ""
    assert Ticket.objects.count() == 1 == Arrival.objects.count()
