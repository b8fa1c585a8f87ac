"""The API says no in words, in the caller's language, with what to do; never a stack trace."""

import json
from functools import partial

import pytest
from django.test import override_settings
from tests.servicedesk.desk import ANSWER, REASON, STORY, TITLE, TRIED, act

from pindos.identity.commands import create_token
from pindos.identity.queries import viewer_for
from pindos.servicedesk import commands
from pindos.servicedesk.models import Ticket

ACTS = {
    "take": {},
    "edit": {"title": TITLE},
    "assign": {},
    "reply": {"text": STORY},
    "note": {"text": STORY},
    "priority": {"impact": "all", "urgency": "high"},
    "refer": {"tried": TRIED, "reason": REASON},
    "accept": {},
    "return": {"question": STORY},
    "hand-back": {"answer": ANSWER},
    "recall": {},
    "move": {"unit": "TP-KOZ", "reason": REASON},
    "resolve": {"answer": ANSWER},
    "confirm": {},
    "reopen": {},
}


def fields(answer):
    assert answer.status_code == 422, answer.content
    return answer.json()["fields"]


def test_an_unknown_prefecture_is_named_as_the_fault(call, anthi):
    reasons = fields(call(anthi, "tickets", title=TITLE, prefecture="ΧΧΧ"))
    assert list(reasons) == ["prefecture"] and "ΧΧΧ" in reasons["prefecture"]


def test_a_site_outside_the_prefecture_named_is_refused_with_both_names(call, anthi):
    reasons = fields(call(anthi, "tickets", title=TITLE, site="FLO-AMYNT", prefecture="KOZ"))
    assert set(reasons) == {"site", "prefecture"}
    for name in ("Δασονομείο Αμυνταίου", "Φλώρινα", "Κοζάνη"):
        assert name in reasons["site"]


def test_a_title_of_ten_megabytes_is_refused_by_its_length(call, anthi):
    reasons = fields(call(anthi, "tickets", title="a" * 10_000_000, prefecture="FLO"))
    assert list(reasons) == ["title"] and "200" in reasons["title"]
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [("Πρωτόκολλο\x00", "U+0000"), ("αρχείο\u202egpj.exe", "U+202E"), ("α\x1bβ", "U+001B")],
)
def test_what_no_one_can_see_is_refused_with_its_place(call, anthi, text, code):
    reasons = fields(call(anthi, "tickets", title=text, description=text, prefecture="FLO"))
    assert set(reasons) == {"title", "description"} and code in reasons["title"]


def test_half_a_character_is_refused(client, anthi):
    client.force_login(anthi)
    body = '{"title": "\\ud800", "prefecture": "FLO"}'
    answer = client.post("/api/v1/tickets", body, content_type="application/json")
    assert "title" in fields(answer)


def test_all_that_is_missing_is_said_at_once(call, ticket, dafni):
    assert set(fields(call(dafni, f"tickets/{ticket.pk}/refer"))) == {"tried", "reason"}
    reasons = fields(call(dafni, f"tickets/{ticket.pk}/refer", tried=" ", reason="\t"))
    assert set(reasons) == {"tried", "reason"}


@pytest.mark.parametrize("wrong", [["a"], {"a": 1}, 5, None, True])
def test_a_title_that_is_no_text_is_refused(call, anthi, wrong):
    assert list(fields(call(anthi, "tickets", title=wrong, prefecture="FLO"))) == ["title"]


def test_an_unknown_impact_is_refused_with_the_ones_there_are(call, anthi):
    reasons = fields(call(anthi, "tickets", title=TITLE, impact="πολύ", urgency="now"))
    assert "prefecture" in reasons["impact"] and "high" in reasons["urgency"]


def test_an_employee_names_nobody_else_and_learns_nothing_of_who_exists(call, anthi, dafni):
    for other in ("dafni@example.gr", "nobody@example.gr", dafni.person_id, 10**30):
        assert call(anthi, "tickets", title=TITLE, requester=other).status_code == 403
    own = call(anthi, "tickets", title=TITLE, requester="anthi@example.gr")
    assert own.status_code == 201


def test_a_worker_who_names_nobody_known_is_told_so(call, dafni):
    assert "requester" in fields(call(dafni, "tickets", title=TITLE, requester="κανείς"))


