"""Tickets that are dealt with as one: nobody reads a foreign requester's words, all is undone."""

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.cast import chart_with_sites, engaged
from tests.servicedesk.desk import ANSWER, act, opened, referred
from tests.servicedesk.test_telling import told
from tests.threads import together

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.records.models import Attachment, Entry
from pindos.records.queries import attachment_for
from pindos.servicedesk.cli import group
from pindos.servicedesk.models import Effort, Merge, Share, Task, Ticket
from pindos.servicedesk.queries import queue_of, story_of, ticket_by, tickets_for


def texts(account, ticket):
    ticket = Ticket.objects.get(pk=ticket.pk)
    return [moment.text for moment in story_of(viewer_for(account), ticket) if moment.text]


def words(account, ticket):
    ticket = Ticket.objects.get(pk=ticket.pk)
    return " ".join(moment.words for moment in story_of(viewer_for(account), ticket))


def merge(account, ticket, into):
    return act("merge_ticket", account, ticket, into=into.number)


def state(ticket):
    return Ticket.objects.get(pk=ticket.pk).state


@pytest.fixture
def two(anthi, zoi, dafni):
    """The same trouble, reported by two who must not read each other."""
    first = opened(anthi, title="Δεν έχω δίκτυο", description="Λόγια της Ανθής.")
    second = opened(zoi, title="Ούτε εγώ", description="Λόγια της Ζωής.")
    return first, second


def test_what_both_wrote_is_read_together_with_its_origin_by_the_desk_only(two, anthi, zoi, dafni):
    first, second = two
    merge(dafni, second, first)
    act("reply_to_ticket", zoi, second, text="Και το τηλέφωνο δεν λειτουργεί.")
    act("reply_to_ticket", anthi, first, text="Ακόμη τίποτα.")
    act("reply_to_ticket", dafni, first, text="Το κοιτάμε για όλους.")
    read = {m.text: m.origin for m in story_of(viewer_for(dafni), first) if m.text}
    assert read == {
        "Λόγια της Ανθής.": "",
        "Λόγια της Ζωής.": second.number,
        "Και το τηλέφωνο δεν λειτουργεί.": second.number,
        "Ακόμη τίποτα.": "",
        "Το κοιτάμε για όλους.": "",
    }
    assert texts(anthi, first) == ["Λόγια της Ανθής.", "Ακόμη τίποτα.", "Το κοιτάμε για όλους."]
    assert texts(zoi, second) == [
        "Λόγια της Ζωής.",
        "Και το τηλέφωνο δεν λειτουργεί.",
        "Το κοιτάμε για όλους.",
    ]
    assert first.number not in words(zoi, second) and second.number not in words(anthi, first)
    with pytest.raises(NotFound):
        ticket_by(viewer_for(zoi), first.number)


def test_each_requester_is_told_under_their_own_number_and_the_desk_of_both(
    two, anthi, zoi, dafni, giorgos
):
    first, second = two
    act("take_ticket", giorgos, first)
    merge(dafni, second, first)
    act("reply_to_ticket", dafni, first, text="Το κοιτάμε.")
    act("reply_to_ticket", zoi, second, text="Ευχαριστώ.")
    act("resolve_ticket", giorgos, first, answer=ANSWER)
    kinds = told(anthi, zoi, giorgos)
    assert kinds["anthi"] == ["ticket-taken", "ticket-replied", "ticket-resolved"]
    assert kinds["zoi"] == ["ticket-merged", "ticket-replied", "ticket-resolved"]
    assert kinds["giorgos"][-2:] == ["ticket-spoken", "ticket-answered"]
    assert ANSWER in texts(zoi, second) and state(second) == "merged"


