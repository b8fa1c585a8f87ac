"""An instruction with script in it: kept as it was typed at every door, and run at none."""

from click.testing import CliRunner
from tests.knowledge.conftest import TITLE
from tests.servicedesk.desk import opened

from pindos.cli import root
from pindos.knowledge.models import Instruction

SCRIPT = '<script>alert("γεια")</script>'
BAD = f"""Κλειδώθηκε ο κωδικός {SCRIPT}

1. Βήμα <img src=x onerror=alert(1)>
2. [εδώ](javascript:alert(1)) και <svg/onload=alert(1)>
3. <a href="#" onclick="alert(1)">πατήστε</a> ((((a+)+)+)+)+$ 😀"""
BAD_TITLE = f"{TITLE} {SCRIPT}"
LIVE = ("<script>alert", "<img src=x", "<svg/", 'href="javascript:', '<a href="#"')


def assert_dead(words, url):
    """Nothing of what was typed has become markup."""
    assert not [each for each in LIVE if each in words], url
    assert "alert" in words, url


def told(account, *words):
    said = CliRunner().invoke(root(), ["knowledge", *map(str, words), "--as", account.username])
    return said.exit_code, f"{said.output}{said.exception or ''}"


def test_a_script_in_an_instruction_is_words_at_every_door(client, dafni, anthi, tmp_path):
    file = tmp_path / "οδηγία.md"
    file.write_text(BAD, encoding="utf-8")
    client.force_login(dafni)
    sent = {"title": BAD_TITLE, "text": BAD, "kind": "instruction", "audience": "everybody"}
    client.post("/instructions/draft/", {**sent, "unit": "TP-FLO"})
    made = client.post("/api/v1/instructions", sent, "application/json")
    assert made.status_code == 201
    assert told(dafni, "draft", BAD_TITLE, file, "--audience", "everybody")[0] == 0
    rows = list(Instruction.objects.order_by("id"))
    assert [row.text.replace("\r\n", "\n") for row in rows] == [BAD] * 3
    assert {row.title for row in rows} == {BAD_TITLE}
    for row in rows:
        edited = client.post(
            f"/api/v1/instructions/{row.pk}/edit", {"text": BAD + "\n\nΤέλος"}, "application/json"
        )
        assert edited.status_code == 200
        assert client.post(f"/instructions/{row.pk}/publish/").status_code == 302
        page = f"/instructions/{row.pk}/"
        for url in (page, f"{page}edit/", f"{page}print/", f"{page}versions/1/"):
            assert_dead(client.get(url).content.decode(), url)
        html = client.get(f"/api/v1/instructions/{row.pk}").json()["html"]
        assert_dead(html, "html of the API")
        assert "Τέλος" in told(dafni, "show", row.pk)[1]

    client.force_login(anthi)
    ticket = opened(anthi, title="Κλειδώθηκε ο κωδικός")
    words = {"q": "κλειδώθηκε κωδικός", "words": "κλειδώθηκε κωδικός"}
    for url in (
        "/instructions/",
        "/search/",
        "/search/suggest/",
        f"/tickets/{ticket.number}/instructions/",
    ):
        assert_dead(client.get(url, words).content.decode(), url)
    client.force_login(dafni)
    answer = client.get(f"/tickets/{ticket.number}/", {"instruction": rows[0].pk})
    assert_dead(answer.content.decode(), "a reply")


def test_what_cannot_be_kept_says_so_and_comes_back_as_it_was_typed(client, dafni, instruction):
    client.force_login(dafni)
    edit = f"/instructions/{instruction.pk}/edit/"
    long = BAD + "α" * 20_001
    for field, value in (("text", long), ("title", "Τ" * 300 + SCRIPT), ("kind", "βιβλίο")):
        sent = {"title": TITLE, "text": BAD, "kind": "instruction", "audience": "everybody"}
        answer = client.post(edit, {**sent, field: value, "version": instruction.version})
        page = answer.content.decode()
        assert answer.status_code == 422 and "&lt;script&gt;" in page, field
        assert "<script>alert" not in page, field
        said = client.post(
            f"/api/v1/instructions/{instruction.pk}/edit",
            {field: value},
            "application/json",
        )
        assert said.status_code == 422 and field in str(said.json()), field
    instruction.refresh_from_db()
    assert instruction.title == TITLE and instruction.version == 1


def test_a_file_that_is_no_text_is_refused_in_a_terminal(dafni, instruction, tmp_path):
    file = tmp_path / "εικόνα.md"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    for words in (("draft", TITLE, file), ("edit", instruction.pk, "--text", file)):
        code, said = told(dafni, *words)
        assert code == 2 and "UTF-8" in said, said
    assert Instruction.objects.count() == 1
