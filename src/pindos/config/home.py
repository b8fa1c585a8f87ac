"""The folder that holds all data of an instance: PINDOS_HOME."""

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_urlsafe

from pindos.config import env


def home() -> Path:
    """Where the instance keeps its data; ``var/`` below the working folder by default."""
    return Path(env.text("PINDOS_HOME", "var")).absolute()


def secret_key() -> str:
    """The key that signs sessions and links: from the environment, else kept in the home."""
    if given := env.text("SECRET_KEY", ""):
        return given
    return kept("keys/secret-key", lambda: token_urlsafe(50))


def kept(name: str, make: Callable[[], str]) -> str:
    """A secret that is made once and then read; no one but its owner may read the file."""
    path = home() / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        value = make()
        file.write(value)
    return value
