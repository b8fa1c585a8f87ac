"""Somebody outside the register talks with the desk through a real mail server, both ways."""

import mailbox
from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP
from queue import Queue

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.mail import exim
from tests.mail.letters import letter, mailbox_of_florina
from tests.run.house import PATIENCE, until
from tests.servicedesk.desk import act, opened

from pindos.identity.queries import viewer_for
from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.mail.cli import mail
from pindos.mail.models import Arrival
from pindos.mail.terms import Fate
from pindos.notices.commands.posting import post_batch
from pindos.notices.models import MailServer, Sending
from pindos.notices.terms import Hung
from pindos.operations.commands import set_options
from pindos.records.models import Attachment, Blob
from pindos.records.queries import timeline
from pindos.records.terms import Sight
from pindos.servicedesk.commands import release_mail
from pindos.servicedesk.telling import outside

pytestmark = pytest.mark.django_db(transaction=True)
DESK, MARIA = "support@apdhp.example", "maria.papa@ote.example"
PLAN = "Κάτοψη: ο δρομολογητής είναι στο υπόγειο.".encode()


class Post:
    """What Exim has handed to the pipe, and what it has brought to people's mailbox."""

    def __init__(self):
        self.handed = Queue()
        self.seen = 0

    def receive(self, raw):
        self.handed.put(raw)
        return 0, ""

    def take_in(self):
        """The next message, by the command that a mail server calls; what became of it."""
        raw = self.handed.get(timeout=PATIENCE)
        done = CliRunner().invoke(mail, ["receive", "--recipient", DESK], input=raw)
        assert done.exit_code == 0, done.output
        _work()
        return Arrival.objects.latest("pk")

    def next_letter(self):
        """The next one that came to a mailbox outside; no other came with it."""
        post_batch()
        path = self.server.home / "post"
        until(lambda: len(_messages(path)) > self.seen, "a letter")
        until(lambda: not self.server.queue(), "it to be written to its end")
        found = _messages(path)
        self.seen += 1
        assert len(found) == self.seen
        return found[-1]


def _messages(path):
    if not path.exists():
        return []
    return [message_from_bytes(bytes(each), policy=SMTP) for each in mailbox.mbox(path)]


def _work():
    while drain():
        pass


@pytest.fixture
def post(chart, settings, tmp_path):
    settings.HOME = tmp_path
    post = Post()
    with exim.server(post.receive) as post.server:
        MailServer.objects.create(
            host="127.0.0.1",
            port=post.server.port,
            security="none",
            sender="pindos@apdhp.example",
            is_on=True,
        )
        mailbox_of_florina(DESK)
        yield post


def words(message):
    return message.get_body(("plain",)).get_content()


def test_a_stranger_is_answered_gets_a_number_a_file_and_is_heard_again(post, dafni):
    post.server.send(MARIA, letter(MARIA, to=DESK, message_id="<first@ote.example>"), to=DESK)
    arrival = post.take_in()
    assert arrival.fate == Fate.QUARANTINED and arrival.mailbox.address == DESK
    kept = post.next_letter()
    assert kept["To"] == MARIA and kept["In-Reply-To"] == "<first@ote.example>"
    assert "Το μήνυμά σας έφτασε" in words(kept)

    ticket = release_mail(viewer=viewer_for(dafni), arrival_id=arrival.pk)
    _work()
    number = post.next_letter()
    assert ticket.number in number["Subject"] and ticket.number in words(number)

    plan = SimpleUploadedFile("κάτοψη.txt", PLAN, "text/plain")
    act("reply_to_ticket", dafni, ticket, text="Δείτε το σχέδιο.", asks=True, files=[plan])
    _work()
    asked = post.next_letter()
    assert "Δείτε το σχέδιο." in words(asked) and asked["Reply-To"] == DESK
    [file] = asked.iter_attachments()
    assert file.get_filename() == "κάτοψη.txt"
    assert file.get_content().strip().encode() == PLAN

    back = letter(MARIA, "Τον βρήκα.", to=DESK, In_Reply_To=asked["Message-ID"])
    post.server.send(MARIA, back, to=str(asked["Reply-To"]))
    answer = post.take_in()
    assert (answer.fate, answer.about) == (Fate.ADDED, f"servicedesk.ticket:{ticket.pk}")
    last = list(timeline(ticket.record_id, Sight.ALL))[-1]
    assert (last.text, last.author_name) == ("Τον βρήκα.", MARIA)


def replied(post, dafni, *files):
    """What a stranger gets by a reply with these files, scanned as each is given."""
    post.server.send(MARIA, letter(MARIA, to=DESK), to=DESK)
    arrival = post.take_in()
    post.next_letter()
    ticket = release_mail(viewer=viewer_for(dafni), arrival_id=arrival.pk)
    _work()
    post.next_letter()
    sent = [SimpleUploadedFile(name, content, "text/plain") for name, content, _scan in files]
    act("reply_to_ticket", dafni, ticket, text="Δείτε.", files=sent)
    for name, _content, scan in files:
        attachment = Attachment.objects.get(name=name)
        Blob.objects.filter(pk=attachment.blob_id).update(scan=scan)
    _work()


def names_on(message):
    return [file.get_filename() for file in message.iter_attachments()]


def test_only_what_is_clean_leaves_and_a_letter_waits_for_the_scanner(post, dafni):
    set_options(viewer=HOUSE, values={"records.scanner": "127.0.0.1:9"})
    replied(
        post,
        dafni,
        ("καθαρό.txt", b"clean", "clean"),
        ("ιός.txt", b"virus", "infected"),
        ("αργό.txt", b"slow", "pending"),
        ("λάθος.txt", b"error", "error"),
    )
    waits = Sending.objects.get(state="waiting", outside__isnull=False)
    assert waits.next_try_at > timezone.now() + timedelta(minutes=1)
    assert post_batch() == 0 and len(_messages(post.server.home / "post")) == post.seen
    Sending.objects.filter(pk=waits.pk).update(next_try_at=timezone.now())
    letter_out = post.next_letter()
    assert names_on(letter_out) == ["καθαρό.txt"]
    said = " ".join(words(letter_out).split())
    assert "δεν ήρθαν με αυτό το μήνυμα: αργό.txt, λάθος.txt." in said
    assert "ιός.txt" not in said and "ιός.txt" not in letter_out.as_string()


def test_what_is_too_much_for_one_letter_is_named_and_without_a_scanner_files_go(
    post, dafni, monkeypatch
):
    monkeypatch.setattr(outside, "MOST_ENCLOSED", 10)
    replied(
        post,
        dafni,
        ("μικρό.txt", b"12345678", "pending"),
        ("μεγάλο.txt", b"0" * 11, "pending"),
        ("ιός.txt", b"x", "infected"),
        ("δύο.txt", b"ab", "pending"),
    )
    letter_out = post.next_letter()
    assert names_on(letter_out) == ["μικρό.txt", "δύο.txt"]
    said = " ".join(words(letter_out).split())
    assert "δεν ήρθαν με αυτό το μήνυμα: μεγάλο.txt. Για να τα λάβετε, απαντήστε" in said


def test_files_of_a_note_are_no_files_of_a_letter(anthi, dafni):
    ticket = opened(anthi)
    note = SimpleUploadedFile("σημείωση.txt", b"internal", "text/plain")
    act("note_ticket", dafni, ticket, text="Μόνο για εμάς.", files=[note])
    entry = list(timeline(ticket.record_id, Sight.ALL))[-1]
    assert [file.name for file in entry.files] == ["σημείωση.txt"]
    assert outside.files_said(f"ticket-said:{entry.pk}:1") == Hung()
