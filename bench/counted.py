"""What a house has kept of a load, counted in its own tables once nothing is under way.

python -m bench.counted TITLE — of the tickets of that title, in the home and database that the
environment names; JSON to stdout.
"""

import json
import os
import sys
import time
from collections import Counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")

import django  # noqa: E402  before anything that has models

django.setup()

from pindos.kernel.models import Delivery, Event  # noqa: E402
from pindos.kernel.verifying import verify  # noqa: E402
from pindos.notices.models import Notice  # noqa: E402
from pindos.servicedesk.models import Ticket  # noqa: E402
from pindos.servicedesk.terms import ABOUT  # noqa: E402

PATIENCE = 300.0  # seconds: a lease of a dead worker must run out


def main() -> None:
    """Wait until all is done, then count."""
    end = time.monotonic() + PATIENCE
    while is_under_way() and time.monotonic() < end:
        time.sleep(0.5)
    print(json.dumps(counted(sys.argv[1])))


def is_under_way() -> bool:
    waiting = Delivery.objects.exclude(state=Delivery.State.DONE)
    return waiting.exists() or Event.objects.filter(seq=None).exists()


def counted(title: str) -> dict[str, Any]:
    """The numbers; of each ticket how often it was opened and told of; what is not done."""
    tickets = dict(Ticket.objects.filter(title=title).values_list("pk", "number"))
    opened = Event.objects.filter(name="servicedesk.TicketOpened")
    openings = Counter(event.payload["ticket_id"] for event in opened if event.payload)
    about = {f"{ABOUT}:{pk}" for pk in tickets}
    notices = Counter(Notice.objects.filter(about__in=about).values_list("about", flat=True))
    return {
        "numbers": list(tickets.values()),
        "openings": Counter(openings[pk] for pk in tickets),
        "notices": Counter(notices[name] for name in about),
        "undone": Delivery.objects.exclude(state=Delivery.State.DONE).count(),
        "is_whole": verify().is_whole,
    }


if __name__ == "__main__":
    main()
