"""Whoever wrote hears what a requester hears, and the page says why somebody does not."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import engaged
from tests.mail.letters import address, came, letter
from tests.mail.test_answers import BOUNCE, MARIA, MX, box, mail, words
from tests.notices.post_office import post_office
from tests.servicedesk.desk import act, opened

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.kernel.errors import NotFound
from pindos.mail.commands import block_sender, take_in_head
from pindos.mail.listings import ARRIVALS
from pindos.mail.models import Arrival
from pindos.mail.terms import Answer, Fate
from pindos.notices.commands.posting import post_batch
from pindos.notices.letters import message_id_of
from pindos.notices.models import MailServer, Notice, Sending
from pindos.operations.commands import set_options
from pindos.records.queries import participants_of
from pindos.records.terms import Part
from pindos.servicedesk.commands import release_mail
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import story_of, ticket_by

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["box"]
NIKOS = "nikos@dei.example"


def done():
    while drain():
        pass


def written_to(sender):
    """The words of all letters to an address outside, oldest first."""
    rows = Sending.objects.filter(outside__address=sender).order_by("pk")
    return [words(mail(row)) for row in rows]


def heard(sender, text):
    return sum(text in letter for letter in written_to(sender))


# why nobody was answered


def one_of_each(box, anthi, admin):
    """Messages with every reason for which their sender is answered or is not."""
    uid = iter(range(1, 90))

    def comes(raw):
        return came(raw, mailbox=box, uid=next(uid))

    def failed(sender, found):
        return comes(letter(sender, Authentication_Results=f"{MX}; {found}"))

    known = comes(letter(address(anthi), message_id="<known@apdhp.example>"))
    found = {
        Answer.TOLD: known,
        Answer.ON_TICKET: comes(
            letter(address(anthi), "Και κάτι.", In_Reply_To="<known@apdhp.example>")
        ),
        Answer.SENT: comes(letter(MARIA)),
        Answer.MACHINE: comes(letter(MARIA, "Απουσιάζω.", Auto_Submitted="auto-replied")),
        Answer.OURSELVES: comes(letter(box.address)),
        Answer.NO_ADDRESS: comes(letter("nikos@localhost")),
        Answer.FORGED: failed(NIKOS, "dmarc=fail"),
    }
    block_sender(viewer=viewer_for(admin), address="@spam.example")
    found[Answer.BLOCKED] = comes(letter("x@spam.example"))
    sending = Sending.objects.get(outside__arrival=found[Answer.SENT])
    comes(BOUNCE.format(address=MARIA, original=message_id_of(sending.pk)).encode())
    found[Answer.DEAD] = comes(letter(MARIA, "Πάλι εγώ."))
    for number in range(5):
        comes(letter("polla@dei.example", f"Νούμερο {number}."))
    found[Answer.ENOUGH] = comes(letter("polla@dei.example", "Ένα ακόμη."))
    set_options(viewer=HOUSE, values={"mail.most_from_address": 1})
    comes(letter("flood@dei.example", "Ένα."))
    found[Answer.FLOOD] = comes(letter("flood@dei.example", "Δύο."))
    set_options(viewer=HOUSE, values={"mail.answers": "nobody"})
    found[Answer.SWITCHED_OFF] = comes(letter("a@dei.example"))
    set_options(viewer=HOUSE, values={"mail.answers": "passed"})
    found[Answer.NOT_PROVEN] = comes(letter("b@dei.example"))
    MailServer.objects.update(is_on=False)
    set_options(viewer=HOUSE, values={"mail.answers": "unless-failed"})
    found[Answer.NO_MAIL] = comes(letter("c@dei.example"))
    return found


def test_each_message_says_what_its_sender_heard_or_why_nothing(box, anthi, admin, dafni, client):
    found = one_of_each(box, anthi, admin)
    assert set(found) == set(Answer)
    assert {answer: row.answer for answer, row in found.items()} == {a: a.value for a in Answer}
    client.force_login(dafni)
    for answer, row in found.items():
        page = client.get(reverse("mail:arrival-show", args=[row.pk])).content.decode()
        assert f"<dt>Απάντηση στον αποστολέα</dt><dd>{answer.label}</dd>" in page, answer
        wanted = f"answer={answer.value}"
        rows = ARRIVALS.found(viewer_for(dafni), wanted)
        assert row in rows and {each.answer for each in rows} == {answer.value}
    page = client.get(reverse("mail:arrival-list")).content.decode()
    assert str(Answer.NO_MAIL.label) in page and 'data-label="Απάντηση στον αποστολέα"' in page


def test_what_the_receiving_server_found_stands_on_the_page(box, dafni, client):
    row = came(letter(MARIA, Authentication_Results=f"{MX}; spf=pass; dmarc=fail"), mailbox=box)
    client.force_login(dafni)
    page = client.get(reverse("mail:arrival-show", args=[row.pk])).content.decode()
    assert "SPF pass: ισχύει" in page and "DMARC fail: ίσως είναι πλαστό" in page
    silent = came(letter(MARIA, "Άλλο."), mailbox=box)
    page = client.get(reverse("mail:arrival-show", args=[silent.pk])).content.decode()
    assert "Ο διακομιστής παραλαβής δεν είπε τίποτα." in page
    set_options(viewer=HOUSE, values={"mail.receiving_server": ""})
    page = client.get(reverse("mail:arrival-show", args=[row.pk])).content.decode()
    assert "Δεν ρωτάμε κανέναν" in page


def test_what_is_too_large_keeps_what_its_sender_heard(box):
    head = letter(MARIA).partition(b"\n\n")[0] + b"\n\n"
    taken = take_in_head(head, 50_000_000, mailbox=box, uid=1)
    done()
    row = Arrival.objects.get(pk=taken.arrival_id)
    assert (row.fate, row.answer) == (Fate.TOO_LARGE, Answer.SENT)


# whoever was put onto a ticket


def put_on(box, dafni, sender, ticket, uid=1):
    arrival = came(letter(sender), mailbox=box, uid=uid)
    release_mail(viewer=viewer_for(dafni), arrival_id=arrival.pk, ticket=ticket.number)
    done()
    return arrival


def test_who_was_put_onto_a_ticket_from_outside_hears_the_desk_and_nothing_else(
    box, anthi, dafni, admin
):
    ticket = opened(anthi)
    put_on(box, dafni, MARIA, ticket)
    act("reply_to_ticket", anthi, ticket, text="Λόγια της Ανθής.")
    act("note_ticket", dafni, ticket, text="Εσωτερική σημείωση.")
    act("reply_to_ticket", dafni, ticket, text="Αλλάξαμε τον μεταγωγέα.")
    done()
    assert heard(MARIA, "Αλλάξαμε τον μεταγωγέα.") == 1
    assert heard(MARIA, "Λόγια της Ανθής.") == heard(MARIA, "Εσωτερική σημείωση.") == 0
    block_sender(viewer=viewer_for(admin), address=MARIA)
    act("resolve_ticket", dafni, ticket, answer="Λύθηκε.")
    done()
    assert heard(MARIA, "Λύθηκε.") == 0


def test_what_they_answer_lands_there_and_a_stranger_s_answer_does_not(box, anthi, dafni):
    ticket = opened(anthi)
    put_on(box, dafni, MARIA, ticket)
    asked = mail(Sending.objects.filter(outside__address=MARIA).latest("pk"))
    back = came(letter(MARIA, "Στον δεύτερο.", In_Reply_To=asked["Message-ID"]), mailbox=box)
    assert (back.fate, back.about) == (Fate.ADDED, f"servicedesk.ticket:{ticket.pk}")
    other = came(letter(NIKOS, "Κι εγώ.", In_Reply_To=asked["Message-ID"]), mailbox=box)
    assert other.fate == Fate.QUARANTINED


def test_a_person_who_was_put_onto_a_ticket_watches_it_until_they_are_removed(
    box, anthi, dafni, client
):
    ticket = opened(anthi)
    far = engaged("nikos", "Νίκος", "Κοζανίτης", role="employee", unit="EPWM", site="KOZ-DIOIK")
    arrival = came(letter(address(far), subject=f"Σχετικά με {ticket.number}"), mailbox=box)
    assert arrival.fate == Fate.QUARANTINED
    with pytest.raises(NotFound):
        ticket_by(viewer_for(far), ticket.number)
    release_mail(viewer=viewer_for(dafni), arrival_id=arrival.pk, ticket=ticket.number)
    act("note_ticket", dafni, ticket, text="Εσωτερική σημείωση.")
    act("reply_to_ticket", dafni, ticket, text="Αλλάξαμε τον μεταγωγέα.")
    done()
    told = " ".join(Notice.objects.filter(person=far.person_id).values_list("text", flat=True))
    assert "Αλλάξαμε τον μεταγωγέα." in told and "Εσωτερική" not in told
    assert participants_of(ticket.record_id)[far.person_id] == Part.WATCHER
    act("remove_watcher", dafni, ticket, person_id=far.person_id)
    act("reply_to_ticket", dafni, ticket, text="Κάτι ακόμη.")
    done()
    told = " ".join(Notice.objects.filter(person=far.person_id).values_list("text", flat=True))
    assert "Κάτι ακόμη." not in told


def test_who_is_in_the_register_by_now_hears_once(box, anthi, dafni):
    ticket = opened(anthi)
    put_on(box, dafni, MARIA, ticket)
    address(anthi)
    type(anthi.person).objects.filter(pk=anthi.person_id).update(email=MARIA)
    act("reply_to_ticket", dafni, ticket, text="Αλλάξαμε τον μεταγωγέα.")
    done()
    assert heard(MARIA, "Αλλάξαμε") == 0
    assert Notice.objects.filter(person=anthi.person_id, text__contains="Αλλάξαμε").count() == 1


# whoever asked what is dealt with in another ticket


@pytest.fixture
def merged(box, anthi, dafni):
    """A ticket that Maria asked for by mail, merged into one of Anthi's."""
    root = opened(anthi)
    arrival = came(letter(MARIA, "Λόγια της Μαρίας."), mailbox=box, uid=1)
    ticket = release_mail(viewer=viewer_for(dafni), arrival_id=arrival.pk)
    act("merge_ticket", dafni, ticket, into=root.number)
    done()
    return ticket, root


