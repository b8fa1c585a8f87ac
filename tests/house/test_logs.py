"""What the log says, and what it keeps to itself."""

import io
import json
import logging
import logging.config

import pytest

from pindos.config import env
from pindos.config.logs import logging_settings

SECRETS = [
    "GET /entry/Zx9kQ2abcd/ 200",
    "postgresql://pindos:geheim@db.example/pindos",
    "smtp://user:geheim@mail.example:25",
    "Authorization: Bearer pindos_abcdefghijklmnopqrstuvwxyz",
    "password=geheim",
    "{'password': 'geheim', 'username': 'a'}",
    "Cookie: sessionid=geheimgeheim; language=el",
]


@pytest.fixture
def written(monkeypatch):
    """What a logger writes by our settings, of the kind that is asked for."""

    def write(kind, act):
        monkeypatch.setenv("PINDOS_LOG", kind)
        settings = logging_settings()
        handler = logging.StreamHandler(text := io.StringIO())
        config = settings["formatters"][kind]
        made = config["()"](**{key: value for key, value in config.items() if key != "()"})
        handler.setFormatter(made)
        for name in settings["handlers"]["console"]["filters"]:
            handler.addFilter(settings["filters"][name]["()"]())
        logger = logging.Logger("pindos.test")
        logger.addHandler(handler)
        act(logger)
        return text.getvalue()

    return write


@pytest.mark.parametrize("kind", ["text", "json"])
@pytest.mark.parametrize("line", SECRETS)
def test_no_secret_stands_in_a_line_nor_in_an_error(written, kind, line):
    def act(logger):
        logger.warning("Asked: %s", line)
        try:
            raise ValueError(line)
        except ValueError:
            logger.exception("It broke")

    said = written(kind, act)
    assert "Asked" in said and "ValueError" in said
    for secret in ("geheim", "Zx9kQ2abcd", "abcdefghijklmnop"):
        assert secret not in said


def test_json_is_one_object_a_line_with_a_time_that_has_a_zone(written):
    def act(logger):
        logger.info("Καλημέρα %s\nκαι πάλι", "Φλώρινα")
        try:
            raise ValueError("χάλασε")
        except ValueError:
            logger.exception("It broke")

    first, second = map(json.loads, written("json", act).splitlines())
    assert first["message"] == "Καλημέρα Φλώρινα\nκαι πάλι" and first["level"] == "INFO"
    assert first["at"][10] == "T" and first["at"][-6:] in {"+02:00", "+03:00"}
    assert "ValueError: χάλασε" in second["error"] and second["logger"] == "pindos.test"


def test_another_kind_of_log_is_refused_in_words(monkeypatch):
    monkeypatch.setenv("PINDOS_LOG", "xml")
    with pytest.raises(env.SettingError, match="text or json"):
        logging_settings()
