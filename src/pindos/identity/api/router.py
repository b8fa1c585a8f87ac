"""Where the operations of identity are written down, and who may call those that matter."""

from typing import Annotated, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Path, Router

from pindos.identity.terms import Scope
from pindos.kernel.access import Viewer
from pindos.kernel.errors import Forbidden
from pindos.kernel.web import Request

router = Router(tags=["identity"])
Id = Annotated[int, Path(ge=1, le=2**62)]


def whole(request: HttpRequest) -> Viewer:
    """The caller, if the token may do all that its account may: a lesser one makes no better."""
    if getattr(request, "scope", Scope.ALL) != Scope.ALL:
        raise Forbidden(_("This needs a token with the scope all."))
    return cast(Request, request).viewer
