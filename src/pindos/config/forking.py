"""``pindos up`` asks this process for the others: it has read Django, and forks.

What it has read is taken out of the sight of the garbage collector first, or each process would
soon write to, and so have for itself, what all could share. So is what Django works out of models
when they are first asked for: 4 MB of each process, 2 MB when it is done once for all.
"""

import gc
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import BinaryIO

import click
from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.formats import get_format_modules
from django.utils.module_loading import import_string
from django.utils.translation import trans_real
from setproctitle import setproctitle

from pindos.config import web
from pindos.config.env import SettingError
from pindos.config.lifeline import tie_again, tie_to_supervisor
from pindos.config.nursery import READY
from pindos.config.threads import keep_by_thread
from pindos.kernel.tables import of_this_version

GO = b"!"  # what a child hears that the supervisor knows of


def main() -> None:
    """Fork until the supervisor has ended; in a forked process, be what was asked for."""
    tie_to_supervisor()
    setproctitle("pindos nursery")
    line, watcher = socket.socket(fileno=int(sys.argv[1])), os.getppid()
    commands = _everything()
    line.sendall(READY)
    name = _asked_for(line, watcher)
    setproctitle(f"pindos {name}")
    if name == "web":
        web.main()
    else:
        import_module("pindos.cli").run(lambda: commands, name)


def _everything() -> click.Group:
    """What every process needs, read; only then is garbage looked for."""
    gc.disable()
    try:
        with _without_tests():
            commands: click.Group = import_module("pindos.cli").root()
            reverse("readyz")  # reads what stands behind every address: views, forms, the API
    except SettingError as error:
        raise SystemExit(str(error)) from None
    trans_real.translation("el")
    get_format_modules("el")
    for name in [*settings.MIDDLEWARE, *settings.AUTHENTICATION_BACKENDS]:
        import_string(name)
    get_template("shell/base.html")  # and with it what reads, compiles and frames templates
    for model in apps.get_models():
        model._meta.get_fields(include_hidden=True)
        str(model._default_manager.filter(pk=1).query)  # written as SQL; no database is asked
    of_this_version()  # asked by each look whether all is well
    keep_by_thread()
    gc.collect()
    gc.freeze()
    gc.enable()
    return commands


@contextmanager
def _without_tests() -> Iterator[None]:
    """Let ``ninja.conf`` have its signal of ``django.test`` without all that is read with it.

    A test client, unittest and jinja2 took 3 MB. Whoever imports the package later, gets it whole.
    """
    name = "django.test"
    spec = find_spec(name)
    if name in sys.modules or spec is None:
        yield
        return
    sys.modules[name] = module_from_spec(spec)  # it is not run: only its parts are found by it
    try:
        yield
    finally:
        del sys.modules[name]


def _asked_for(line: socket.socket, watcher: int) -> str:
    """The name that this process got; returns in forked processes only."""
    for asked in line.makefile():
        name = asked.strip()
        born = _forked(watcher)
        if born is None:
            line.close()
            return name
        pid, leave = born
        with leave:
            line.sendall(b"%d" % pid)
            leave.write(GO)
    raise SystemExit(0)


def _forked(watcher: int) -> tuple[int, BinaryIO] | None:
    """The pid of a new child of the watcher's and where to give it leave; None in that child.

    The process between the two ends at once, so that the watcher, who adopts, becomes its parent.
    The child goes on once it has leave, which it gets when the watcher knows of it: were this
    process killed before, a second web server would run beside the next, and nobody could stop it.
    """
    reading, writing = os.pipe()
    waiting, leave = os.pipe()
    if between := os.fork():
        os.close(writing)
        os.close(waiting)
        with open(reading, "rb") as told:  # noqa: PTH123  a descriptor
            pid = int(told.read())
        os.waitpid(between, 0)
        return pid, open(leave, "wb")  # noqa: PTH123  a descriptor
    if pid := os.fork():
        os.setpgid(pid, pid)
        os.write(writing, b"%d" % pid)
        os._exit(0)
    for number in (reading, writing, leave):
        os.close(number)
    if not tie_again(watcher) or os.read(waiting, 1) != GO:
        os._exit(1)
    os.close(waiting)
    return None


if __name__ == "__main__":
    main()
