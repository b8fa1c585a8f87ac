"""The product's settings with nothing before a view."""

from pindos.config.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.floor"
ALLOWED_HOSTS = ["*"]
