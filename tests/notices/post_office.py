"""A real mail server (Debian's exim4) on a free port of this machine, for as long as a test needs.

It keeps what it accepts in a Maildir, refuses ``nobody@`` for good and ``later@`` for now.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from tests.postgres import free_port
from tests.run.house import PATIENCE, until, until_open

EXIM = "/usr/sbin/exim4"
CONFIG = """
spool_directory = {home}/spool
log_file_path = {home}/%slog
pid_file_path = {home}/exim.pid
primary_hostname = mail.epirus.example
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
acl_smtp_rcpt = check_rcpt
auth_advertise_hosts = *
tls_advertise_hosts =
rfc1413_query_timeout = 0s
host_lookup =
smtputf8_advertise_hosts =
deliver_drop_privilege = {drop}
smtp_accept_max_per_connection = {most}
smtp_accept_queue_per_connection = 0
log_selector = +smtp_connection +all_parents

begin acl
check_rcpt:
  deny    local_parts = nobody
          message = There is no such mailbox here
  defer   local_parts = later
          message = Mailbox busy, try again later
  accept

begin routers
everybody:
  driver = accept
  transport = box

begin transports
box:
  driver = appendfile
  directory = {home}/mail
  maildir_format
  create_directory
  envelope_to_add
  {user}

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${{if and{{{{eq{{$auth2}}{{pindos}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_set_id = $auth2
"""
PASSWORD = "Μετσοβο-1913"


class PostOffice:
    """The server as a test sees it: its address, what arrived, what it wrote in its log."""

    def __init__(self, home: Path, port: int, pid: int) -> None:
        self.home, self.port, self.pid = home, port, pid

    def mails(self) -> list[EmailMessage]:
        paths = sorted((self.home / "mail" / "new").glob("*"), key=lambda path: path.stat().st_ino)
        return [message_from_bytes(path.read_bytes(), policy=default) for path in paths]

    def arrived(self, count: int) -> list[EmailMessage]:
        """What is in the box as soon as there is that much of it: delivery is a second process."""
        until(lambda: len(self.mails()) >= count, f"{count} mails")
        found = self.mails()
        assert len(found) == count, self.log()
        return sorted(found, key=lambda mail: str(mail["Message-ID"]))

    def talking(self) -> int:
        """The process that serves the line which was opened last."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return max(map(int, children.split()))

    def log(self) -> str:
        path = self.home / "mainlog"
        return path.read_text() if path.exists() else ""


@contextmanager
def post_office(most: int = 1000):
    """``most`` mails are taken by one connection; then the server hangs up."""
    assert Path(EXIM).exists(), "make test installs exim4-daemon-light"
    home, port = Path(tempfile.mkdtemp(prefix="pindos-post-")), free_port()
    is_root = os.geteuid() == 0
    user = pwd.getpwnam("Debian-exim").pw_name if is_root else ""
    config = home / "exim.conf"
    config.write_text(
        CONFIG.format(
            home=home,
            port=port,
            most=most,
            password=PASSWORD,
            drop="false" if is_root else "true",
            user=f"user = {user}" if user else "",
        )
    )
    if user:
        shutil.chown(home, user)
    home.chmod(0o755)
    server = subprocess.Popen([EXIM, "-C", str(config), "-bdf", "-q1h"], stderr=subprocess.PIPE)
    try:
        until_open(port, server, server.stderr.read)
        yield PostOffice(home, port, server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)
        shutil.rmtree(home, ignore_errors=True)
