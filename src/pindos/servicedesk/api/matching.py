"""ETag and If-Match of a single ticket: its version, compared field by field as everywhere.

A strict If-Match would refuse an act because somebody wrote a reply; ours refuses it only when
what the act goes by has changed, so nobody needs to read again for nothing.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pindos.kernel.errors import Clash, Invalid
from pindos.kernel.versions import version_in
from pindos.servicedesk.models import Ticket

HEADER = "If-Match"
TAG = re.compile(r'(?:W/)?"?(\d{1,9})"?')


def tag_of(ticket: Ticket) -> str:
    """The ETag of a ticket; weak, for replies and rights change what is shown beside it."""
    return f'W/"{ticket.version}"'


def version_matched(request: HttpRequest) -> int | None:
    """The version of an If-Match; of ``*`` or without the header, none. Refuses all else."""
    sent = request.headers.get(HEADER, "").strip()
    if sent in ("", "*"):
        return None
    found = TAG.fullmatch(sent)
    if found is None:
        raise Invalid({HEADER: _('Send the ETag of the ticket as you got it, such as W/"7".')})
    return version_in(found[1])


@contextmanager
def failing_as_asked(request: HttpRequest) -> Iterator[None]:
    """A clash found by If-Match is answered as such (412)."""
    try:
        yield
    except Clash as clash:
        if request.headers.get(HEADER):
            clash.status = 412
        raise
