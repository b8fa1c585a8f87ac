"""What belongs to one request is kept by its thread: the server has threads, and no event loop.

Django keeps it so that coroutines could share a thread, and pays for that each time it asks for
the language, the connection or the addresses: some four hundred times a page.
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
    """Let plain places of each thread hold these; called once, before anything is kept there."""
    for owner, name in HELD:
        setattr(owner, name, threading.local())
