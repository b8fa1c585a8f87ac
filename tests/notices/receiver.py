"""A receiver of webhooks as somebody else would write it: a real HTTP server on this machine."""

import base64
import hashlib
import hmac
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.run.house import PATIENCE

LONG = PATIENCE  # seconds for which it hangs


def is_signed(request, secret):
    """Whether one of the signatures is right, as the standard's page says to check it."""
    key = base64.b64decode(secret.split("_", 1)[1])
    signed = f"{request.id}.{request.timestamp}.".encode() + request.body
    right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(each == f"v1,{right}" for each in request.signatures.split(" "))


class Asked:
    def __init__(self, handler):
        self.path = handler.path
        self.headers = dict(handler.headers)
        self.id = handler.headers["webhook-id"]
        self.timestamp = handler.headers["webhook-timestamp"]
        self.signatures = handler.headers["webhook-signature"]
        self.body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.said = json.loads(self.body)


class Receiver:
    """What it was sent, and what it answers: ``answers`` in turn, the last for ever."""

    def __init__(self):
        self.asked = []
        self.answers = [(204, b"")]
        self.headers = {}
        self.hold = threading.Event()
        self.hold.set()
        self.drops = False
        self.over = threading.Event()
        self.is_outwaited = False  # whether somebody waited longer for it than it can wait itself

    def answer(self, *answers):
        self.answers = [(each, b"") if isinstance(each, int) else each for each in answers]

    @property
    def names(self):
        return [each.said["name"] for each in self.asked]


def handler_of(receiver):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            receiver.asked.append(Asked(self))
            receiver.is_outwaited |= not receiver.hold.wait(LONG)
            many = receiver.answers
            status, body = many.pop(0) if len(many) > 1 else many[0]
            self.send_response(status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[:3] if receiver.drops else body)
            if receiver.drops:
                receiver.is_outwaited |= not receiver.over.wait(LONG)

        def log_message(self, *args):
            """Nothing."""

    return Handler


@contextmanager
def receiving():
    receiver = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(receiver))
    server.daemon_threads = True
    receiver.url = f"http://127.0.0.1:{server.server_port}/pindos?k=1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        receiver.hold.set()
        receiver.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
