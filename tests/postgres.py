"""Run a command with DATABASE_URL naming a PostgreSQL of its own: made for it, gone after it.

python tests/postgres.py COMMAND …
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

USER = "postgres"  # who runs the server when we are root: PostgreSQL refuses to be
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300")
STARTING = STOPPING = 240.0  # seconds, on a busy machine
PORTS = range(20_001, 32_767, 2)  # below those that the system gives to whoever wants any
KEEPER = "127.0.83.1"  # no server listens here: who holds a port here has it on this machine

_kept: list[socket.socket] = []


def programs() -> Path:
    """The folder of initdb and postgres; the newest of Debian's."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name)
    )
    if not found:
        raise SystemExit("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1]


def free_port() -> int:
    """A port nobody listens on, given to nobody else of these tests as long as we live.

    One that the system gives (port 0) may be given to another worker too, before the server that
    it is for has opened it or while that server is down.
    """
    for port in PORTS:
        kept = socket.socket()
        try:
            kept.bind((KEEPER, port))
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            kept.close()
            continue
        _kept.append(kept)
        return port
    raise SystemExit("no port is free")


def as_user(*command: object) -> list[str]:
    """The command, under a user that PostgreSQL accepts."""
    prefix = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    return [*prefix, *map(str, command)]


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A server with nothing in it; gives its address and takes all away at the end."""
    with cluster() as (folder, data, port), running(folder, data, port):
        yield f"postgresql://pindos@127.0.0.1:{port}/postgres"


@contextlib.contextmanager
def cluster() -> Iterator[tuple[Path, Path, int]]:
    """The folder, the data in it and the port of a server that does not run yet."""
    folder = Path(tempfile.mkdtemp(prefix="pindos-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    try:
        data, port = folder / "data", free_port()
        make = as_user(programs() / "initdb", "-D", data, "-U", "pindos", "-A", "trust", "-N")
        subprocess.run(
            [*make, "-E", "UTF8", "--locale=C.UTF-8"],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )
        yield folder, data, port
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def following(primary: int) -> Iterator[tuple[Path, Path, int]]:
    """Folder, data and port of a replica, not yet running, that follows the server on a port."""
    folder = Path(tempfile.mkdtemp(prefix="pindos-replica-"))
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    try:
        data = folder / "data"
        copy = as_user(programs() / "pg_basebackup", "-h", "127.0.0.1", "-p", primary, "-D", data)
        more = ["-U", "pindos", "--write-recovery-conf", "--checkpoint=fast", "--no-sync"]
        subprocess.run([*copy, *more], check=True, cwd=folder)
        yield folder, data, free_port()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running(folder: Path, data: Path, port: int) -> Iterator[None]:
    """The server while it runs; stopped by the pid that it wrote down itself."""
    options = [part for setting in QUICK for part in ("-c", setting)]
    start = as_user(programs() / "postgres", "-D", data, "-k", folder, "-h", "127.0.0.1")
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [*start, "-p", str(port), *options], cwd=folder, stdout=log, stderr=log
    )
    try:
        wait_for(port, process, folder / "log")
        yield
    finally:
        stop(data, process)
        log.close()


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until it answers; its log in our words if it does not."""
    until = time.monotonic() + STARTING
    ready = [str(programs() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(ready, check=False).returncode:
        if process.poll() is not None or time.monotonic() > until:
            raise SystemExit("PostgreSQL did not start:\n" + log.read_text())
        time.sleep(0.05)


def stop(data: Path, process: "subprocess.Popen[bytes]") -> None:
    """At once, whoever is still connected."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGINT)
    try:
        process.wait(STOPPING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main(command: list[str]) -> int:
    """Run the command beside a fresh server; its exit code is ours."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    with server() as address:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": address})
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait(30)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
