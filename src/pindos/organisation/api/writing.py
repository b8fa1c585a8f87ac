"""Who may change the organisation over HTTP."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden
from pindos.kernel.web import Request, is_whole


def writer(request: HttpRequest) -> Viewer:
    """Who asks; a token must be good for everything, not only for tickets."""
    if not is_whole(request):
        raise Forbidden(_("This token may not change the organisation. Use one with scope all."))
    return cast(Request, request).viewer
