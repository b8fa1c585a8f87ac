"""Running restic: one program, told apart by what it says, never by its exit code alone.

Debian 12 has 0.14: wrong password, no repository and a lock all end with 1 and a sentence. Later
versions have codes of their own and say the same sentences.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindos.kernel.errors import Refused, Words
from pindos.operations.backing.places import LEFT_OUT, environment, folder, password_file

TAG = "pindos"
LAST = 3  # backups that are kept whatever their day: those that people made by hand
QUIET = ["setpriv", "--pdeathsig", "KILL", "nice", "-n", "10"]  # ends with us, gives way to others
LOCKED = "is already locked"
UNKNOWN = "no password is known yet"  # noqa: S105  only to ask whether there is a repository

SAYS: tuple[tuple[str, Words], ...] = (
    (
        "wrong password",
        gettext_lazy(
            "The password in keys/backup-password does not open the repository. Put there the one "
            "that was kept elsewhere."
        ),
    ),
    (
        LOCKED,
        gettext_lazy("Another machine is working on the repository. It is tried again later."),
    ),
    (
        "no space left",
        gettext_lazy("The disk of the repository is full. Make room there, or keep less."),
    ),
    (
        "permission denied|read-only file system|403",
        gettext_lazy("The repository may not be read or written. Look at its rights."),
    ),
    (
        "no such host",
        gettext_lazy("No server knows the name in the address of the repository."),
    ),
    (
        "refused|timeout|timed out|ssh exited|sftp session|no route to host|unreachable",
        gettext_lazy("The machine of the repository does not answer."),
    ),
    (
        "is there a repository at the following location",
        gettext_lazy("There is no repository at this address. Is its disk mounted?"),
    ),
    (
        "no matching id found",
        gettext_lazy("The repository holds no such backup. The list shows those that it holds."),
    ),
    (
        r"ciphertext verification failed|unable to load|not found in index|load\(?<|invalid data|"
        "does not match",
        gettext_lazy("A part of the repository is missing or damaged."),
    ),
)
MISSING = re.compile(r"no such file|does not exist|\b404\b|nosuchbucket|nosuchkey", re.I)


class ResticFailed(Refused):
    """restic did not do what was asked; ``said`` is its own last line."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(_in_words(said))


class NoRepository(ResticFailed):
    """There is nothing at the address yet."""


class Locked(ResticFailed):
    """Somebody works there, or died while they did: whoever only reads need not wait for them."""


@dataclass(frozen=True)
class Snapshot:
    """A backup in the repository."""

    id: str
    at: datetime
    host: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """What a backup came to: its name, files and bytes looked at, bytes that were new."""

    snapshot: str
    files: int
    size: int
    added: int