def test_a_file_of_a_shared_reply_opens_for_all_and_no_other_file_does(two, anthi, zoi, dafni):
    first, second = two
    merge(dafni, second, first)
    for account, name, verb in (
        (dafni, "οδηγίες.txt", "reply_to_ticket"),
        (dafni, "μέσα.txt", "note_ticket"),
        (anthi, "οθόνη.txt", "reply_to_ticket"),
    ):
        act(verb, account, first, files=[SimpleUploadedFile(name, b"x", "text/plain")])
    pk = {row.name: row.pk for row in Attachment.objects.all()}
    assert attachment_for(viewer_for(zoi), pk["οδηγίες.txt"])
    for name in ("μέσα.txt", "οθόνη.txt"):
        with pytest.raises(NotFound):
            attachment_for(viewer_for(zoi), pk[name])


def test_undone_each_thing_is_where_it_was_also_what_came_since(two, anthi, zoi, dafni, giorgos):
    first, second = two
    act("assign_ticket", dafni, second, person_id=giorgos.person_id)
    merge(dafni, second, first)
    assert state(second) == "merged"
    assert not queue_of(viewer_for(dafni)).filter(pk=second.pk).exists()
    act(
        "reply_to_ticket",
        zoi,
        second,
        text="Κι άλλο.",
        files=[SimpleUploadedFile("οθόνη.txt", b"x", "text/plain")],
    )
    act("note_ticket", dafni, second, text="Σημείωμα.")
    act("add_tasks", dafni, second, lines=["Καλώδιο"])
    act("spend_time", dafni, second, spent="15")
    act("reply_to_ticket", dafni, first, text="Πριν την αναίρεση.")
    act("unmerge_ticket", dafni, second)
    act("reply_to_ticket", dafni, first, text="Μετά την αναίρεση.")
    after = Ticket.objects.get(pk=second.pk)
    assert (after.state, after.assignee_id) == ("assigned", giorgos.person_id)
    assert texts(dafni, first) == ["Λόγια της Ανθής.", "Πριν την αναίρεση.", "Μετά την αναίρεση."]
    assert "Κι άλλο." in texts(dafni, second) and "Πριν την αναίρεση." in texts(zoi, second)
    assert "Μετά την αναίρεση." not in texts(zoi, second)
    assert Task.objects.get().ticket_id == Effort.objects.get().ticket_id == second.pk
    assert Attachment.objects.get(name="οθόνη.txt").entry.record_id == second.record_id
    with pytest.raises(Refused, match="δεν έχει συγχωνευτεί"):
        act("unmerge_ticket", dafni, second)


def test_what_waited_for_an_answer_that_came_goes_back_to_work(two, zoi, dafni):
    first, second = two
    act("take_ticket", dafni, second)
    act("reply_to_ticket", dafni, second, text="Ποια πρίζα;", asks=True)
    merge(dafni, second, first)
    act("reply_to_ticket", zoi, second, text="Η δεξιά.")
    act("unmerge_ticket", dafni, second)
    assert state(second) == "assigned"


def test_chains_are_dealt_with_at_their_end_and_come_apart_link_by_link(two, anthi, zoi, dafni):
    first, second = two
    third = opened(anthi, title="Έπεσε το δίκτυο", description="Τρίτη αναφορά.")
    merge(dafni, second, first)
    merge(dafni, first, third)
    assert set(Merge.objects.values_list("root_id", flat=True)) == {third.pk}
    act("reply_to_ticket", dafni, third, text="Για όλους.")
    assert "Για όλους." in texts(zoi, second) and "Για όλους." in texts(anthi, first)
    assert "Λόγια της Ζωής." in texts(dafni, third)
    act("unmerge_ticket", dafni, first)
    assert Merge.objects.get(ticket=second, undone_at=None).root_id == first.pk
    assert "Λόγια της Ζωής." not in texts(dafni, third)
    assert "Λόγια της Ζωής." in texts(dafni, first)
    act("unmerge_ticket", dafni, second)
    assert texts(dafni, first)[-1] != "Λόγια της Ζωής."