@pytest.mark.parametrize("verb", ACTS)
def test_a_foreign_ticket_is_not_found_whether_it_exists_or_not(call, ticket, kosmas, verb):
    there = call(kosmas, f"tickets/{ticket.pk}/{verb}", **ACTS[verb])
    nowhere = call(kosmas, f"tickets/{ticket.pk + 1000}/{verb}", **ACTS[verb])
    assert there.status_code == nowhere.status_code == 404
    assert there.json() == nowhere.json()


@pytest.mark.parametrize("verb", ACTS)
def test_nobody_may_do_anything(call, ticket, verb):
    answer = call(None, f"tickets/{ticket.pk}/{verb}", **ACTS[verb])
    assert answer.status_code == 401 and "Bearer" in answer.json()["detail"]


@pytest.mark.parametrize("verb", ACTS)
def test_an_auditor_sees_all_and_changes_nothing(call, get, ticket, elegktis, verb):
    assert get(elegktis, f"tickets/{ticket.pk}").status_code == 200
    answer = call(elegktis, f"tickets/{ticket.pk}/{verb}", **ACTS[verb])
    assert answer.status_code == 403
    assert Ticket.objects.get().version == 1


def test_a_closed_ticket_says_to_reopen_it_or_to_report_a_new_one(call, ticket, anthi, dafni):
    act("confirm_ticket", anthi, ticket)
    for account in (anthi, dafni):
        answer = call(account, f"tickets/{ticket.pk}/reply", text="Και κάτι ακόμη.")
        assert answer.status_code == 409
        assert "ανοίξτε το ξανά ή αναφέρετε νέο" in answer.json()["detail"]


def test_referring_twice_is_refused_and_says_to_recall_first(call, ticket, dafni):
    path = f"tickets/{ticket.pk}/refer"
    assert call(dafni, path, tried=TRIED, reason=REASON).status_code == 200
    again = call(dafni, path, tried=TRIED, reason=REASON)
    assert again.status_code == 409 and "ανακαλέστε" in again.json()["detail"]


def test_a_stale_version_is_refused_with_who_changed_it(call, ticket, dafni, giorgos):
    act("take_ticket", giorgos, ticket)
    answer = call(dafni, f"tickets/{ticket.pk}/take", version=ticket.version)
    assert answer.status_code == 409
    assert "Γιώργος Πετρίδης" in answer.json()["detail"]
    side = answer.json()["fields"]["assignee"]
    assert (side["yours"], side["theirs"]) == (dafni.person_id, giorgos.person_id)
    assert side["by"] == "Γιώργος Πετρίδης" and side["at"]


def test_the_caller_chooses_the_language_of_a_refusal(client, anthi):
    client.force_login(anthi)
    words = {
        language: client.post(
            "/api/v1/tickets",
            {"prefecture": "FLO"},
            content_type="application/json",
            headers={"Accept-Language": language},
        ).json()["fields"]["title"]
        for language in ("el", "en")
    }
    assert words == {"el": "Αυτό λείπει: στείλτε το.", "en": "This is missing: send it."}


@pytest.mark.parametrize(
    "body", ["{", "[1, 2", b"\xff\xfe", '{"title": NaN', "κείμενο", "[]", "5", '"a"', "null"]
)
def test_what_is_no_json_is_refused_in_words(client, anthi, body):
    client.force_login(anthi)
    answer = client.post("/api/v1/tickets", body, content_type="application/json")
    assert answer.status_code == 400 and "JSON" in answer.json()["detail"]


def test_a_request_without_a_body_is_refused(client, anthi):
    client.force_login(anthi)
    answer = client.post("/api/v1/tickets", "", content_type="application/json")
    assert answer.status_code == 422 and answer.json()["fields"]


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_what_is_too_large_is_refused_as_too_large(call, anthi):
    assert call(anthi, "tickets", title="α" * 2000).status_code == 413


