"""Who asks: one after another to learn the cost, many at once to learn the rate."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterable

from bench.caller import Answer, Asked, Caller

TIMEOUT = 120  # seconds


def send(
    call: http.client.HTTPConnection, asked: Asked, well: Iterable[int] = (200, 201)
) -> bytes:
    """The answer; one that is no success ends the measurement, it would be a wrong figure."""
    headers = {"Host": "localhost", **dict(asked.headers)}
    call.request(asked.method, asked.path, asked.body, headers)
    answer = call.getresponse()
    return _well(asked, Answer(answer.status, answer.read()), well)


def _well(asked: Asked, answer: Answer, well: Iterable[int] = (200, 201)) -> bytes:
    if answer.status not in set(well):
        text = f"{asked.method} {asked.path}: {answer.status} {answer.body[:300]!r}"
        raise SystemExit(text)
    return answer.body


def posting(path: str, body: object, token: str = "") -> Asked:
    headers = [("Content-Type", "application/json")]
    if token:
        headers.append(("Authorization", f"Bearer {token}"))
    return Asked(path, "POST", json.dumps(body), tuple(headers))


def one_by_one(port: int, asked: Asked, times: int) -> list[float]:
    """Seconds that each answer took."""
    call = Caller(port, TIMEOUT)
    took = []
    for _ in range(times):
        began = time.perf_counter()
        _well(asked, call(asked))
        took.append(time.perf_counter() - began)
    call.close()
    return took


def together(port: int, make: Callable[[int], Asked], clients: int, seconds: float) -> float:
    """Answers a second that so many clients get."""
    end = time.monotonic() + seconds
    counts = [0] * clients

    def client(number: int) -> None:
        call = Caller(port, TIMEOUT)
        while time.monotonic() < end:
            asked = make(number)
            _well(asked, call(asked))
            counts[number] += 1
        call.close()

    began = time.monotonic()
    run_all(client, clients)
    return sum(counts) / (time.monotonic() - began)


def signed_in(
    port: int, pages: Callable[[int, int], Asked], people: int, seconds: float, pause: float
) -> list[float]:
    """Seconds each page took while so many people each ask for one every ``pause`` seconds."""
    end = time.monotonic() + seconds
    took: list[list[float]] = [[] for _ in range(people)]

    def person(number: int) -> None:
        call = Caller(port, TIMEOUT)
        time.sleep(pause * number / people)
        turn = 0
        while time.monotonic() < end:
            began = time.perf_counter()
            asked = pages(number, turn)
            _well(asked, call(asked))
            took[number].append(time.perf_counter() - began)
            turn += 1
            time.sleep(max(pause - took[number][-1], 0))
        call.close()

    run_all(person, people)
    return sorted(each for one in took for each in one)


class Beside(threading.Thread):
    """Something done meanwhile; what failed in it fails in whoever waits for its end."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._act = act
        self._failed: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._act()
        except (Exception, SystemExit) as error:  # noqa: BLE001  told in ended()
            self._failed = error

    def ended(self, seconds: float = TIMEOUT) -> None:
        """Wait for its end; raises what it raised, and when it does not end."""
        self.join(seconds)
        if self._failed:
            raise self._failed
        if self.is_alive():
            raise SystemExit("what runs beside the measurement does not end")


def run_all(act: Callable[[int], None], many: int) -> None:
    """Every one in a thread; what failed in one fails here."""
    failed: list[BaseException] = []

    def guarded(number: int) -> None:
        try:
            act(number)
        except (Exception, SystemExit) as error:  # noqa: BLE001  told below, in the caller
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def percentile(values: list[float], share: float) -> float:
    """By the nearest rank."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
