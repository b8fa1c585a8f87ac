"""What was read in a message stands on its page in words, not in codes."""

from email.message import EmailMessage

import pytest

from pindos.mail.queries.beside import invitation_in
from pindos.mail.reading import read
from pindos.mail.web.saying import defects_in, trust_in

CALENDAR = r"""BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Συνάντηση\, δίκτυο
DTSTART;TZID=Europe/Athens:20261202T100000
DTEND:20261202T090000Z
LOCATION:Αίθουσα 2
ORGANIZER;CN=Προϊσταμένη:MAILTO:boss@dioikisi.example
END:VEVENT
END:VCALENDAR
"""


def test_an_invitation_says_what_when_and_where():
    message = EmailMessage()
    message["From"] = "boss@dioikisi.example"
    message.set_content("Σας προσκαλώ.")
    message.add_alternative(CALENDAR, subtype="calendar", params={"method": "REQUEST"})
    said = invitation_in(read(message.as_bytes()).calendar)
    assert said == [
        ("Θέμα", "Συνάντηση, δίκτυο"),
        ("Αρχή", "02/12/2026 10:00"),
        ("Λήξη", "02/12/2026 11:00"),
        ("Τόπος", "Αίθουσα 2"),
        ("Προσκαλεί", "boss@dioikisi.example"),
    ]


@pytest.mark.parametrize("text", ["20261399", "20261202T9", "αύριο", ""])
def test_a_moment_that_is_none_stands_as_it_was_written(text):
    assert invitation_in(f"DTSTART:{text}") == [("Αρχή", text)]


def test_a_day_without_a_time_is_a_day():
    assert invitation_in("DTSTART:20261202") == [("Αρχή", "02/12/2026")]


def test_what_was_wrong_is_said_once_each():
    assert defects_in(["structure", "charset", "charset-2"]) == [
        "τα μέρη του δεν έχουν σωστή δομή",
        "η κωδικοποίηση του κειμένου του βρέθηκε κατ' εκτίμηση",
    ]


@pytest.mark.parametrize(
    ("found", "mood", "words"),
    [
        ({"dmarc": "pass"}, "ok", "στάλθηκε από τον τομέα dioikisi.example. Ποιος άνθρωπος"),
        ({"dmarc": "fail", "spf": "pass"}, "down", "ίσως είναι πλαστός. Μην ανοίξετε"),
        ({"spf": "softfail"}, "down", "ίσως είναι πλαστός"),
        ({"spf": "pass", "dkim": "pass"}, "warn", "Δεν αποδεικνύεται"),
        ({"dmarc": "none", "spf": "none"}, "warn", "Δεν αποδεικνύεται"),
        ({"dmarc": "bestguesspass", "compauth": "pass"}, "ok", "βεβαιώνει ότι στάλθηκε"),
    ],
)
def test_what_the_receiving_server_found_is_said_with_what_it_is_worth(found, mood, words):
    trust = trust_in(found, "a@dioikisi.example")
    assert trust.mood == mood and words in trust.words
    assert len(trust.found) == len(found)


def test_each_result_has_its_words_and_nothing_said_is_no_trust():
    said = trust_in({"dmarc": "pass", "spf": "temperror"}, "a@dioikisi.example").found
    assert said == (("SPF", "error: δεν μπόρεσε να ελεγχθεί"), ("DMARC", "pass: ισχύει"))
    assert trust_in({}, "a@dioikisi.example") is None
    assert trust_in({"arc": "pass"}, "a@dioikisi.example") is None
