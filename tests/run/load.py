"""Programs that open tickets while the house is shaken, and never give up."""

import http.client
import json
import threading
import time
from itertools import count

from tests.run.house import PATIENCE

BODY = {"title": "Δεν τυπώνει", "description": "Ο εκτυπωτής σιωπά.", "prefecture": "FLO"}


class Client(threading.Thread):
    """Opens one ticket after another; whatever breaks is sent again with the same key."""

    def __init__(self, port, token, told):
        super().__init__(daemon=True)
        self.port, self.told = port, told
        self.signed = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.accepted, self.repeats, self.refused = [], 0, set()
        self.broke = None  # a fault of the program itself: its thread must not die unheard
        self.waits = []  # seconds from sending a request that had to be repeated to its answer

    def run(self):
        try:
            self._open_one_after_another()
        except Exception as error:  # noqa: BLE001  whoever waits for us looks at it
            self.broke = error

    def _open_one_after_another(self):
        for number in count():
            if self.told.is_set():
                return
            began, again = time.monotonic(), self.repeats
            while not (ticket := self._sent(f"{self.ident}-{number}")):
                self.repeats += 1
                time.sleep(0.01)
            self.accepted.append(ticket)
            if self.repeats > again:
                self.waits.append(time.monotonic() - began)

    def _sent(self, key):
        """The number of the ticket; None when nobody answered, so that it may be there or not."""
        call = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE / 2)
        headers = {"Host": "localhost", "Idempotency-Key": key, **self.signed}
        try:
            call.request("POST", "/api/v1/tickets", json.dumps(BODY), headers)
            answer = call.getresponse()
            read = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            call.close()
        if answer.status not in {200, 201}:
            self.refused.add((answer.status, read))
            return None
        return json.loads(read)["number"]


def of_all(clients, name):
    """What all of them have of something, in one list."""
    return [each for client in clients for each in getattr(client, name)]
