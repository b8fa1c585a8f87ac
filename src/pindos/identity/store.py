"""Where sessions are kept: under a digest of their key, so that a copy of the table opens none."""

import hashlib
from contextlib import nullcontext
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from django.contrib.sessions.backends.db import SessionStore as Rows
from django.contrib.sessions.models import Session
from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone

from pindos.kernel.outages import if_there_is_room
from pindos.kernel.prepared import keyed

KNOWN = 500  # sessions of which a process knows that we signed them; some 300 bytes each


def kept_as(key: str) -> str:
    """The name under which a session is kept: 160 bits of SHA-256 of a key of 165."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()[:40]


@keyed
def _living(kept: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=kept, expire_date__gt=now)


class AsItIs(signing.JSONSerializer):
    """What is signed, before it is read."""

    def loads(self, data: bytes) -> Any:
        """The same."""
        return data


@lru_cache(KNOWN)
def _opened(signed: str, salt: str) -> bytes:
    opened: bytes = signing.loads(signed, salt=salt, serializer=AsItIs)
    return opened


class SessionStore(Rows):
    """Django's own table of sessions; only whoever holds the cookie knows a key."""

    def _get_session_from_db(self) -> Session | None:
        found = _living.first(kept_as(self.session_key or ""), timezone.now())
        if found is None:
            self._session_key = None  # a key of the visitor's own choosing is never taken over
        return found

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What a row holds; whether it is signed by us is asked once of each text."""
        try:
            text = _opened(str(session_data), self.key_salt)
        except Exception:  # noqa: BLE001  Django says which of these is a forgery
            return super().decode(session_data)
        return cast(dict[str, Any], self.serializer().loads(text))

    def exists(self, session_key: str) -> bool:
        """Whether there is a session of this key."""
        return super().exists(kept_as(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of this session."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.session_key = kept_as(row.session_key)
        return row

    def save(self, must_create: bool = False) -> None:
        """Keep it; an open session stays as it was when there is no room."""
        with nullcontext() if must_create else if_there_is_room("the use of a session"):
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        """End the session of this key, or this one."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(kept_as(key))
