"""Debian's Request Tracker 5, made for one measurement and gone after it.

Its database, settings and files are its own; nothing of /etc is read and no mail leaves. A few
tickets are made over its REST interface, as a client would make them; the rest are copies of
these by SQL (``bench.request_tracker_rows``).
"""

import http.client
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg

from bench.clients import Asked, send
from bench.processes import ROOT, Server, free_port, running
from bench.request_tracker_rows import multiply, settle
from bench.words import ANSWER, WORDS

SETUP = "/usr/sbin/rt-setup-database-5"
PROGRAM = "/usr/share/request-tracker5/libexec/rt-server"
VERSION = ["dpkg-query", "-W", "-f", "${Version}", "request-tracker5"]
WORKERS = 4  # as many as clients ask at once
LIVES = 1_000_000  # requests of one worker: none is born again while it is measured
FROM = ("Origin", "http://127.0.0.1")  # as a browser says it: who has a cookie is refused without
TECHNICIAN, PASSWORD = "technician", "only-for-one-measurement"
RIGHTS = "SeeQueue ShowTicket CreateTicket ModifyTicket OwnTicket ReplyToTicket CommentOnTicket"
SETTINGS = """
Set($DatabaseType, 'Pg');
Set($DatabaseHost, '127.0.0.1');
Set($DatabasePort, '{port}');
Set($DatabaseName, 'rt');
Set($DatabaseUser, 'rt');
Set($DatabasePassword, 'rt');
Set($DatabaseAdmin, '{admin}');
Set($rtname, 'localhost');
Set($Organization, 'localhost');
Set($WebDomain, 'localhost');
Set($WebPort, '{web}');
Set(@ReferrerWhitelist, '127.0.0.1:80');
Set($MailCommand, 'testfile');
Set($LogToSyslog, '');
Set($LogToSTDERR, 'error');
$RT::VarPath = '{folder}/var';
$RT::MasonDataDir = '{folder}/mason';
$RT::MasonSessionDir = '{folder}/sessions';
1;
"""
PEOPLE = """
use utf8;
@Queues = map {{ {{ Name => $_ }} }} qw({queues});
@Users = (
    {{ Name => '{technician}', Password => '{password}', Privileged => 1,
       RealName => 'Ελένη Παπαδοπούλου', EmailAddress => 'technician@example.gr' }},
    map {{ {{ Name => "civil-$_", RealName => "Γεώργιος Οικονόμου $_",
              EmailAddress => "civil-$_\\@example.gr" }} }} qw({queues}),
);
@ACL = map {{ {{ GroupDomain => 'SystemInternal', GroupType => 'Privileged', Right => $_ }} }}
    qw({rights});
@Final = (sub {{
    my $owner = RT::User->new(RT->SystemUser);
    $owner->Load('{technician}');
    my ($done, $said, $token) = RT::AuthToken->new(RT->SystemUser)->Create(
        Owner => $owner->id, Description => 'measurement');
    die $said unless $done;
    open my $out, '>', '{folder}/token' or die $!;
    print $out $token;
    close $out or die $!;
}});
1;
"""


@dataclass(frozen=True)
class Tracker:
    """It runs; ``token`` and ``cookies`` are two ways to say who asks."""

    server: Server
    token: tuple[str, str]
    cookies: list[tuple[str, str]]  # each of a session of its own
    queues: list[str]
    tickets: int

    def opening(self, sign: tuple[str, str]) -> Asked:
        """A ticket in the last queue, for its civil servant."""
        return opening(self.queues[-1], WORDS[0], sign)

    def listing(self, sign: tuple[str, str], size: int) -> Asked:
        """The newest that are solved in the last queue, with what a list shows."""
        query = f"Queue = '{self.queues[-1]}' AND Status = 'resolved'"
        asked = {
            "query": query,
            "per_page": size,
            "orderby": "Created",
            "order": "DESC",
            "fields": "Subject,Status,Queue,Requestor,Owner,Priority,"
            "Created,Started,Due,Resolved,LastUpdated",
            "fields[Queue]": "Name",
            "fields[Owner]": "RealName",
            "fields[Requestor]": "RealName",
        }
        return Asked(f"/REST/2.0/tickets?{urlencode(asked)}", headers=(sign,))


