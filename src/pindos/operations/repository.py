"""Where backups may lie: the addresses of repositories that restic takes, as far as we let them.

What is typed here becomes an argument of a program and a host for ssh, so it is looked at closely.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pindos.kernel.errors import Refused
from pindos.kernel.kinds import Kind

HOST = r"(?:[a-z0-9_][\w.-]*@)?(?:[a-z0-9][a-z0-9.-]*|\[[0-9a-f:]+\])"
FORMS = (
    re.compile(r"/[^\x00-\x1f]*"),  # a folder of this machine, or of a disk that hangs on it
    re.compile(rf"sftp:{HOST}:[^\s:][^\x00-\x1f]*", re.I),
    re.compile(rf"sftp://{HOST}(?::\d+)?/[^\x00-\x1f]+", re.I),
    re.compile(r"s3:(?:https?://)?[a-z0-9][\w.:-]*/[^\s\x00-\x1f]+", re.I),
    re.compile(r"rest:https?://(?:[^\s/@]+@)?[a-z0-9\[][\w.:\]-]*/?[^\s\x00-\x1f]*", re.I),
)
SECRET = re.compile(r"://[^/@\s:]*:(?!\$\{)[^/@\s]*@")  # a password in the address, readable
NAMED = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True)
class Repository(Kind[str]):
    """The address of a repository; nothing means that no backups are kept."""

    most: int = 400

    def parse(self, given: Any) -> str:
        """The address, when restic can use it and it gives no secret away."""
        text = given.strip() if isinstance(given, str) else ""
        if not text and (given is None or isinstance(given, str)):
            return ""
        if len(text) > self.most or not any(form.fullmatch(text) for form in FORMS):
            raise Refused(
                _(
                    "Write a folder (/mnt/backup/pindos), or sftp:user@host:/folder, "
                    "s3:https://host/bucket, rest:https://host/."
                )
            )
        if SECRET.search(text):
            raise Refused(
                _(
                    "Do not write the password here, where it can be read. Write ${NAME} in its "
                    "place, and NAME=password in the file keys/backup-environment."
                )
            )
        if text.startswith("/") and _is_inside(Path(text), Path(settings.HOME)):
            raise Refused(
                _("This folder lies in the data themselves. Choose another disk or machine.")
            )
        return text


def filled(address: str, values: Mapping[str, str]) -> str:
    """The address with each ${NAME} filled in; refused when a value is missing."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise Refused(
                _("The file keys/backup-environment has no value for %(name)s.")
                % {"name": found[1]}
            )
        return values[found[1]]

    return NAMED.sub(value, address)


def _is_inside(path: Path, home: Path) -> bool:
    found, home = path.resolve(), home.resolve()
    return found == home or home in found.parents or found in home.parents
