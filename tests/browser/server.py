"""The product's web server, started for a test run on a free port and stopped by its pid."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

from tests.postgres import free_port

BEGUN = "PINDOS_TEST_BEGUN"  # names the file that another test writes when it begins
PATIENCE = 240  # seconds for it to start, on a busy machine


class Server:
    """The server on a PINDOS_HOME of its own whose database is the one of the tests."""

    def __init__(self, home: Path, database: Path, files: Path) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = home / "server.log"
        (home / "pindos.sqlite3").symlink_to(database)
        (home / "files").symlink_to(files)
        self.begun = home / "begun"
        self.another_test_begins()
        self.environment = os.environ | {
            BEGUN: str(self.begun),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PINDOS_HOME": str(home),
            "PINDOS_LISTEN": f"127.0.0.1:{self.port}",
            "PINDOS_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "pindos.config.settings",
        }
        self.environment.pop("PINDOS_URL", None)

    def __enter__(self) -> "Server":
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--blocking-threads", "8"]
        command += ["tests.browser.product:application"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def another_test_begins(self) -> None:
        """Let it forget the rows of the test before."""
        self.begun.write_text(uuid4().hex)

    def stop(self) -> None:
        """End it, and what it started."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                with urlopen(f"{self.url}/readyz", timeout=30):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-3000:]}")
