"""The API of tickets: what callers send and get. Refusals stand in test_api_refusals."""

from typing import get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from ninja import Schema
from pydantic import TypeAdapter
from tests.servicedesk.desk import ANSWER, QUESTION, REASON, STORY, TITLE, TRIED, act, opened

from pindos.kernel.models import Event
from pindos.kernel.sealing import seal
from pindos.servicedesk.api.told import TicketOut, TicketPageOut, WholeTicketOut
from pindos.servicedesk.models import Ticket


@pytest.fixture
def path(ticket):
    return f"tickets/{ticket.pk}"


def test_a_report_answers_its_number_its_unit_and_its_state(call, anthi):
    answer = call(
        anthi, "tickets", title=TITLE, description=STORY, prefecture="φλω", impact="unit"
    )
    assert answer.status_code == 201
    body = answer.json()
    assert (body["unit"], body["state"], body["prefecture"]) == ("TP-FLO", "new", "FLO")
    assert body["number"].startswith("FLO-") and body["priority"] == 2
    assert body["requester"]["name"] == "Ανθή Καλογήρου" and body["assignee"] is None
    assert Ticket.objects.get().pk == body["id"]


def test_in_the_prefecture_of_the_seat_work_starts_at_department_alpha(call, anthi):
    answer = call(anthi, "tickets", title=TITLE, description=STORY, prefecture="IOA")
    assert answer.json()["unit"] == "DPE-A"


def test_a_site_gives_the_prefecture_of_the_thing(call, anthi):
    answer = call(anthi, "tickets", title=TITLE, description="", site="KOZ-DIOIK")
    assert (answer.json()["unit"], answer.json()["prefecture"]) == ("TP-KOZ", "KOZ")


def test_a_worker_reports_for_somebody_else(call, dafni, anthi):
    answer = call(dafni, "tickets", title=TITLE, requester="anthi@example.gr")
    assert answer.json()["requester"] == {"id": anthi.person_id, "name": "Ανθή Καλογήρου"}
    assert Event.objects.get(name="servicedesk.TicketOpened").capacity == "technician"


def test_a_request_that_comes_twice_is_one_ticket_and_one_answer(call, anthi):
    body = {"title": TITLE, "description": STORY, "prefecture": "FLO"}
    first = call(anthi, "tickets", key="κλειδί-1", **body)
    again = call(anthi, "tickets", key="κλειδί-1", **body)
    other = call(anthi, "tickets", key="κλειδί-1", **{**body, "title": "Άλλο"})
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert other.status_code == 409 and Ticket.objects.count() == 1


def test_a_referral_goes_out_and_back_by_api(call, get, path, ticket, dafni, iason):
    call(dafni, f"{path}/take")
    answer = call(dafni, f"{path}/refer", tried=TRIED, reason=REASON)
    assert (answer.json()["state"], answer.json()["with_unit"]) == ("referred", "DPE-B")
    assert call(iason, f"tickets/{ticket.number}/accept").json()["state"] == "referred"
    assert call(iason, f"{path}/return", question=QUESTION).json()["state"] == "returned"
    assert call(dafni, f"{path}/refer", tried=TRIED, text=REASON).json()["state"] == "referred"
    answer = call(iason, f"{path}/hand-back", text=ANSWER)
    assert (answer.json()["state"], answer.json()["with_unit"]) == ("returned", "TP-FLO")
    legs = get(dafni, path).json()["legs"]
    assert [leg["outcome"] for leg in legs] == ["question", "answer"]
    assert legs[0]["tried"] == TRIED and legs[1]["reason"] == REASON
    assert [leg["owner"] for leg in legs] == [iason.person_id, iason.person_id]


def test_the_requester_reads_what_is_public_and_no_leg(call, get, path, anthi, dafni):
    call(dafni, f"{path}/note", text="Ο δρομολογητής είναι παλιός.")
    call(dafni, f"{path}/refer", tried=TRIED, reason=REASON)
    mine, theirs = get(anthi, path).json(), get(dafni, path).json()
    assert mine["legs"] == [] and len(theirs["legs"]) == 1
    assert not any(entry["is_internal"] for entry in mine["timeline"])
    assert "Ο δρομολογητής είναι παλιός." in [entry["text"] for entry in theirs["timeline"]]
    assert REASON not in str(mine) and TRIED not in str(mine)