def test_what_cannot_be_merged_is_refused_in_words(two, anthi, dafni, kosmas, giorgos):
    first, second = two
    away = opened(anthi, title="Στη Διεύθυνση")
    referred(dafni, away)
    with pytest.raises(Refused, match="Διεύθυνση"):
        merge(dafni, away, first)
    merge(dafni, second, first)
    with pytest.raises(Refused, match=f"Συγχωνεύστε το στο {first.number}"):
        merge(dafni, opened(anthi), second)
    with pytest.raises(Refused, match="έχει συγχωνευτεί"):
        merge(dafni, first, second)
    done = opened(anthi)
    act("resolve_ticket", dafni, done, answer=ANSWER)
    with pytest.raises(Refused, match="δεν είναι πια ανοιχτό"):
        merge(dafni, opened(anthi), done)
    with pytest.raises(Invalid):
        merge(dafni, first, first)
    with pytest.raises(Invalid):
        merge(dafni, first, opened(anthi, prefecture="KOZ"))
    with pytest.raises(Forbidden):
        act("merge_ticket", anthi, opened(anthi), into=first.number)
    asked = opened(anthi)
    act("ask_approval", dafni, asked, question="Να αγοραστεί;")
    with pytest.raises(Refused, match="περιμένει έγκριση"):
        merge(dafni, asked, first)
    with pytest.raises(Refused, match="Συγχωνε|συγχωνε"):
        act("resolve_ticket", dafni, second, answer=ANSWER)


def test_across_units_both_must_be_ones_own(anthi, dafni, kosmas, thaleia):
    here, there = opened(anthi), opened(anthi, prefecture="KOZ")
    merge(thaleia, there, here)
    assert "Εδώ συγχωνεύτηκε" not in words(dafni, here)
    act("reply_to_ticket", dafni, here, text="Το κοιτάμε.")
    assert "Το κοιτάμε." in texts(kosmas, there)
    act("unmerge_ticket", kosmas, there)
    assert state(there) == "new"


def test_a_watcher_of_a_merged_ticket_reads_what_its_requester_reads(two, anthi, zoi, dafni):
    first, second = two
    lena = engaged("lena", "Ελένη", "Ρήγα", role="employee", unit="EPWM", site="KOZ-DIOIK")
    act("add_watcher", dafni, second, person="lena@example.gr")
    merge(dafni, second, first)
    act("reply_to_ticket", dafni, first, text="Για όλους.")
    assert texts(lena, second) == texts(zoi, second)
    assert [row.pk for row in tickets_for(viewer_for(lena))] == [second.pk]


def test_pages_show_what_will_happen_first(client, two, anthi, zoi, dafni):
    first, second = two
    client.force_login(dafni)
    at = f"/tickets/{second.number}/"
    assert client.get(f"{at}merge/").status_code == 200
    shown = client.post(f"{at}merge/", {"other": first.number}).content.decode()
    assert "Τι θα γίνει" in shown and "Ζωή Παπακωνσταντίνου-Βλάχου" in shown
    assert not Merge.objects.exists()
    assert client.post(f"{at}merge/", {"other": "ΦΛΩ 9999"}).status_code == 422
    client.post(f"{at}merge/", {"other": first.number, "sure": "on"})
    shown = client.get(at).content.decode()
    assert first.number in shown and "Αναίρεση της συγχώνευσης" in shown
    shown = client.get(f"/tickets/{first.number}/").content.decode()
    assert "γράφτηκε στο" in shown and "Οι απαντήσεις σας πηγαίνουν και σε" in shown
    client.force_login(zoi)
    shown = client.get(at).content.decode()
    assert "μαζί με άλλες αναφορές" in shown and first.number not in shown
    assert "Λόγια της Ανθής." not in shown
    client.force_login(dafni)
    assert client.post(f"{at}unmerge/").status_code == 302 and state(second) == "new"


