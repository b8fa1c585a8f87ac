"""A program that is impatient, or a line that breaks: the same request sent again and again."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.run.house import PATIENCE, empty_database, house
from tests.run.warm import run

TIMES = 8
TICKET = {"title": "Δεν τυπώνει", "description": "Ο εκτυπωτής σιωπά.", "prefecture": "FLO"}


@pytest.mark.slow
def test_the_same_key_from_eight_threads_opens_one_ticket(tmp_path):
    with empty_database() as database, house(tmp_path / "home", **database) as here:
        here.ready()
        made = run(
            tmp_path / "home", "token", "create", "--as", "admin", "--scope", "all", **database
        )
        assert made.returncode == 0, made.stderr
        signed = {
            "Authorization": f"Bearer {made.stdout.split()[-1]}",
            "Content-Type": "application/json",
        }
        together = threading.Barrier(TIMES)

        def click(number):
            together.wait(PATIENCE)
            headers = {**signed, "Idempotency-Key": "διπλό κλικ".encode().hex()}
            return here.get("/api/v1/tickets", "POST", json.dumps(TICKET), headers)

        with ThreadPoolExecutor(TIMES) as pool:
            answers = list(pool.map(click, range(TIMES)))
        assert {answer.status for answer in answers} <= {200, 201}, answers[0].text
        assert len({json.loads(answer.text)["number"] for answer in answers}) == 1
        listed = json.loads(here.get("/api/v1/tickets", headers=signed).text)
        assert len(listed["items"]) == 1
        assert listed["items"][0]["unit"] == "TP-FLO"
