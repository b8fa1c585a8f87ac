"""The names of due jobs, in Redis: a sorted set, so that none lies there twice.

Redis may be away, empty or new at any moment. Nothing here raises for it: a name that was not
left is left at the next turn, for the row of its job says that it is due.
"""

import logging
import time

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from pindos.kernel.handover import Standing

ANSWERING = 2.0  # seconds that Redis has to answer
RESTING = 2.0  # seconds for which one that did not answer is not asked again

logger = logging.getLogger(__name__)


class RedisPlace:
    """One sorted set under one key; the score is when a name was left."""

    def __init__(self, url: str, key: str) -> None:
        self._key = key
        self._away_since: float | None = None
        self._asked_at = 0.0
        self._server: Redis = Redis.from_url(
            url,
            decode_responses=True,
            socket_connect_timeout=ANSWERING,
            socket_timeout=ANSWERING,
            retry=Retry(NoBackoff(), 0),
        )

    def leave(self, name: str) -> bool:
        """Leave a name, unless it lies there already; whether it lies there now."""
        if self._is_resting():
            return False
        try:
            self._server.zadd(self._key, {name: time.time()}, nx=True)
        except RedisError as error:
            self._is_away(error)
            return False
        self._is_back()
        return True

    def fetch(self, seconds: float) -> str | None:
        """Take the name that was left first; wait so long for one, at most a second."""
        if self._is_resting():
            return None
        try:
            found = self._server.bzpopmin([self._key], min(seconds, ANSWERING / 2))
        except RedisError as error:
            self._is_away(error)
            return None
        self._is_back()
        return str(found[1]) if found else None  # key, name, score

    def standing(self) -> Standing:
        """How it is; an OSError in words when it does not answer."""
        try:
            version = self._server.info("server")["redis_version"]
            return Standing(str(version), int(self._server.zcard(self._key)))
        except RedisError as error:
            raise OSError(str(error).strip() or type(error).__name__) from error

    def _is_resting(self) -> bool:
        is_away = self._away_since is not None
        return is_away and time.monotonic() < self._asked_at + RESTING

    def _is_away(self, error: RedisError) -> None:
        self._asked_at = time.monotonic()
        if self._away_since is None:
            self._away_since = self._asked_at
            words = "Redis does not answer (%s); what is due stays due"
            logger.warning(words, str(error).strip() or type(error).__name__)

    def _is_back(self) -> None:
        if self._away_since is not None:
            logger.info("Redis answers again, after %d s", time.monotonic() - self._away_since)
            self._away_since = None