@contextmanager
def tracker(
    address: str, folder: Path, queues: int, each: int, still_new: int
) -> Iterator[Tracker]:
    """With so many queues of so many tickets, of which ``still_new`` in each are new.

    ``address`` is a PostgreSQL in which it makes its own database; ``folder`` is empty.
    """
    names = [f"TP-{number:02}" for number in range(1, queues + 1)]
    port = free_port()
    environment = settled(address, folder, port, names)
    command = [PROGRAM, "--host", "127.0.0.1", "--port", str(port)]
    command += ["--max-workers", str(WORKERS), "--max-reqs-per-child", str(LIVES)]
    with running(command, port, environment, "/REST/2.0/rt") as server:
        cookies = [signed_in(port) for _ in range(WORKERS)]
        templates = [reported(port, queue, cookies[0]) for queue in names]
        with psycopg.connect(urlsplit(address)._replace(path="/rt").geturl()) as database:
            for new, solved in templates:
                multiply(database, new, still_new - 1)
                multiply(database, solved, each - still_new - 1)
            settle(database)
            row = database.execute("SELECT count(*) FROM tickets").fetchone()
        assert row is not None
        token = ("Authorization", f"token {(folder / 'token').read_text()}")
        yield Tracker(server, token, cookies, names, row[0])


def version() -> str:
    return subprocess.run(VERSION, check=True, capture_output=True, text=True).stdout


def settled(address: str, folder: Path, port: int, queues: list[str]) -> dict[str, str]:
    """Its settings, tables, queues and people; the environment in which it finds them."""
    at = urlsplit(address)
    (folder / "settings.d").mkdir(parents=True)
    settings, data = folder / "RT_SiteConfig.pm", folder / "people"
    put = {"{port}": at.port, "{admin}": at.username, "{web}": port, "{folder}": folder}
    text = SETTINGS
    for name, value in put.items():
        text = text.replace(name, str(value))
    settings.write_text(text)
    data.write_text(
        PEOPLE.format(
            queues=" ".join(queues),
            technician=TECHNICIAN,
            password=PASSWORD,
            rights=RIGHTS,
            folder=folder,
        )
    )
    environment = {
        "RT_SITE_CONFIG": str(settings),
        "RT_SITE_CONFIG_DIR": str(folder / "settings.d"),
        "TMPDIR": str(folder),
    }
    for action in (["init"], ["insert", "--datafile", str(data)]):
        done = subprocess.run(
            [SETUP, "--dba", str(at.username), "--dba-password", "none", "--action", *action],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{SETUP} {action[0]}: {done.stdout}{done.stderr}")
    return environment


def signed_in(port: int) -> tuple[str, str]:
    """The header of a session, as a browser has it."""
    call = http.client.HTTPConnection("localhost", port, timeout=60)
    body = urlencode({"user": TECHNICIAN, "pass": PASSWORD})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    call.request("POST", "/NoAuth/Login.html", body, kind)
    answer = call.getresponse()
    answer.read()
    call.close()
    return "Cookie", answer.headers["Set-Cookie"].partition(";")[0]


def opening(queue: str, words: tuple[str, str], sign: tuple[str, str]) -> Asked:
    body = {
        "Queue": queue,
        "Subject": words[0],
        "Content": words[1],
        "Requestor": f"civil-{queue}@example.gr",
    }
    return acting("POST", "/REST/2.0/ticket", body, sign)


def acting(method: str, path: str, body: dict[str, str], sign: tuple[str, str]) -> Asked:
    return Asked(
        path, method, json.dumps(body), (("Content-Type", "application/json"), FROM, sign)
    )


def reported(port: int, queue: str, sign: tuple[str, str]) -> tuple[int, int]:
    """A ticket that stays new, and one that was taken, answered and solved; their ids."""
    call = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    made = [json.loads(send(call, opening(queue, words, sign)))["id"] for words in WORDS[:2]]
    path = f"/REST/2.0/ticket/{made[1]}"
    send(call, acting("PUT", path, {"Owner": TECHNICIAN}, sign))
    said = {"Content": ANSWER, "ContentType": "text/plain"}
    send(call, acting("POST", f"{path}/correspond", said, sign))
    send(call, acting("PUT", path, {"Status": "resolved"}, sign))
    call.close()
    return int(made[0]), int(made[1])
