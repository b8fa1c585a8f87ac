"""A whole Pindos in processes of its own, as an operator starts it."""

import contextlib
import ctypes
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg
from django.db import connection
from tests.postgres import free_port

from pindos.config.lifeline import PR_SET_CHILD_SUBREAPER

PATIENCE = 240  # seconds for anything to happen, on a busy machine
UP = f"""
import sys
sys.argv = ["pindos", "up"]
from pindos.config import supervisor
supervisor.PATIENCE = {PATIENCE / 2}  # for its processes to stop: whoever is slow is not killed
from pindos.__main__ import main
main()
"""


def until(condition, what):
    """Wait for it, and give what it gave."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, f"waited {PATIENCE} s in vain for {what}"
        time.sleep(0.02)
    return found


def until_open(port, process, said):
    """Wait until somebody listens; the words of ``said()`` when the process ended instead."""

    def is_open():
        assert process.poll() is None, said()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    until(is_open, f"somebody to listen on port {port}")


def environment(home, **more):
    """What the house is told; nothing of it comes from whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PINDOS_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    kept.pop("DATABASE_URL", None)
    return {**kept, "PINDOS_HOME": str(home), **more}


def said_alone(code, surroundings):
    """What code of ours says in a process of its own, from its very first line."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def address_of_database(name):
    """Where another process finds a database of the server that the tests use."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextlib.contextmanager
def empty_database():
    """What to tell a house about its database: on SQLite nothing, it lies in the home."""
    if connection.vendor == "sqlite":
        yield {}
        return
    name = f"house_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {"DATABASE_URL": address_of_database(name)}
        finally:
            drop_database(server, name)


def drop_database(server, name):
    """However long those take to leave who are still connected: the server waits five seconds."""

    def is_dropped():
        with contextlib.suppress(psycopg.errors.ObjectInUse):
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            return True
        return False

    until(is_dropped, f"nobody in the database {name}")


def processes():
    """Every process that runs: pid, its parent's, its command line."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
            if state != "Z":
                yield int(folder.name), int(parent), line


def is_alive(pid):
    """Whether it still does anything: who is dead may wait long for one that buries it."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return said.rpartition(")")[2].split()[0] not in {"Z", "X"}


def descendants(pid):
    """The processes below one, with their command lines."""
    found, everything = {}, list(processes())
    layer = {pid}
    while layer:
        layer = {child for child, parent, _ in everything if parent in layer}
        found |= {child: line for child, _, line in everything if child in layer}
    return found


def pss(pid):
    """Bytes that a process and all below it hold in memory, each shared page once."""
    found = 0
    for each in [pid, *descendants(pid)]:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has ended
            said = re.search(r"Pss:\s+(\d+) kB", Path(f"/proc/{each}/smaps_rollup").read_text())
            found += int(said[1]) * 1024 if said else 0
    return found


def kill_with_all_below(process):
    """Kill it, and wait for the end of all that it had started and that ends with it.

    They become ours: whoever else takes in orphans may bury them late or never, and until then
    some take them for alive.
    """
    become_adopter(True)
    try:
        before = children()
        process.kill()
        process.wait()
        for pid in children() - before:
            until(lambda pid=pid: os.waitpid(pid, os.WNOHANG)[0], f"the end of {pid}")
    finally:
        become_adopter(False)


def become_adopter(is_one):
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(is_one))


def children():
    """The pids below ours, also of those whose end nobody has taken note of."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(stat.parent.name))
    return found


def nobody_asks(*begun):
    """Wait until the server has ended whatever killed ones asked of databases named so."""
    if connection.vendor == "sqlite":
        return
    words = (
        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        " AND EXISTS (SELECT 1 FROM unnest(%s::text[]) begun WHERE starts_with(datname, begun))"
    )
    with psycopg.connect(address_of_database("postgres"), autocommit=True) as server:
        until(lambda: server.execute(words, [[*begun]]).fetchone() == (0,), "the server to see it")


class House:
    """``pindos up``, its output, its processes; stopped at the end however the test ends."""

    def __init__(self, home, **more):
        self.port = int(more.pop("port", 0)) or free_port()
        elsewhere = more.pop("stdout", None)  # a file; otherwise we read what is said
        listen = {"PINDOS_LISTEN": f"127.0.0.1:{self.port}"}
        self._up = subprocess.Popen(
            [sys.executable, "-c", UP],
            env=environment(home, **{**listen, **more}),
            stdin=subprocess.DEVNULL,
            stdout=elsewhere or subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.pid = self._up.pid
        self._lines = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self._up.stdout or ():
            self._lines.append(line)

    def said(self, pattern=""):
        """All that was said; with a pattern, the first match or None."""
        said = "".join(self._lines)
        return re.search(pattern, said) if pattern else said

    def is_ready(self):
        assert self._up.poll() is None, self.said()
        return self.said("Pindos is ready")

    def ready(self):
        """Wait until it says so."""
        try:
            until(self.is_ready, "Pindos to be ready")
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.said()}") from error
        return self

    def ended(self):
        """Wait for its end; the exit code."""
        code = self._up.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def stop(self, number=signal.SIGTERM):
        self._up.send_signal(number)
        return self.ended()

    def kill(self):
        self._up.kill()
        return self.ended()

    def get(self, path, method="GET", body=None, headers=None):
        """An answer of the site; its body is read."""
        call = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(call):
            call.request(method, path, body, {"Host": "localhost", **(headers or {})})
            answer = call.getresponse()
            answer.text = answer.read().decode()
            return answer

    def form(self, path):
        """The cookie and the secret that a form of this page is sent with."""
        page = self.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        return page.headers["Set-Cookie"].split(";")[0], token

    def lets_in(self, username, password):
        """Whether somebody may sign in with it."""
        cookie, token = self.form("/sign-in/")
        fields = {"csrfmiddlewaretoken": token, "username": username, "password": password}
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        return self.get("/sign-in/", "POST", urlencode(fields), kind).status == 302

    def pid_of(self, words):
        """The process below ours whose command line ends so."""
        found = [pid for pid, line in descendants(self.pid).items() if line.endswith(words)]
        return min(found) if found else None


@contextlib.contextmanager
def house(home, **more):
    started = House(home, **more)
    try:
        yield started
    finally:
        if started._up.poll() is None:
            below = descendants(started.pid)
            started.kill()
            for pid in below:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def run(home, *arguments, **more):
    """One command of the house, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "pindos", *arguments],
        env=environment(home, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
