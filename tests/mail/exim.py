"""A real mail server (Debian's Exim) on a free port, which hands each message to the pipe."""

import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from tests.postgres import free_port
from tests.run.house import PATIENCE, until_open

EXIM = "/usr/sbin/exim4"
LARGEST = "60M"  # the desk takes 40: what is above that must reach the pipe
CONFIG = """
primary_hostname = mx.apdhp.example
exim_user = {user}
exim_group = {group}
never_users =
spool_directory = {home}/spool
log_file_path = {home}/log-%s
pid_file_path = {home}/pid
keep_environment =
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
domainlist local = apdhp.example
acl_smtp_rcpt = take
acl_smtp_data = take
message_size_limit = {largest}
bounce_return_size_limit = 2K
smtp_accept_max = 5
tls_advertise_hosts =
prdr_enable = false
queue_only_load = 100
host_lookup =
begin acl
take:
  accept
begin routers
desk:
  driver = accept
  local_parts = support
  domains = +local
  transport = pindos
people:
  driver = accept
  transport = kept
begin transports
pindos:
  driver = pipe
  command = /usr/bin/python3 {home}/relay {home}/door
  user = {user}
  path = /usr/bin:/bin
  temp_errors = 75
  timeout = 60s
  timeout_defer
  return_fail_output
  message_prefix =
  message_suffix =
  envelope_to_add
  return_path_add
kept:
  driver = appendfile
  file = {home}/post
  user = {user}
begin retry
*  *  F,2h,1s
begin rewrite
"""


# What stands in the place of ``pindos mail receive``: Exim runs nothing as root, and another user
# may not read what the tests run from. It hands the message on, and back what the command said.
RELAY = """
import socket, struct, sys
door = socket.socket(socket.AF_UNIX)
door.connect(sys.argv[1])
door.sendall(sys.stdin.buffer.read())
door.shutdown(socket.SHUT_WR)
said = door.makefile("rb").read()
sys.stderr.buffer.write(said[1:])
sys.exit(said[0])
"""


class Server(NamedTuple):
    """A server that runs: its folder and port."""

    home: Path
    port: int

    def send(self, sender, raw, to="support@apdhp.example"):
        """Hand a message over by SMTP, as another server or a program would."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=PATIENCE) as smtp:
            smtp.sendmail(sender, [to], raw)

    def queue(self):
        """How many messages wait in its queue."""
        return int(self._exim("-bpc").stdout.strip() or 0)

    def run_queue(self):
        """Try all that waits now, whenever it was to be tried again."""
        self._exim("-qff")

    def post(self):
        """What came to the people of the office, all in one file."""
        path = self.home / "post"
        return path.read_text(errors="replace") if path.exists() else ""

    def delivered(self):
        """The same once it is written to its end: nothing waits any more."""
        return "" if self.queue() else self.post()

    def _exim(self, *words):
        command = [EXIM, "-C", str(self.home / "conf"), *words]
        return subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=PATIENCE
        )


@contextmanager
def server(receive):
    """The server until it is left; ``receive`` is given each message: exit code and words."""
    user = "mail" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    with tempfile.TemporaryDirectory(prefix="pindos-exim-") as name:
        home, port = Path(name), free_port()
        conf = home / "conf"
        conf.write_text(
            CONFIG.format(home=home, port=port, user=user, group=user, largest=LARGEST)
        )
        (home / "relay").write_text(RELAY)
        with _door(home / "door", receive):
            for path in (home, *home.iterdir()):
                shutil.chown(path, user, user)
            conf.chmod(0o644)
            shutil.chown(conf, os.getuid(), os.getgid())
            running = subprocess.Popen([EXIM, "-C", str(conf), "-bdf", "-oX", f"127.0.0.1.{port}"])
            try:
                until_open(port, running, lambda: "exim did not start")
                yield Server(home, port)
            finally:
                running.send_signal(signal.SIGTERM)
                running.wait(PATIENCE)


@contextmanager
def _door(path, receive):
    """A socket through which messages come one after another."""
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        door.listen()

        def serve():
            with suppress(OSError):
                while True:
                    one, _from = door.accept()
                    with one, one.makefile("rb") as said:
                        code, words = receive(said.read())
                        one.sendall(bytes([code]) + words.encode())

        threading.Thread(target=serve, daemon=True).start()
        yield
        door.shutdown(socket.SHUT_RDWR)
