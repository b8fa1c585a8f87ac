"""The OpenID provider of the tests, running, and whom it knows."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest
from tests.postgres import free_port
from tests.run.house import PATIENCE, until_open

SECRET = "μυστικό-του-πελάτη"
ELENI = {
    "sub": "eleni-42",
    "preferred_username": "eleni",
    "email": "eleni@epirus.example",
    "email_verified": True,
}


class Still(HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


class Running:
    def __init__(self, port):
        self.issuer = f"http://127.0.0.1:{port}"

    def knows(self, **claims):
        body = json.dumps({**ELENI, **claims}).encode()
        urlopen(Request(f"{self.issuer}/who", body, {"Content-Type": "application/json"})).close()

    def announces(self, leave):
        body = json.dumps({"leave": leave}).encode()
        urlopen(Request(f"{self.issuer}/says", body, {"Content-Type": "application/json"})).close()

    def sends_back(self, url):
        """Where the provider sends the browser that came to this address."""
        with pytest.raises(HTTPError) as answer:
            build_opener(Still).open(url)
        return answer.value.headers["Location"]


@contextmanager
def openid_provider(log):
    """The provider as a process of its own; what it says goes to ``log``."""
    port = free_port()
    program = Path(__file__).with_name("openid_provider.py")
    environment = {**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"}
    with log.open("wb") as file:
        server = subprocess.Popen(
            [sys.executable, str(program), str(port)], stdout=file, stderr=file, env=environment
        )
        try:
            until_open(port, server, log.read_text)
            yield Running(port)
        finally:
            server.terminate()
            server.wait(PATIENCE)