def test_a_ticket_says_what_its_reader_may_do(call, get, path, anthi, dafni, elegktis):
    assert get(anthi, path).json()["acts"] == ["confirm", "edit", "reply", "watchers"]
    assert "refer" in get(dafni, path).json()["acts"]
    assert get(elegktis, path).json()["acts"] == []


def test_assign_resolve_reopen_and_confirm(call, path, anthi, dafni, giorgos):
    answer = call(giorgos, f"{path}/assign", person="dafni@example.gr")
    assert answer.json()["assignee"]["id"] == dafni.person_id
    assert call(giorgos, f"{path}/assign").json()["assignee"]["id"] == giorgos.person_id
    assert call(dafni, f"{path}/reply", text="Το βλέπω.", asks=True).json()["state"] == "waiting"
    assert call(anthi, f"{path}/reply", text="Ναι.").json()["state"] == "assigned"
    assert call(dafni, f"{path}/resolve", answer=ANSWER).json()["state"] == "solved"
    assert call(anthi, f"{path}/reopen").json()["state"] == "assigned"
    assert call(anthi, f"{path}/confirm").json()["state"] == "closed"


def test_priority_follows_impact_and_urgency(call, path, dafni):
    answer = call(dafni, f"{path}/priority", impact="all", urgency="high")
    assert answer.json()["priority"] == 4


def test_a_move_goes_to_a_unit_or_to_a_place(call, path, dafni, kosmas):
    answer = call(dafni, f"{path}/move", unit="TP-KOZ", reason="Είναι της Κοζάνης.")
    assert (answer.json()["unit"], answer.json()["prefecture"]) == ("TP-KOZ", "KOZ")
    answer = call(kosmas, f"{path}/move", prefecture="ΦΛΩ", text="Όχι, της Φλώρινας.")
    assert (answer.json()["unit"], answer.json()["prefecture"]) == ("TP-FLO", "FLO")


def test_recall_gives_the_work_back_to_the_unit(call, path, dafni, iason):
    call(dafni, f"{path}/refer", tried=TRIED, reason=REASON)
    answer = call(dafni, f"{path}/recall", reason="Βρέθηκε.")
    assert (answer.json()["state"], answer.json()["with_unit"]) == ("new", "TP-FLO")


def test_an_administrator_acts_for_any_unit_and_the_audit_says_so(call, path, admin):
    assert call(admin, f"{path}/take").json()["assignee"]["id"] == admin.person_id
    assert Event.objects.get(name="servicedesk.TicketTaken").capacity == "administrator"


def test_files_come_with_a_reply_or_with_a_note(client, get, path, anthi, dafni):
    client.force_login(dafni)
    for internal in ("false", "true"):
        sent = {
            "files": SimpleUploadedFile("μέτρηση.csv", b"a;b\n1;2\n"),
            "text": "Η μέτρηση.",
            "internal": internal,
        }
        assert client.post(f"/api/v1/{path}/attachments", sent).status_code == 201
    named = [f["name"] for e in get(dafni, path).json()["timeline"] for f in e["files"]]
    public = [f for e in get(anthi, path).json()["timeline"] for f in e["files"]]
    assert named == ["μέτρηση.csv", "μέτρηση.csv"] and len(public) == 1
    sent_back = client.get(public[0]["url"]).streaming_content
    assert b"".join(sent_back) == b"a;b\n1;2\n"


def test_lists_are_narrowed_by_what_is_asked(call, get, anthi, dafni, kosmas, thaleia):
    mine, other = opened(anthi), opened(anthi, title="Δεν τυπώνει ο εκτυπωτής", site="KOZ-DIOIK")
    act("take_ticket", dafni, mine)

    def numbers(account, **asked):
        return [item["id"] for item in get(account, "tickets", **asked).json()["items"]]

    assert numbers(thaleia, unit="TP-KOZ") == [other.pk]
    assert numbers(thaleia, state="assigned,waiting") == [mine.pk]
    assert numbers(thaleia, state="open", prefecture="Κοζάνη") == [other.pk]
    assert numbers(thaleia, late="true") == [] and len(numbers(thaleia, late="")) == 2
    assert numbers(dafni, assignee="me") == [mine.pk]
    assert numbers(thaleia, assignee="none") == [other.pk]
    assert numbers(thaleia, q="ΕΚΤΥΠΩΤΗΣ τυπωνει") == [other.pk]
    assert numbers(thaleia, q=mine.number) == [mine.pk]
    assert numbers(anthi) == [mine.pk, other.pk] and numbers(kosmas) == [other.pk]


