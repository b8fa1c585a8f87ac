"""What belongs to one request is kept by its thread: no process of ours has an event loop.

Django keeps it so that coroutines could share a thread, and pays for that each time it asks for
the language, the connection or the addresses: some four hundred times a page, and a hundred and
forty times for a letter that becomes a ticket.
"""

import threading

from django.db import connections
from django.urls import base as addresses
from django.utils import timezone
from django.utils.translation import trans_real

HELD: list[tuple[object, str]] = [
    (trans_real, "_active"),
    (timezone, "_active"),
    (addresses, "_prefixes"),
    (addresses, "_urlconfs"),
    (connections, "_connections"),
]


def keep_by_thread() -> None:
    """Let plain places of each thread hold these; before anything is kept there.

    Called again it leaves them: a process that is forked has them from the one it came from.
    """
    for owner, name in HELD:
        if not isinstance(getattr(owner, name), threading.local):
            setattr(owner, name, threading.local())
