"""Where Pindos listens (PINDOS_LISTEN) and what people type to reach it (PINDOS_URL)."""

from importlib import import_module
from pathlib import Path
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
        return f"{'https' if tls() else 'http'}://{name}:{self.port}"


class Tls(NamedTuple):
    """The chain of our certificate and its key, each a file."""

    chain: Path
    key: Path

    def stamp(self) -> tuple[float, float]:
        """When both were last written: another one means that they were renewed."""
        return self.chain.stat().st_mtime, self.key.stat().st_mtime


def tls() -> Tls | None:
    """From PINDOS_TLS_CERT and PINDOS_TLS_KEY; None when a proxy, or nobody, ends TLS."""
    chain, key = env.text("PINDOS_TLS_CERT", ""), env.text("PINDOS_TLS_KEY", "")
    if bool(chain) != bool(key):
        raise env.SettingError("PINDOS_TLS_CERT and PINDOS_TLS_KEY are given together or not")
    return Tls(Path(chain), Path(key)) if chain else None


def check_tls() -> Tls | None:
    """The same, when both can be read and belong together; refuses otherwise."""
    found = tls()
    if found is None:
        return None
    if reason := import_module("pindos.config.tls").refusal(found.chain, found.key):
        words = f"PINDOS_TLS_CERT {found.chain} and PINDOS_TLS_KEY {found.key} cannot be used"
        raise env.SettingError(f"{words}: {reason}. Both are PEM, the chain first.")
    return found


def listening() -> Address:
    """The address from PINDOS_LISTEN; refuses what is none."""
    return _address("PINDOS_LISTEN", env.text("PINDOS_LISTEN", "127.0.0.1:8000"))


def redirecting() -> Address | None:
    """Where plain http is answered with the way to https; from PINDOS_REDIRECT_LISTEN."""
    given = env.text("PINDOS_REDIRECT_LISTEN", "")
    if given and not public_url().startswith("https://"):
        raise env.SettingError("PINDOS_REDIRECT_LISTEN leads to https, but PINDOS_URL is http")
    return _address("PINDOS_REDIRECT_LISTEN", given) if given else None


def _address(name: str, given: str) -> Address:
    host, colon, port = given.strip().rpartition(":")
    if not colon or not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise env.SettingError(f"{name} is {given!r}, without a port: {HOW}")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host or "/" in host:
        raise env.SettingError(f"{name} is {given!r}, which is no address: {HOW}")
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
