"""A Redis of one's own: started on a free port, stopped by its pid, with nothing on disk."""

import contextlib
import signal
import subprocess
from shutil import which

from redis import Redis
from redis.exceptions import RedisError
from tests.postgres import free_port
from tests.run.house import PATIENCE, until


class Server:
    """One that can be killed and started again at the same address; then it is empty."""

    def __init__(self):
        self.port, self._process = free_port(), None
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        program = which("redis-server") or "/usr/bin/redis-server"
        told = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", "/tmp"]
        self._process = subprocess.Popen(
            [program, *told], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        until(self.answers, "Redis to answer")
        return self

    def answers(self):
        assert self._process.poll() is None, "Redis did not start"
        with contextlib.suppress(RedisError), Redis.from_url(self.url) as client:
            return client.ping()
        return False

    def kill(self):
        """As a power cut does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(PATIENCE)


@contextlib.contextmanager
def server():
    started = Server()
    try:
        yield started.start()
    finally:
        started.kill()
