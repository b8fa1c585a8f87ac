"""A reaction that leaves a mark each time it takes effect, and does nothing to leave only one."""

import random
import time

from tests.kernel.saying import SomethingHappened

from pindos.kernel.events import DomainEvent, emit, on
from pindos.kernel.models import Schedule


class Witnessed(DomainEvent):
    thing_id: int


def witness(event):
    time.sleep(random.uniform(0, 0.003))
    emit(Witnessed(thing_id=event.thing_id), about=Schedule(pk=event.thing_id), unit_id=None)
    time.sleep(random.uniform(0, 0.003))


def witness_everything():
    on(SomethingHappened, name="witness")(witness)


def witness_opening(event):
    time.sleep(random.uniform(0, 0.003))
    emit(Witnessed(thing_id=event.ticket_id), about=Schedule(pk=event.ticket_id), unit_id=None)
    time.sleep(random.uniform(0, 0.003))


def witness_openings():
    from pindos.servicedesk.events import TicketOpened  # noqa: PLC0415  needs all models

    on(TicketOpened, name="witness")(witness_opening)