def test_the_api_and_a_terminal_do_the_same(call, get, two, zoi, dafni):
    first, second = two
    said = call(dafni, f"tickets/{second.number}/merge", key="k", into=first.number)
    assert said.json()["state"] == "merged"
    assert get(dafni, f"tickets/{second.number}/merged").json()["into"]["id"] == first.pk
    found = get(dafni, f"tickets/{first.number}/merged").json()["tickets"]
    assert [row["id"] for row in found] == [second.pk]
    assert get(zoi, f"tickets/{second.number}/merged").json() == {"into": None, "tickets": []}
    assert call(dafni, f"tickets/{second.number}/unmerge").json()["state"] == "new"
    run = CliRunner()
    merged = run.invoke(group, ["merge", second.number, first.number, "--as", "dafni"]).output
    assert "merged" in merged
    assert "new" in run.invoke(group, ["unmerge", second.number, "--as", "dafni"]).output


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_two_who_merge_each_into_the_other_do_not_lose_either(anthi, zoi, dafni, giorgos):
    first, second = opened(anthi), opened(zoi)
    refused = []

    def merging(account, ticket, into):
        def work():
            try:
                merge(account, ticket, into)
            except Refused as refusal:
                refused.append(str(refusal))

        return work

    together(merging(dafni, first, second), merging(giorgos, second, first))
    assert len(refused) == 1 and Merge.objects.filter(undone_at=None).count() == 1
    assert sorted([state(first), state(second)]) == ["merged", "new"]


ACTS = st.tuples(
    st.sampled_from(["merge", "undo", "ask", "answer", "note", "time"]),
    st.integers(0, 2),
    st.integers(0, 2),
)


class TestAnySequence(TestCase):
    """Whatever is merged, written and undone in whatever order."""

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ACTS, min_size=4, max_size=12))
    def test_each_thing_stays_at_its_origin_and_no_foreign_words_are_read(self, acts):
        people, desk, tickets = scene()
        wrote = {}
        for n, (verb, one, other) in enumerate(acts):
            text = f"λόγια {n} του {one}"
            if done(verb, people[one], desk, tickets[one], tickets[other], text):
                wrote[text] = (tickets[one].record_id, verb, one)
        for text, (record, verb, one) in wrote.items():
            assert Entry.objects.get(text=text).record_id == record
            for at, person in enumerate(people):
                may = verb == "answer" or (verb == "ask" and at == one)
                assert may or text not in texts(person, tickets[at])
        for row in list(Merge.objects.filter(undone_at=None)):
            act("unmerge_ticket", desk, row.ticket)
        for ticket in tickets:
            own = {text for text, (record, *_) in wrote.items() if record == ticket.record_id}
            sent = set(Share.objects.filter(ticket=ticket).values_list("entry__text", flat=True))
            assert set(texts(desk, ticket)) - {"αρχή"} == own | sent
            assert state(ticket) != "merged"


def done(verb, person, desk, ticket, other, text):
    """Whether something was written: whoever asked (ask), the desk (answer, note)."""
    said = {
        "ask": lambda: act("reply_to_ticket", person, ticket, text=text),
        "answer": lambda: act("reply_to_ticket", desk, ticket, text=text),
        "note": lambda: act("note_ticket", desk, ticket, text=text),
    }
    acts = {
        "merge": lambda: merge(desk, ticket, other),
        "undo": lambda: act("unmerge_ticket", desk, ticket),
        "time": lambda: act("spend_time", desk, ticket, spent="5"),
    }
    try:
        (said | acts)[verb]()
    except (Refused, Invalid):
        return False
    return verb in said


def scene():
    """Three who report, and somebody of the desk."""
    chart_with_sites()
    desk = engaged("dafni", "Δάφνη", "Λιβαδά", role="technician", unit="TP-FLO", site="FLO-DIOIK")
    people = [
        engaged(f"p{n}", f"Πρόσωπο{n}", "Φλωρίνης", role="employee", unit="EPWM", site="FLO-DIOIK")
        for n in range(3)
    ]
    return people, desk, [opened(person, description="αρχή") for person in people]
