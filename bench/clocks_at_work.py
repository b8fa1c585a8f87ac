"""What following a changed calendar costs; run in the home and database of a filled instance.

python -m bench.clocks_at_work OPEN OUT — opens so many of the tickets that are there, gives them
their clocks, changes the working hours, and lets the clocks follow. Seconds go to OUT as JSON.
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")

import django  # noqa: E402  before anything that has models

django.setup()

from django.db import connection  # noqa: E402

from bench.processes import cpu_of  # noqa: E402
from pindos.clocks.commands import follow_calendars, plan_hours, set_hours  # noqa: E402
from pindos.clocks.models import Clock  # noqa: E402
from pindos.identity.queries import viewer_named  # noqa: E402
from pindos.servicedesk.commands import promise_for_all  # noqa: E402
from pindos.servicedesk.models import Ticket  # noqa: E402

SHORTER = ["07:30-14:30"] * 5 + ["", ""]


def cpu_of_server() -> float:
    """Seconds of CPU of the process that serves our connection; 0 where there is none."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cpu_of(cursor.fetchone()[0])


def main() -> None:
    """Do it, and say how long each took."""
    wanted, out = int(sys.argv[1]), Path(sys.argv[2])
    ids = Ticket.objects.order_by("-pk").values_list("pk", flat=True)[:wanted]
    Ticket.objects.filter(pk__in=list(ids)).update(state="new", solved_at=None, closed_at=None)
    found: dict[str, float] = {}

    def timed(name: str, act) -> int:
        begun = time.perf_counter()
        count = act()
        found[name] = time.perf_counter() - begun
        return count

    begun, theirs = time.process_time(), cpu_of_server()
    timed("given", promise_for_all)
    found["given_cpu"] = time.process_time() - begun
    found["given_cpu_server"] = cpu_of_server() - theirs
    viewer = viewer_named("admin")
    plan = {"viewer": viewer, "key": "office", "week": SHORTER}
    timed("looked", lambda: plan_hours(**plan).running)
    set_hours(name="Ωράριο", **plan)
    begun, theirs = time.process_time(), cpu_of_server()
    found["moved"] = timed("followed", follow_calendars)
    found["followed_cpu"] = time.process_time() - begun
    found["followed_cpu_server"] = cpu_of_server() - theirs
    found["running"] = Clock.objects.filter(stopped_at=None).count()
    out.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
