"""Commands of the house in processes of their own that need not read Django first: forked.

``run`` and ``script`` do what ``python -m pindos`` and ``python`` do, in an environment of their
own and to their own end; only what both read before anything else has been read once for all.
Run as a process of its own, it takes one order a line and answers with the exit code.
"""

import atexit
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
from functools import cache
from importlib import import_module, reload
from pathlib import Path

from tests.run.house import PATIENCE, environment

ENDED = "ended"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "pindos.config.settings"}


def run(home, *words, given=b"", **more):
    """One command of the house, to its end; real ones are in ``tests.run.house``."""
    return _carried_out(["-m", "pindos", *words], environment(home, **SETTINGS, **more), given)


def script(home, *words, **more):
    """One script of ours in the instance's own surroundings: ``-c CODE`` or ``-m MODULE``."""
    return _carried_out([*words], environment(home, **SETTINGS, **more))


def _carried_out(words, surroundings, given=b""):
    with tempfile.TemporaryDirectory() as folder:
        read, out, err = (Path(folder, name) for name in ("in", "out", "err"))
        read.write_bytes(given)
        files = {"in": str(read), "out": str(out), "err": str(err)}
        order = {"words": words, "env": surroundings, **files}
        nursery = _nursery()
        nursery.stdin.write(json.dumps(order) + "\n")
        nursery.stdin.flush()
        said = nursery.stdout.readline().split()
        assert said[:1] == [ENDED], f"the nursery of commands died at {words}"
        return subprocess.CompletedProcess(words, int(said[1]), out.read_text(), err.read_text())


@cache
def _nursery():
    """The process in which all is read; it ends with ours."""
    with tempfile.TemporaryDirectory() as home:
        told = {"PYTHONPATH": os.pathsep.join(("src", ".")), **SETTINGS}
        started = subprocess.Popen(
            [sys.executable, "-m", "tests.run.warm"],
            env={**environment(home), **told},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert started.stdout.readline().strip() == "ready"
    atexit.register(started.stdin.close)
    return started


def serve():
    """Fork for each order; only the child comes back, with its order."""
    tell = os.fdopen(os.dup(1), "w", buffering=1)
    tell.write("ready\n")
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            tell.close()
            return order
        tell.write(f"{ENDED} {_code_of(pid)}\n")
    return None


def _code_of(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def become(order):
    """The process that was ordered: its environment, its files, its settings."""
    signal.alarm(PATIENCE)  # what hangs is ended
    os.environ.clear()
    os.environ.update(order["env"])
    for number, path in ((1, order["out"]), (2, order["err"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.dup2(os.open(order["in"], os.O_RDONLY), 0)
    _settle()


def _settle():
    """Let what reads the environment read it anew."""
    from django.conf import empty, settings  # noqa: PLC0415  only the nursery needs Django
    from django.core.cache import caches  # noqa: PLC0415
    from django.core.files.storage import storages  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415
    from django.utils.log import configure_logging  # noqa: PLC0415

    reload(import_module("pindos.config.settings"))
    settings._wrapped = empty
    for handler in (connections, caches, storages):
        handler.__dict__.clear()
        handler.__init__()
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)


def main():
    """Read everything, then serve; a child goes on as the program that it was ordered to be."""
    import_module("pindos.cli").root()
    import_module("pindos.config.urls")
    order = serve()
    if order is None:
        return
    become(order)
    flag, what, *words = order["words"]
    sys.argv = [what, *words]
    if flag == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(compile(what, "<ordered>", "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    main()
