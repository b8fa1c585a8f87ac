"""What the environment says becomes settings, or is refused in words."""

import json
import os
import subprocess
import sys

import pytest

from pindos.config import env
from pindos.config.address import Address, hosts, listening, public_url
from pindos.config.sizes import threads, workers

SETTINGS = """
import json
from pindos.config import settings
found = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
print(json.dumps(found, default=lambda value: None))
"""


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in list(os.environ):
        if name.startswith("PINDOS_") and name != "PINDOS_HOME":
            monkeypatch.delenv(name)


def settings_with(tmp_path, **environment):
    """The settings of a new process: in this one they are read once."""
    surroundings = {**os.environ, "PINDOS_HOME": str(tmp_path / "home"), **environment}
    answer = subprocess.run(
        [sys.executable, "-c", SETTINGS], env=surroundings, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize(
    ("given", "meant", "url"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000), "http://localhost:8000"),
        ("localhost:80", ("localhost", 80), "http://localhost:80"),
        (":8080", ("0.0.0.0", 8080), "http://localhost:8080"),
        ("[::1]:8000", ("::1", 8000), "http://localhost:8000"),
        ("10.0.0.5:8000", ("10.0.0.5", 8000), "http://10.0.0.5:8000"),
        ("[fd00::5]:8000", ("fd00::5", 8000), "http://[fd00::5]:8000"),
    ],
)
def test_an_address_to_listen_on_is_read_and_shown_by_name(monkeypatch, given, meant, url):
    monkeypatch.setenv("PINDOS_LISTEN", given)
    assert listening() == Address(*meant)
    assert public_url() == url


@pytest.mark.parametrize(
    "given",
    ["8000", "localhost", "localhost:", "a:b", "::1:8000", ":0", ":65536", "http://a:80", ":８０"],
)
def test_what_is_no_address_is_refused_with_the_forms_that_are(monkeypatch, given):
    monkeypatch.setenv("PINDOS_LISTEN", given)
    with pytest.raises(env.SettingError, match=r"PINDOS_LISTEN .*HOST:PORT, :PORT"):
        listening()


@pytest.mark.parametrize(
    "given", ["pindos.gr", "ftp://pindos.gr", "https://", "https://pindos.gr/path", "https://a?b"]
)
def test_a_public_address_has_a_scheme_and_a_name_and_no_path(monkeypatch, given):
    monkeypatch.setenv("PINDOS_URL", given)
    with pytest.raises(env.SettingError, match="PINDOS_URL"):
        public_url()


def test_requests_may_call_us_by_each_name_that_was_given(monkeypatch):
    monkeypatch.setenv("PINDOS_URL", "https://pindos.example.gr/")
    monkeypatch.setenv("PINDOS_LISTEN", "[fd00::5]:8000")
    monkeypatch.setenv("PINDOS_HOSTS", "one.example.gr two.example.gr")
    here = {"localhost", "127.0.0.1", "[::1]"}
    given = {"pindos.example.gr", "[fd00::5]", "one.example.gr", "two.example.gr"}
    assert set(hosts()) == here | given


def test_listening_everywhere_does_not_mean_answering_to_every_name(monkeypatch):
    monkeypatch.setenv("PINDOS_LISTEN", ":8000")
    assert set(hosts()) == {"localhost", "127.0.0.1", "[::1]"}


@pytest.mark.parametrize(("processors", "several"), [(1, 2), (2, 2), (3, 3), (8, 8), (64, 8)])
def test_a_process_for_each_processor_answers_on_postgresql_and_one_on_sqlite(
    monkeypatch, processors, several
):
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: range(processors))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert (workers(), threads()) == (1, 32)
    monkeypatch.setenv("DATABASE_URL", "postgresql://pindos@127.0.0.1/pindos")
    assert workers() == several
    assert 70 < workers() * threads() <= 80  # of the 100 connections that PostgreSQL takes
    monkeypatch.setenv("PINDOS_WEB_WORKERS", "200")
    assert (workers(), threads()) == (200, 1)
    monkeypatch.setenv("PINDOS_WEB_THREADS", "5")
    assert threads() == 5


@pytest.mark.parametrize("given", ["0", "-1", "many", "1.5", "", "²"])
def test_a_number_is_a_whole_one_from_one(monkeypatch, given):
    monkeypatch.setenv("PINDOS_WEB_WORKERS", given)
    with pytest.raises(env.SettingError, match="PINDOS_WEB_WORKERS"):
        workers()


def test_under_https_cookies_are_secure_and_the_origin_is_trusted(tmp_path):
    found = settings_with(tmp_path, PINDOS_URL="https://pindos.example.gr")
    assert found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://pindos.example.gr"]
    assert "pindos.example.gr" in found["ALLOWED_HOSTS"]


def test_without_https_cookies_still_work(tmp_path):
    found = settings_with(tmp_path)
    assert not found["SESSION_COOKIE_SECURE"] and not found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] == 0


def test_only_a_trusted_proxy_may_say_that_a_request_came_by_https(tmp_path):
    assert settings_with(tmp_path)["SECURE_PROXY_SSL_HEADER"] is None
    behind = settings_with(tmp_path, PINDOS_TRUSTED_PROXIES="1")
    assert behind["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    first, second = settings_with(tmp_path), settings_with(tmp_path)
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    kept = tmp_path / "home" / "keys" / "secret-key"
    assert kept.stat().st_mode & 0o077 == 0


def test_a_name_that_is_not_ours_gets_words_in_greek(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "Αυτή η διεύθυνση δεν είναι γνωστή εδώ" in answer.text
    assert "evil.example" in answer.text and "PINDOS_HOSTS" in answer.text


def test_a_name_that_is_not_ours_is_repeated_as_text_only(client):
    answer = client.get("/", headers={"host": "<script>alert(1)</script>" + "α" * 500})
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text and "α" * 101 not in answer.text


def test_the_api_says_the_same_as_json(client):
    answer = client.get("/api/v1/tickets", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" in answer.json()["detail"]


def test_health_answers_under_any_name(client, db):
    for path in ("/healthz", "/readyz"):
        assert client.get(path, headers={"host": "10.0.0.7"}).status_code == 200


def test_a_request_with_too_many_fields_gets_words(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = client.post("/language/", {"a": 1, "b": 2, "c": 3})
    assert answer.status_code == 400
    assert "Δεν μπόρεσε να διαβαστεί" in answer.text
