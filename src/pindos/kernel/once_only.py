"""A form that is sent twice is carried out once."""

import hashlib
import json
from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any

from pindos.kernel.once import once
from pindos.kernel.web import Request

FIELD = "once"
KEY_LENGTH = 40  # characters


def token(request: Request) -> str:
    """The mark of a form: it keeps it when it fails, so that no try counts as another one."""
    return request.POST.get(FIELD, "")[:KEY_LENGTH] or token_urlsafe(16)


def once_only(
    request: Request, name: str, asked: Any, act: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """Carry it out, or answer as the first click was; the same form with other words is new."""
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()
    mark = request.POST.get(FIELD, "")[:KEY_LENGTH]
    key = f"{name}:{mark}:{digest}" if mark else ""
    return once(viewer=request.viewer, key=key, asked=asked, act=act)
