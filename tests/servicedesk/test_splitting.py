"""A part of a ticket becomes one of its own: with its files, and for nobody's foreign eyes."""

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.servicedesk.desk import act
from tests.servicedesk.test_merging import merge, state, texts, words

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Forbidden, Invalid, NotFound
from pindos.records.models import Attachment, Entry
from pindos.records.queries import attachment_for
from pindos.servicedesk.cli import group
from pindos.servicedesk.models import Link, Ticket
from pindos.servicedesk.queries import story_of

TITLE = "Και το τηλέφωνο δεν λειτουργεί"


@pytest.fixture
def spoken(ticket, anthi, dafni):
    """A ticket on which both have written, with a file each."""
    for account, verb, text in (
        (anthi, "reply_to_ticket", "Ούτε το τηλέφωνο."),
        (dafni, "reply_to_ticket", "Θα το δούμε χωριστά."),
        (dafni, "note_ticket", "Παλιό τηλεφωνικό κέντρο."),
    ):
        act(
            verb,
            account,
            ticket,
            text=text,
            files=[SimpleUploadedFile(f"{text[:5].strip()}.txt", b"x", "text/plain")],
        )
    return ticket


def ids(*said):
    return [Entry.objects.get(text=text).pk for text in said]


ALL = ("Ούτε το τηλέφωνο.", "Θα το δούμε χωριστά.", "Παλιό τηλεφωνικό κέντρο.")


def test_what_is_chosen_is_read_on_both_with_its_files_and_linked(spoken, anthi, dafni):
    made = act("split_ticket", dafni, spoken, entries=ids(*ALL), title=TITLE)
    assert (made.title, made.requester_id) == (TITLE, anthi.person_id)
    assert [text for text in texts(dafni, made) if text] == list(ALL)
    assert texts(anthi, made) == list(ALL[:2])
    assert set(ALL) <= set(texts(dafni, spoken))
    assert made.number in words(dafni, spoken) and spoken.number in words(dafni, made)
    assert Link.objects.count() == 1
    files = [file.name for m in story_of(viewer_for(dafni), made) for file in m.files]
    assert len(files) == 3


def test_another_requester_reads_the_desk_only(spoken, anthi, zoi, dafni):
    made = act(
        "split_ticket", dafni, spoken, entries=ids(*ALL), title=TITLE, requester="zoi@example.gr"
    )
    assert texts(zoi, made) == ["Θα το δούμε χωριστά."]
    assert spoken.number not in words(zoi, made) and made.number not in words(anthi, spoken)
    by_text = {row.entry.text: row.pk for row in Attachment.objects.select_related("entry")}
    assert attachment_for(viewer_for(zoi), by_text[ALL[1]])
    for text in (ALL[0], ALL[2]):
        with pytest.raises(NotFound):
            attachment_for(viewer_for(zoi), by_text[text])


def test_it_is_undone_by_merging_it_back(spoken, anthi, dafni):
    made = act("split_ticket", dafni, spoken, entries=ids(ALL[0]), title=TITLE)
    act("reply_to_ticket", anthi, made, text="Ακόμη.")
    merge(dafni, made, spoken)
    assert state(made) == "merged" and "Ακόμη." in texts(dafni, spoken)


def test_what_is_not_of_this_ticket_cannot_be_taken(spoken, anthi, dafni, kosmas):
    step = Entry.objects.filter(record=spoken.record_id, kind="step").first().pk
    for entries in ([], [step], [987654321]):
        with pytest.raises(Invalid):
            act("split_ticket", dafni, spoken, entries=entries, title=TITLE)
    with pytest.raises(Forbidden):
        act("split_ticket", anthi, spoken, entries=ids(ALL[0]), title=TITLE)
    with pytest.raises(NotFound):
        act("split_ticket", kosmas, spoken, entries=ids(ALL[0]), title=TITLE)
    assert Ticket.objects.count() == 1


def test_page_api_and_terminal_split(client, call, spoken, dafni):
    client.force_login(dafni)
    at = f"/tickets/{spoken.number}/split/"
    assert ALL[2] in client.get(at).content.decode()
    failed = client.post(at, {"title": TITLE})
    assert failed.status_code == 422 and TITLE in failed.content.decode()
    answer = client.post(at, {"title": TITLE, "entries": ids(ALL[0])}, follow=True)
    assert TITLE in answer.content.decode() and ALL[0] in answer.content.decode()
    api = f"tickets/{spoken.number}/split"
    said = call(dafni, api, key="k", title=TITLE, entries=ids(ALL[1])).json()
    assert said == call(dafni, api, key="k", title=TITLE, entries=ids(ALL[1])).json()
    [pk] = ids(ALL[1])
    run = CliRunner().invoke(
        group, ["split", spoken.number, TITLE, "--entry", str(pk), "--as", "dafni"]
    )
    assert "new TP-FLO" in run.output and Ticket.objects.count() == 4
