"""``pindos up``: every process of the house, in the foreground; loads no Django itself."""

import contextlib
import errno
import fcntl
import logging
import os
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from pindos.config import env
from pindos.config.address import Address, check_tls, listening, public_url, redirecting, tls
from pindos.config.home import home
from pindos.config.lifeline import adopt
from pindos.config.logs import log_here
from pindos.config.nursery import Nursery, bury_orphans
from pindos.config.processes import Process, started
from pindos.config.readiness import answers
from pindos.config.sizes import threads, workers

TURN = 0.1  # seconds between two looks at the processes
PATIENCE = 8.0  # seconds that they have to stop
SAME_WISH = 2.0  # seconds in which a second signal says nothing new: a terminal tells make and us
RENEWAL = 30.0  # seconds between two looks whether the certificate was renewed
SLOW = 60.0  # seconds after which we say that it is not ready yet

logger = logging.getLogger("pindos.up")


class CannotStart(Exception):
    """Something outside must change first; the words say what."""


class Supervisor:
    """Prepares the instance, keeps its processes alive, stops them all when told to."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._told = threading.Event()
        self._told_at = 0.0
        self._hurry = threading.Event()
        self._nursery = Nursery()
        self._web = self._forked("web")
        self._processes = [self._nursery.process, self._web]
        self._processes += [self._forked("work"), self._forked("timer")]
        if redirecting():
            self._processes.append(Process("redirect", lambda: started("pindos.config.redirect")))
        self._stamp = _stamp()

    def _forked(self, name: str) -> Process:
        return Process(name, lambda: self._nursery.fork(name))

    def run(self) -> int:
        """Until SIGINT, SIGTERM or SIGHUP; the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        adopt()
        try:
            if code := self._prepare():
                return 0 if self._told.is_set() else code
            self._watch()
        finally:
            self._end()
        return 0

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Told once: stop in order. Told again a while later: stop at once."""
        now = time.monotonic()
        if not self._told.is_set():
            self._told_at = now
            self._told.set()
        elif now - self._told_at > SAME_WISH:
            self._hurry.set()

    def _prepare(self) -> int:
        """Have the instance prepared; the code of what ended too early, 0 when all went well."""
        nursery, child = self._nursery.process, None
        nursery.keep_alive(time.monotonic())
        while not self._told.is_set():
            child = child or self._nursery.fork("prepare")
            if child and (code := child.poll()) is not None:
                return code
            if child is None and not nursery.is_alive():
                return 1
            self._told.wait(TURN)
        if child:
            child.terminate()
            child.wait()
        return 1

    def _watch(self) -> None:
        began, is_ready = time.monotonic(), False
        looked_at = began
        while not self._told.wait(TURN):
            now = time.monotonic()
            for process in self._processes:
                process.keep_alive(now)
            bury_orphans({pid for each in self._processes if (pid := each.pid())})
            if now > looked_at + RENEWAL:
                looked_at = now
                self._look_at_certificate()
            if not is_ready and (is_ready := answers(self._address)):
                say(f"Pindos is ready: {public_url()}  (Ctrl+C stops it)")
            elif not is_ready and now - began > SLOW:
                began = now
                logger.warning("Pindos is not ready yet; the lines above say why")

    def _look_at_certificate(self) -> None:
        """A renewed certificate is taken up by a new web server; a broken one is only told of."""
        if (stamp := _stamp()) == self._stamp:
            return
        self._stamp = stamp
        try:
            check_tls()
        except env.SettingError as error:
            logger.error("The certificate was changed, but: %s The old one is kept.", error)
            return
        logger.info("The certificate was renewed; the web server starts anew")
        self._web.ask_to_stop()

    def _end(self) -> None:
        for process in self._processes:
            process.ask_to_stop()
        until = time.monotonic() + PATIENCE
        while any(process.is_alive() for process in self._processes):
            if self._hurry.wait(TURN) or time.monotonic() > until:
                break
        told_again = "was told to stop; we were told again and end it at once"
        slow = f"has not stopped within {PATIENCE:g} s; ending it"
        for process in self._processes:
            process.end(told_again if self._hurry.is_set() else slow)
        say("Pindos has stopped.")


def say(words: str) -> None:
    """Tell whoever watches; a full disk below the log stops nobody."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


def _stamp() -> tuple[float, float] | None:
    """When the certificate was written; None without one, or while it is being exchanged."""
    found = tls()
    try:
        return found.stamp() if found else None
    except OSError:
        return None


def check_port(address: Address) -> None:
    """Refuse when the address is not ours to listen on."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError as error:
            where = f"{address.name}:{address.port}"
            raise CannotStart(f"{_why_not(error, where)} {ELSEWHERE}") from error


ELSEWHERE = "Choose another with PINDOS_LISTEN, for example PINDOS_LISTEN=127.0.0.1:8080."


def _why_not(error: OSError, where: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"{where} is taken: another program, or another Pindos, listens there."
    if error.errno == errno.EACCES:
        return f"{where} is only for root: ports below 1024 are."
    return f"Cannot listen on {where}: {error.strerror}."


@contextlib.contextmanager
def home_of_our_own() -> Iterator[None]:
    """The data folder, writable and used by no other ``pindos up``; refuses otherwise."""
    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
        lock = os.open(folder / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        words = f"PINDOS_HOME is {folder}, and we cannot write there: {error.strerror}."
        raise CannotStart(f"{words} Name a folder that is ours, or change its owner.") from error
    try:
        _take(lock, folder)
        yield
    finally:
        os.close(lock)


def _take(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise CannotStart(f"Another `pindos up` already runs on {folder}.") from error


def main() -> None:
    """Run until told to stop; what stands in the way is said in one line."""
    if extra := sys.argv[2:]:
        raise SystemExit(f"pindos up takes no arguments: {' '.join(extra)}")
    up()


def up() -> None:
    """Look whether we can start, then start."""
    try:
        log_here()
        address, _ = listening(), (public_url(), workers(), threads(), check_tls())
        with home_of_our_own():
            for each in filter(None, (address, redirecting())):
                check_port(each)
            code = Supervisor(address).run()
    except (CannotStart, env.SettingError) as error:
        raise SystemExit(str(error)) from None
    raise SystemExit(code)