def test_who_asked_what_was_merged_hears_the_replies_under_their_own_number(
    merged, dafni, anthi, box
):
    ticket, root = merged
    assert heard(MARIA, ticket.title) and "μαζί με" in " ".join(subjects(MARIA))
    act("reply_to_ticket", anthi, root, text="Λόγια της Ανθής.")
    act("note_ticket", dafni, root, text="Εσωτερική σημείωση.")
    act("reply_to_ticket", dafni, root, text="Αλλάξαμε τον μεταγωγέα. " + "λόγος " * 900)
    done()
    said = written_to(MARIA)[-1]
    assert "Αλλάξαμε τον μεταγωγέα." in said and said.count("λόγος") == 900
    assert ticket.number in subjects(MARIA)[-1] and root.number not in " ".join(subjects(MARIA))
    assert heard(MARIA, "Λόγια της Ανθής.") == heard(MARIA, "Εσωτερική σημείωση.") == 0
    act("resolve_ticket", dafni, root, answer="Λύθηκε για όλους.")
    done()
    assert heard(MARIA, "Λύθηκε για όλους.") == 1


def subjects(sender):
    rows = Sending.objects.filter(outside__address=sender).order_by("pk")
    return [str(mail(row)["Subject"]) for row in rows]


def test_what_they_answer_is_read_by_the_desk_and_by_no_other_requester(merged, dafni, anthi, box):
    ticket, root = merged
    asked = mail(Sending.objects.filter(outside__address=MARIA).latest("pk"))
    back = came(letter(MARIA, "Στον δεύτερο.", In_Reply_To=asked["Message-ID"]), mailbox=box)
    assert (back.fate, back.about) == (Fate.ADDED, f"servicedesk.ticket:{ticket.pk}")
    root.refresh_from_db()
    read = {moment.text for moment in story_of(viewer_for(dafni), root)}
    assert "Στον δεύτερο." in read
    assert "Στον δεύτερο." not in {m.text for m in story_of(viewer_for(anthi), root)}


