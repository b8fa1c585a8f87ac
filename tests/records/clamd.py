"""The real scanner (Debian's clamd) on a socket of its own, with two signatures of our making."""

import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import free_port
from tests.run.house import until

CLAMD = "/usr/sbin/clamd"
VIRUS = b"PINDOS-TEST-VIRUS-" + b"7f3a"
WORM = b"PINDOS-TEST-WORM-" + b"19c2"
EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-" + b"FILE"
CONFIG = """
Foreground yes
LocalSocket {home}/clamd.ctl
TCPSocket {port}
TCPAddr 127.0.0.1
DatabaseDirectory {home}/signatures
TemporaryDirectory {home}
StreamMaxLength 1M
MaxThreads 2
ConcurrentDatabaseReload no
SelfCheck 0
"""


class Clamd:
    """Its addresses, and its process: started, killed and started again by its own pid."""

    def __init__(self, home: Path) -> None:
        self.home, self.socket, self.process = home, str(home / "clamd.ctl"), None
        self.port = free_port()
        self.tcp = f"127.0.0.1:{self.port}"
        (home / "signatures").mkdir()
        (home / "clamd.conf").write_text(CONFIG.format(home=home, port=self.port))
        self.knows(Virus=VIRUS, Eicar=EICAR)

    def knows(self, **signatures: bytes) -> None:
        """From its next start on it finds these, each under its name."""
        lines = [f"Pindos.{name}:0:*:{said.hex()}\n" for name, said in signatures.items()]
        (self.home / "signatures" / "own.ndb").write_text("".join(lines))

    def start(self) -> None:
        if self.process is None:
            self.process = subprocess.Popen(
                [CLAMD, f"--config-file={self.home}/clamd.conf"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            until(self._answers, "clamd to answer")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        assert self.process.poll() is None, "clamd did not start"
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as wire:
                wire.sendall(b"zPING\0")
                return wire.recv(10) == b"PONG\0"
        except OSError:
            return False


@contextmanager
def clamd():
    """One that runs, with all its files in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as home:
        one = Clamd(Path(home))
        one.start()
        try:
            yield one
        finally:
            one.kill()
