"""Writing notices."""

from pindos.notices.commands.reading import read_all, read_notice
from pindos.notices.commands.telling import tell

__all__ = ["read_all", "read_notice", "tell"]
