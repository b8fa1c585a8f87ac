"""A real IMAP server (Debian's Dovecot) on a free port of this machine, one mailbox a person."""

import grp
import imaplib
import os
import pwd
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.postgres import free_port
from tests.run.house import PATIENCE, until_open

DOVECOT = "/usr/sbin/dovecot"
PASSWORD = "Ζαγόρι-1868"
CONFIG = """
base_dir = {home}/run
log_path = {home}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:{home}/mail/%u
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 0
imap_idle_notify_interval = 2 mins
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""
OF_TOKENS = """
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {home}/oauth2.conf
}}
protocols = imap submission
hostname = post.example
submission_relay_host = 127.0.0.1
submission_relay_port = {relay}
submission_max_mail_size = 50M
service submission-login {{
  chroot =
  inet_listener submission {{
    address = 127.0.0.1
    port = {submission}
  }}
}}
"""
ASKED = """
introspection_url = {introspection}
introspection_mode = post
username_attribute = username
active_attribute = active
active_value = true
timeout_msecs = 5000
"""


class Tokens(NamedTuple):
    """Who is asked whether a token holds, where mail may be handed in, and who takes it on."""

    introspection: str
    submission: int
    relay: int


class Mailbox:
    """One person's mailbox there, and how mail gets into it."""

    def __init__(self, port, user):
        self.host, self.port, self.user = "127.0.0.1", port, user

    def put(self, *messages):
        with self.open() as call:
            for raw in messages:
                call.append("INBOX", None, None, raw)

    def folder(self, name="INBOX"):
        """The flags of each message of a folder."""
        with self.open() as call:
            state, _ = call.select(f'"{name}"', readonly=True)
            if state != "OK":
                return []
            _, [found] = call.search(None, "ALL")
            return [call.fetch(each, "(FLAGS)")[1][0].decode() for each in found.split()]

    @contextmanager
    def open(self):
        call = imaplib.IMAP4(self.host, self.port, timeout=PATIENCE)
        try:
            call.authenticate("PLAIN", lambda _: f"\0{self.user}\0{PASSWORD}".encode())
            yield call
        finally:
            call.logout()


@contextmanager
def server(tokens: Tokens | None = None):
    """Started here, stopped by pid; as root it gives its work to users who may little."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="pindos-dovecot-") as folder:
        home = Path(folder)
        (home / "mail").mkdir()
        me = pwd.getpwuid(os.getuid())
        is_root = me.pw_uid == 0
        owner = pwd.getpwnam("nobody") if is_root else me
        if is_root:
            home.chmod(0o755)
            os.chown(home / "mail", owner.pw_uid, owner.pw_gid)
        internal = "dovecot" if is_root else me.pw_name
        config = CONFIG.format(
            home=home,
            port=port,
            password=PASSWORD,
            internal=internal,
            login="dovenull" if is_root else me.pw_name,
            group=grp.getgrgid(pwd.getpwnam(internal).pw_gid).gr_name,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
        )
        if tokens:
            config += OF_TOKENS.format(home=home, **tokens._asdict())
            (home / "oauth2.conf").write_text(ASKED.format(**tokens._asdict()))
        (home / "dovecot.conf").write_text(config)
        with running(home, port):
            yield port


@contextmanager
def running(home, port):
    """The process itself."""
    process = subprocess.Popen([DOVECOT, "-F", "-c", str(home / "dovecot.conf")])
    try:
        until_open(port, process, (home / "log").read_text)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