def test_what_breaks_on_our_side_has_a_number_and_no_trace(
    call, ticket, dafni, monkeypatch, caplog
):
    def break_down(**_words):
        raise ZeroDivisionError("μυστικό της εγκατάστασης")

    monkeypatch.setattr(commands, "take_ticket", break_down)
    answer = call(dafni, f"tickets/{ticket.pk}/take")
    body = answer.json()
    assert answer.status_code == 500 and body["reference"] in body["detail"]
    assert "μυστικό" not in json.dumps(body, ensure_ascii=False)
    assert body["reference"] in caplog.text and "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    "query",
    [
        {"size": "0"},
        {"size": "201"},
        {"size": "πολλά"},
        {"state": "open,lost"},
        {"unit": "TP-XXX"},
        {"prefecture": "ΧΧΧ"},
        {"late": "ίσως"},
        {"assignee": "κανείς"},
        {"referral": "up"},
        {"q": "α" * 501},
    ],
)
def test_a_list_refuses_what_it_cannot_use_by_its_field(get, dafni, query):
    assert list(fields(get(dafni, "tickets", **query))) == list(query)


def test_a_broken_cursor_is_refused_in_words(get, dafni):
    answer = get(dafni, "tickets", after="x")
    assert answer.status_code == 409 and answer.json()["detail"]


def test_a_number_that_no_ticket_can_have_is_not_found(get, dafni):
    for name in ("9" * 400, "FLO-2026-9999", "ό,τι να ’ναι", "0", "-1"):
        assert get(dafni, f"tickets/{name}").status_code == 404


def test_files_that_are_not_there_are_asked_for(client, ticket, dafni):
    client.force_login(dafni)
    answer = client.post(f"/api/v1/tickets/{ticket.pk}/attachments", {"text": "α"})
    assert list(fields(answer)) == ["files"]


def test_greek_in_pieces_and_emoji_are_kept_in_one_form(call, anthi):
    decomposed = "Το πρωτο\u0301κολλο  δεν ανοι\u0301γει 😀"
    answer = call(anthi, "tickets", title=decomposed, prefecture="FLO")
    assert answer.json()["title"] == "Το πρωτόκολλο δεν ανοίγει 😀"


def test_a_person_who_does_not_work_there_is_not_given_a_ticket(call, ticket, dafni, kosmas):
    path = f"tickets/{ticket.pk}/assign"
    assert list(fields(call(dafni, path, person="kosmas@example.gr"))) == ["person"]
    assert list(fields(call(dafni, path, person="κανείς"))) == ["person"]


def test_a_ticket_cannot_be_moved_to_nowhere_or_to_where_it_is(call, ticket, dafni):
    path = f"tickets/{ticket.pk}/move"
    assert list(fields(call(dafni, path, reason=REASON))) == ["unit"]
    assert list(fields(call(dafni, path, reason=REASON, unit="EPWM"))) == ["unit"]
    assert list(fields(call(dafni, path, reason=REASON, unit="ΧΧ"))) == ["unit"]
    assert call(dafni, path, reason=REASON, unit="TP-FLO").status_code == 409


def test_a_read_token_does_not_write_and_a_write_token_sets_no_levels(client, admin, ticket):
    def post(scope, path, **body):
        token = create_token(viewer=viewer_for(admin), username="admin", scope=scope, name=scope)
        headers = {"Authorization": f"Bearer {token}"}
        path = f"/api/v1/{path}"
        return client.post(path, body, content_type="application/json", headers=headers)

    assert post("read", f"tickets/{ticket.pk}/take").status_code == 403
    assert post("write", f"tickets/{ticket.pk}/take").status_code == 200
    assert post("write", "levels", prefecture="FLO", answer=5).status_code == 403
    assert post("all", "levels", prefecture="FLO", answer=5).status_code == 200


def test_an_etag_sent_back_is_compared_field_by_field(client, get, ticket, dafni, giorgos):
    tag = get(dafni, f"tickets/{ticket.pk}").headers["ETag"]
    act("set_priority", giorgos, ticket, impact="all", urgency="high")
    path = f"/api/v1/tickets/{ticket.pk}"
    client.force_login(dafni)
    send = partial(client.post, content_type="application/json", headers={"If-Match": tag})
    assert send(f"{path}/take", "{}").status_code == 200
    answer = send(f"{path}/priority", '{"impact": "unit", "urgency": "high"}')
    assert answer.status_code == 412
    assert answer.json()["fields"]["impact"]["theirs"] == "all"
    bad = client.post(f"{path}/take", "{}", content_type="application/json",
                      headers={"If-Match": '"άλλο"'})  # fmt: skip
    assert bad.status_code == 422
