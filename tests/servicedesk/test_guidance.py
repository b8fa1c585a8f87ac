"""Instructions where people report, on their tickets, and written from what was solved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened

from pindos.kernel.deliveries import drain
from pindos.kernel.errors import Forbidden, Refused
from pindos.knowledge.commands import draft_instruction, note_reading, publish_instruction
from pindos.knowledge.models import Answer, Instruction
from pindos.knowledge.queries import feedback_on
from pindos.servicedesk.commands import (
    Ruling,
    by_rule,
    note_ticket,
    solve_by_instruction,
    viewer_of_unit,
    write_down_ticket,
)
from pindos.servicedesk.models import Guidance, Ticket
from pindos.servicedesk.rules.writing_down import as_steps, without_people

TITLE = "Ο εκτυπωτής δεν τυπώνει"
TYPED = "δεν τυπωνει ο εκτυπωτης μου από το πρωί"


@pytest.fixture
def instruction(dafni):
    viewer = viewer_of(dafni)
    row = draft_instruction(viewer=viewer, title=TITLE, text="1. Σβήστε τον και ανάψτε τον.")
    return publish_instruction(viewer=viewer, instruction_id=row.pk)


def text(client, url, **query):
    answer = client.get(url, query)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_while_somebody_types_what_may_help_appears_and_helping_opens_no_ticket(
    client, anthi, instruction
):
    client.force_login(anthi)
    assert TITLE in text(client, "/report/suggest/", what=TYPED)
    assert TITLE not in text(client, "/report/suggest/", what="χρειάζομαι ένα νέο τηλέφωνο")
    assert "/report/suggest/" in text(client, "/report/")
    plain = client.post("/report/", {"what": TYPED, "urgency": "low", "suggest": "1"})
    page = plain.content.decode()
    assert plain.status_code == 200 and TITLE in page and TYPED in page
    assert not Ticket.objects.exists()
    answer = client.post("/report/helped/", {"instruction": instruction.pk})
    assert answer.url == f"/instructions/{instruction.pk}/" and not Ticket.objects.exists()
    said = Answer.objects.get()
    assert (said.has_helped, said.place) == (True, "report")


def test_an_instruction_closes_a_ticket_of_whoever_asked(client, anthi, dafni, instruction):
    ticket = opened(anthi, title=TITLE)
    with pytest.raises(Forbidden):
        solve_by_instruction(
            viewer=viewer_of(dafni), ticket_id=ticket.pk, instruction_id=instruction.pk
        )
    assert not Answer.objects.exists()
    client.force_login(anthi)
    place = f"/tickets/{ticket.number}/"
    assert f"{place}instructions/" in text(client, place)
    assert "κλείσιμο" in text(client, f"{place}instructions/")
    client.post(f"{place}solve-by-instruction/", {"instruction": instruction.pk})
    ticket.refresh_from_db()
    assert ticket.state == "closed" and Guidance.objects.get().how == "solved"
    assert feedback_on(instruction.edition).helped == 1
    client.force_login(dafni)
    assert ticket.number in text(client, f"/instructions/{instruction.pk}/")


def test_an_instruction_goes_into_a_reply_and_is_tied_to_its_ticket(
    client, anthi, dafni, instruction
):
    ticket = opened(anthi, title=TITLE)
    act("take_ticket", dafni, ticket)
    client.force_login(dafni)
    page = text(client, f"/tickets/{ticket.number}/", instruction=instruction.pk)
    address = f"/instructions/{instruction.pk}/"
    assert address in page and "βήμα βήμα" in page
    assert TITLE in text(client, f"/tickets/{ticket.number}/instructions/")
    act("reply_to_ticket", dafni, ticket, text=f"Δείτε το http://desk.example{address}")
    act("reply_to_ticket", dafni, ticket, text="Και το http://desk.example/instructions/999/")
    while drain():
        pass
    assert [row.how for row in Guidance.objects.all()] == ["sent"]


def test_a_report_right_after_reading_is_counted(anthi, dafni, instruction):
    note_reading(viewer=viewer_of(anthi), instruction_id=instruction.pk)
    opened(anthi, title=TITLE)
    while drain():
        pass
    said = feedback_on(instruction.edition)
    assert (said.readings, said.asked_after) == (1, 1)


def test_from_a_solved_ticket_a_draft_is_written_without_whoever_was_in_it(
    client, anthi, dafni, kosmas
):
    story = "Η Ανθή Καλογήρου δεν τυπώνει. Τηλ. 23850 12345, anthi@example.gr"
    ticket = opened(anthi, title="Εκτυπωτής της Καλογήρου", description=story)
    with pytest.raises(Refused):
        write_down_ticket(viewer=viewer_of(dafni), ticket_id=ticket.pk)
    answer = "Κυρία Καλογήρου, σβήστε τον.\n- Ανάψτε τον."
    act("resolve_ticket", dafni, ticket, answer=answer)
    with pytest.raises(Forbidden):
        write_down_ticket(viewer=viewer_of(anthi), ticket_id=ticket.pk)
    client.force_login(dafni)
    begun = client.post(f"/tickets/{ticket.number}/write-down/")
    row = Instruction.objects.get()
    assert begun.url == f"/instructions/{row.pk}/edit/" and row.state == "draft"
    assert row.unit.key == "TP-FLO" and row.title == "Εκτυπωτής της [όνομα]"
    assert "Καλογήρου" not in row.text and "Ανθή" not in row.text and "12345" not in row.text
    assert "anthi@" not in row.text and "2. Ανάψτε τον." in row.text
    assert Guidance.objects.get().how == "written"
    assert "Όπου αναφέρονταν πρόσωπα" in client.get(begun.url).content.decode()
    assert client.get(f"/tickets/{ticket.number}/instructions/").status_code == 200


def test_what_a_rule_is_called_is_nobodys_name(anthi, dafni):
    ticket = opened(anthi, title="Έλεγχος αντιγράφων", description="Ο Έλεγχος της εβδομάδας.")
    with by_rule(Ruling(0, "Εβδομαδιαίος έλεγχος αντιγράφων", "/automation/routines/1/")):
        viewer = viewer_of_unit(ticket.unit_id)
        note_ticket(viewer=viewer, ticket_id=ticket.pk, text="Άνοιξε αυτόματα.")
    act("resolve_ticket", dafni, ticket, answer="Όλα τα αντίγραφα είναι πλήρη.")
    write_down_ticket(viewer=viewer_of(dafni), ticket_id=ticket.pk)
    row = Instruction.objects.get()
    assert row.title == "Έλεγχος αντιγράφων" and "Ο Έλεγχος της εβδομάδας." in row.text


@given(st.text(st.characters(exclude_characters="@", exclude_categories=("Nd",)), max_size=60))
def test_a_text_without_names_is_left_as_it_is(words):
    assert without_people(words, [], "[όνομα]", "[δ]", "[τ]") == words


def test_names_are_known_in_every_case_and_lines_become_steps():
    text = "Ο Πέτρος είπε του Πέτρου, τον Ζιάκα και του κ. ΖΙΑΚΑ· η πέτρα μένει."
    bare = without_people(text, ["Πέτρος Ζιάκας"], "[όνομα]", "[δ]", "[τ]")
    assert bare == "Ο [όνομα] είπε του [όνομα], τον [όνομα] και του κ. [όνομα]· η πέτρα μένει."
    assert as_steps("Ένα\n\n2. Δύο\n• Τρία") == "1. Ένα\n2. Δύο\n3. Τρία"
