"""Addressing somebody with @ in what one writes: told once, never what they may not read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.servicedesk.desk import act
from tests.servicedesk.test_telling import told

from pindos.identity.queries import viewer_for
from pindos.kernel.errors import Invalid
from pindos.notices.queries import notices_for
from pindos.records.models import Entry
from pindos.records.queries import participants_of
from pindos.servicedesk.queries import addressable_on
from pindos.servicedesk.rules import mentions_in


@pytest.mark.parametrize(
    ("text", "logins"),
    [
        ("@dafni δες το.", ["dafni"]),
        ("Δες το (@Δάφνη Λιβαδά), @giorgos.", ["δαφνη", "giorgos"]),
        ("Γράψτε στο dafni@example.gr ή δίπλα στο @", []),
        ("@dafni.livada. και @dafni.livada", ["dafni.livada"]),
        ("κόστος@μονάδα, @@dafni", []),
    ],
)
def test_only_what_follows_an_at_sign_on_its_own_is_a_mention(text, logins):
    assert [mention.login for mention in mentions_in(text)][: len(logins)] == logins
    assert len({mention.login for mention in mentions_in(text)}) == len(logins)


@given(st.text(max_size=200))
def test_any_text_can_be_read_for_mentions(text):
    for mention in mentions_in(text):
        assert mention.login and f"@{mention.written}" in text


def test_by_login_or_by_name_without_accents_somebody_is_told_once_and_follows(
    ticket, dafni, giorgos
):
    act("note_ticket", dafni, ticket, text="@giorgos @Γιωργος Πετριδης δείτε το.")
    assert told(dafni, giorgos) == {
        "dafni": ["ticket-new"],
        "giorgos": ["ticket-new", "ticket-mentioned"],
    }
    assert participants_of(ticket.record_id)[giorgos.person_id] == "follower"
    notice = notices_for(viewer_for(giorgos)).get(kind="ticket-mentioned")
    assert "Δάφνη Λιβαδά" in notice.title and "δείτε το" in notice.text
    act("note_ticket", dafni, ticket, text="Και κάτι ακόμη.")
    assert told(giorgos)["giorgos"][-1] == "ticket-watched"


@pytest.mark.parametrize("name", ["@anthi", "@Ανθή Καλογήρου", "@zoi", "@petros", "@kosmas"])
def test_a_note_that_addresses_somebody_who_may_not_read_it_is_refused(
    ticket, dafni, anthi, zoi, petros, kosmas, name
):
    act("add_watcher", dafni, ticket, person="zoi@example.gr")
    before = Entry.objects.count()
    with pytest.raises(Invalid) as refusal:
        act("note_ticket", dafni, ticket, text=f"Ο δρομολογητής είναι παλιός, {name}.")
    assert "εσωτερικά σημειώματα" in str(refusal.value.fields["text"])
    assert Entry.objects.count() == before
    assert all("ticket-mentioned" not in kinds for kinds in told(anthi, zoi, petros).values())


def test_the_page_keeps_a_note_that_was_refused(client, ticket, dafni):
    client.force_login(dafni)
    sent = {"text": "Δεν είναι δικό μας, @anthi.", "to": "inside"}
    answer = client.post(f"/tickets/{ticket.number}/reply/", sent)
    shown = answer.content.decode()
    assert answer.status_code == 422 and "Δεν είναι δικό μας, @anthi." in shown
    assert "Σβήστε το @" in shown


def test_in_a_reply_a_watcher_is_addressed_and_a_stranger_is_refused(
    ticket, dafni, anthi, zoi, petros
):
    act("add_watcher", dafni, ticket, person="zoi@example.gr")
    told(zoi)
    act("reply_to_ticket", dafni, ticket, text="@zoi στείλτε μας τον κωδικό.")
    assert told(zoi, anthi) == {
        "zoi": ["ticket-shown", "ticket-mentioned"],
        "anthi": ["ticket-replied"],
    }
    with pytest.raises(Invalid, match="δεν βλέπει αυτό το αίτημα"):
        act("reply_to_ticket", dafni, ticket, text="@petros ξέρει.")


def test_a_requester_addresses_those_only_who_have_shown_themselves(
    ticket, anthi, dafni, giorgos, petros
):
    act("reply_to_ticket", anthi, ticket, text="@giorgos @petros @kanenas βοήθεια")
    assert "ticket-mentioned" not in told(giorgos)["giorgos"]
    act("reply_to_ticket", dafni, ticket, text="Το κοιτάμε.")
    act("reply_to_ticket", anthi, ticket, text="@dafni ευχαριστώ")
    assert told(dafni)["dafni"].count("ticket-mentioned") == 1
    logins = [row.login for row in addressable_on(viewer_for(anthi), ticket)]
    assert logins == ["dafni"]


def test_what_is_offered_is_who_reads_it(ticket, anthi, dafni, giorgos, zoi, kosmas, get, client):
    act("add_watcher", dafni, ticket, person="zoi@example.gr")
    found = get(dafni, f"tickets/{ticket.number}/addressable").json()
    assert {row["login"]: row["reads_notes"] for row in found} == {
        "giorgos": True,
        "zoi": False,
        "anthi": False,
    }
    client.force_login(dafni)
    at = f"/tickets/{ticket.number}/"
    assert f'hx-get="{at}addressable/"' in client.get(at).content.decode()
    shown = client.get(f"{at}addressable/").content.decode()
    assert "@giorgos" in shown and "μόνο σε απαντήσεις" in shown
    part = client.get(f"{at}addressable/", headers={"HX-Request": "true"}).content.decode()
    assert "@zoi" in part and "<html" not in part
    client.force_login(zoi)
    assert "μόνο σε απαντήσεις" not in client.get(f"{at}addressable/").content.decode()
