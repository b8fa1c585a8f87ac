"""Where Pindos listens (PINDOS_LISTEN) and what people type to reach it (PINDOS_URL)."""

from typing import NamedTuple
from urllib.parse import urlsplit

from pindos.config import env

EVERYWHERE = "0.0.0.0"  # noqa: S104  asked for by leaving the host out
MEANING_HERE = {"localhost", "127.0.0.1", "::1", EVERYWHERE, "::"}
HOW = "write HOST:PORT, :PORT (every address of this machine) or [IPv6]:PORT"


class Address(NamedTuple):
    """A host, IPv6 without its brackets, and a port from 1 to 65535."""

    host: str
    port: int

    @property
    def name(self) -> str:
        """The host as it stands in a URL and in a Host header."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def url(self) -> str:
        """What a browser on this machine opens; by name, because passkeys need one."""
        name = "localhost" if self.host in MEANING_HERE else self.name
        return f"http://{name}:{self.port}"


def listening() -> Address:
    """The address from PINDOS_LISTEN; refuses what is none."""
    given = env.text("PINDOS_LISTEN", "127.0.0.1:8000")
    host, colon, port = given.strip().rpartition(":")
    if not colon or not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise env.SettingError(f"PINDOS_LISTEN is {given!r}, without a port: {HOW}")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host or "/" in host:
        raise env.SettingError(f"PINDOS_LISTEN is {given!r}, which is no address: {HOW}")
    return Address(host or EVERYWHERE, int(port))


def public_url() -> str:
    """The address that people use, without a slash at its end; from PINDOS_URL if it is given."""
    given = env.text("PINDOS_URL", "") or listening().url
    url = urlsplit(given)
    if url.scheme not in {"http", "https"} or not url.hostname or url.path.strip("/") or url.query:
        words = "write http:// or https://, a name and perhaps a port, and no path"
        raise env.SettingError(f"PINDOS_URL is {given!r}: {words}")
    return f"{url.scheme}://{url.netloc}"


def hosts() -> list[str]:
    """The names by which requests may call us; more of them from PINDOS_HOSTS."""
    public = urlsplit(public_url()).hostname or ""
    named = [Address(public, 1).name, listening().name, "localhost", "127.0.0.1", "[::1]"]
    return sorted({*named, *env.text("PINDOS_HOSTS", "").split()} - {EVERYWHERE, "[::]"})