def test_mail_of_one_requester_is_not_read_by_the_requester_of_what_was_merged(
    box, anthi, dafni, chart
):
    zoi = engaged("zoi", "Ζωή", "Νέα", role="employee", unit="EPWM", site="FLO-DIOIK")
    root = release_mail(viewer=viewer_for(dafni), arrival_id=came(letter(MARIA), mailbox=box).pk)
    other = opened(zoi)
    act("merge_ticket", dafni, other, into=root.number)
    done()
    asked = mail(Sending.objects.filter(outside__address=MARIA).latest("pk"))
    came(letter(MARIA, "Μόνο για το γραφείο.", In_Reply_To=asked["Message-ID"]), mailbox=box)
    other.refresh_from_db()
    assert "Μόνο για το γραφείο." not in {m.text for m in story_of(viewer_for(zoi), other)}


def test_undoing_the_merge_takes_it_back(merged, dafni):
    ticket, root = merged
    act("unmerge_ticket", dafni, ticket)
    done()
    assert "χωριστά" in subjects(MARIA)[-1] or "μόνο του" in subjects(MARIA)[-1]
    act("reply_to_ticket", dafni, root, text="Μόνο για την Ανθή.")
    act("reply_to_ticket", dafni, ticket, text="Μόνο για τη Μαρία.")
    done()
    assert heard(MARIA, "Μόνο για την Ανθή.") == 0
    assert heard(MARIA, "Μόνο για τη Μαρία.") == 1


def test_who_wrote_for_both_hears_once(merged, box, dafni):
    ticket, root = merged
    put_on(box, dafni, MARIA, root, uid=2)
    act("reply_to_ticket", dafni, root, text="Αλλάξαμε τον μεταγωγέα.")
    done()
    assert heard(MARIA, "Αλλάξαμε τον μεταγωγέα.") == 1


# whoever writes much


def test_who_writes_several_messages_is_answered_to_each_in_its_own_thread(chart, anthi, dafni):
    address(dafni)
    with post_office() as office:
        server = {"host": "127.0.0.1", "port": office.port, "sender": "pindos@apdhp.example"}
        MailServer.objects.create(**server, is_on=True)
        for number in range(4):
            raw = letter(
                address(anthi), subject=f"Θέμα {number}", message_id=f"<n{number}@x.example>"
            )
            came(raw)
        Sending.objects.update(next_try_at=timezone.now())
        post_batch()
        got = [each for each in office.arrived(5) if each["To"].endswith(f"<{address(anthi)}>")]
    assert {each["In-Reply-To"] for each in got} == {
        f"<n{number}@x.example>" for number in range(4)
    }
    numbers = Ticket.objects.values_list("number", flat=True)
    assert sorted(each["Subject"].strip().partition(":")[0] for each in got) == sorted(numbers)