@dataclass
class Restic:
    """The repository at an address, and its password; ``line`` is KiB a second, 0: no limit."""

    address: str
    password: Path = field(default_factory=password_file)
    line: int = 0

    def exists(self) -> bool:
        """Whether there is a repository; its password need not be known."""
        try:
            self._read("cat", "config", password=None if self.password.exists() else UNKNOWN)
        except NoRepository:
            return False
        except ResticFailed as failed:
            if "wrong password" in failed.said.lower() and not self.password.exists():
                return True
            raise
        return True

    def init(self) -> None:
        """Make the repository."""
        self._run("init")

    def unlock(self) -> None:
        """Take away locks whose process is dead; those of living ones stay."""
        self._run("unlock")

    def backup(self, home: Path, paths: Sequence[str], *, host: str, tags: Sequence[str]) -> Made:
        """Back up what lies below a home; refuses when anything of it could not be read."""
        tagged = [part for tag in (TAG, *tags) for part in ("--tag", tag)]
        left_out = [part for each in LEFT_OUT for part in ("--exclude", each)]
        said = self._run("backup", "--json", "--host", host, *tagged, *left_out, *paths, cwd=home)
        for words in _json_lines(said):
            if words.get("message_type") == "summary":
                return Made(
                    words["snapshot_id"],
                    words["total_files_processed"],
                    words["total_bytes_processed"],
                    words["data_added"],
                )
        raise ResticFailed("no summary")

    def snapshots(self) -> list[Snapshot]:
        """Every backup of ours, the newest first."""
        found = json.loads(self._read("snapshots", "--json", "--tag", TAG) or "null") or []
        rows = [
            Snapshot(
                each["id"],
                datetime.fromisoformat(_microseconds(each["time"])),
                each.get("hostname", ""),
                tuple(each.get("tags") or ()),
            )
            for each in found
        ]
        return sorted(rows, key=lambda each: each.at, reverse=True)

    def size(self, snapshot: str) -> int:
        """How many bytes it would be when it is brought back."""
        said = self._read("stats", "--json", "--mode", "restore-size", snapshot)
        return int(json.loads(said.strip().splitlines()[-1])["total_size"])

    def dump(self, snapshot: str, path: str) -> str:
        """One small file of a backup."""
        return self._read("dump", snapshot, path)

    def restore(self, snapshot: str, to: Path) -> None:
        """Bring everything of a backup back below a folder."""
        self._read("restore", snapshot, "--target", str(to))

    def forget(self, host: str, keep: Mapping[str, int]) -> int:
        """Remove what no rule keeps, of this host; how many backups went."""
        named = {"last": LAST, **keep}
        kept = [part for name, n in named.items() if n for part in (f"--keep-{name}", str(n))]
        mine = ("--tag", TAG, "--host", host, "--group-by", "host")
        said = self._run("forget", "--json", "--prune", *mine, *kept)
        groups: list[dict[str, Any]] = next(_json_values(said), [])
        return sum(len(group.get("remove") or ()) for group in groups)

    def _read(self, *words: str, password: str | None = None) -> str:
        """What only reads, also where a lock stands that nobody may ever take away.

        A machine that died while it removed old backups leaves one, and then its backups are
        wanted. Should somebody remove them at that moment, restic misses a part and says so.
        """
        try:
            return self._run(*words, password=password)
        except Locked:
            return self._run("--no-lock", *words, password=password)

    def _run(self, *words: str, cwd: Path | None = None, password: str | None = None) -> str:
        if shutil.which("restic") is None:
            raise Refused(_("restic is not installed: apt-get install restic"))
        line = ["--limit-upload", str(self.line), "--limit-download", str(self.line)]
        done = subprocess.run(
            [*QUIET, "restic", *(line if self.line else []), *words],
            cwd=cwd or folder(),
            env=self._environment(password),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise _failure(done.stderr or done.stdout, done.returncode)
        return done.stdout

    def _environment(self, password: str | None) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if name in PASSED}
        secret = {"RESTIC_PASSWORD": password} if password else {}
        return {
            **ours,
            **environment(),
            "RESTIC_REPOSITORY": self.address,
            "RESTIC_CACHE_DIR": str(folder() / "cache"),
            **(secret or {"RESTIC_PASSWORD_FILE": str(self.password)}),
        }


PASSED = (  # of our environment: never our own secrets
    *("PATH", "HOME", "USER", "LANG", "TZ", "TMPDIR", "SSH_AUTH_SOCK"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"),
    *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"),
)


def _failure(said: str, code: int) -> ResticFailed:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    whole = " ".join(lines) or f"exit code {code}"
    if "is there a repository at the" in whole.lower() and MISSING.search(whole):
        return NoRepository(whole)
    return Locked(whole) if LOCKED in whole.lower() else ResticFailed(whole)


def _in_words(said: str) -> Words:
    """The sentence for what restic said, with its own words behind it."""
    low = said.lower()
    for piece, words in SAYS:
        if re.search(piece, low):
            return f"{words} (restic: {said[:300]})"
    return _("restic failed: %(said)s") % {"said": said[:300]}


def _json_lines(text: str) -> Iterator[dict[str, Any]]:
    for line in text.splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def _json_values(text: str) -> Iterator[Any]:
    """The first line that is JSON: other output may follow."""
    for line in text.splitlines():
        if line.startswith(("[", "{")):
            yield json.loads(line)
            return


def _microseconds(text: str) -> str:
    """Go writes nanoseconds; the clock here takes six places."""
    head, dot, tail = text.partition(".")
    if not dot:
        return text.replace("Z", "+00:00")
    digits = len(tail) - len(tail.lstrip("0123456789"))
    return f"{head}.{tail[:digits][:6]:0<6}{tail[digits:]}".replace("Z", "+00:00")