def test_a_list_goes_on_where_the_last_page_ended(get, anthi, dafni):
    urgencies = ["low", "high", "normal", "high", "low", "normal", "high"]
    made = [opened(anthi, urgency=urgency) for urgency in urgencies]
    found, after = [], ""
    while True:
        page = get(dafni, "tickets", size=3, after=after).json()
        found += [item["id"] for item in page["items"]]
        if not (after := page["next"]):
            break
    assert found == [t.pk for t in sorted(made, key=lambda t: (-t.priority, t.pk))]


def test_the_feed_goes_on_after_a_seq_and_holds_no_words_of_people(call, get, path, dafni, anthi):
    call(dafni, f"{path}/reply", text="Μυστική λέξη.")
    seal()
    first = get(dafni, "events", size=1).json()
    rest = get(dafni, "events", after=first["next"]).json()
    names = [item["name"] for item in first["items"] + rest["items"]]
    assert names == ["servicedesk.TicketOpened", "servicedesk.TicketReplied"]
    assert "Μυστική" not in str(rest) and TITLE not in str(first)
    assert get(dafni, "events", after=rest["next"]).json() == {"items": [], "next": rest["next"]}
    assert get(anthi, "events").json()["items"] == []


def test_levels_are_read_by_all_and_set_by_an_administrator(call, get, dafni, admin, ticket):
    shipped = {each["scope"]: each["solution"] for each in get(dafni, "levels").json()}
    assert shipped == {"4-0-0": 480, "3-0-0": 960, "2-0-0": 2400, "1-0-0": 4800}
    wanted = {"prefecture": "FLO", "category": "", "answer": 15, "hours": "always"}
    assert call(dafni, "levels", **wanted).status_code == 403
    level = call(admin, "levels", **wanted).json()
    assert (level["answer"], level["solution"], level["hours"]) == (15, None, "always")
    told = {each["key"]: each for each in get(dafni, f"tickets/{ticket.number}/deadlines").json()}
    assert told["solution"]["promised"] == 2400 * 60 and told["solution"]["hours"] == "office"
    assert call(admin, "levels", prefecture="FLO", solution=0).status_code == 422
    assert call(admin, "levels", prefecture="FLO").status_code == 422


def held_against(schema, value):
    """What is sent has the fields that are declared, and values that fit them."""
    strict = TypeAdapter(schema).validate_python(value)
    assert TypeAdapter(schema).dump_python(strict, mode="json").keys() == value.keys()
    for name, field in schema.model_fields.items():
        kinds = [field.annotation, *get_args(field.annotation)]
        for kind in [
            each for each in kinds if isinstance(each, type) and issubclass(each, Schema)
        ]:
            several = value[name] if isinstance(value[name], list) else [value[name]]
            for each in [one for one in several if one is not None]:
                held_against(kind, each)


def test_what_is_sent_as_it_is_fits_what_is_declared(client, call, get, path, dafni, anthi, iason):
    call(dafni, f"{path}/take")
    client.force_login(dafni)
    sent = {"files": SimpleUploadedFile("a.csv", b"a;b\n1;2\n"), "text": "Δείτε."}
    held_against(WholeTicketOut, client.post(f"/api/v1/{path}/attachments", sent).json())
    taken = call(dafni, f"{path}/refer", tried=TRIED, reason=REASON)
    held_against(TicketOut, taken.json())
    held_against(TicketOut, call(anthi, "tickets", title=TITLE, description=STORY).json())
    held_against(WholeTicketOut, get(iason, path).json())
    held_against(WholeTicketOut, get(anthi, path).json())
    held_against(TicketPageOut, get(dafni, "tickets?size=1").json())
