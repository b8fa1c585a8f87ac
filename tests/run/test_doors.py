"""The ways in: TLS by Pindos itself, and nginx with the example that ships."""

import contextlib
import http.client
import re
import shutil
import socket
import ssl
import subprocess
from pathlib import Path

import pytest
from django.db import connection
from tests.run.certificate import write_certificate
from tests.run.house import PATIENCE, free_port, house, run, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the same on both databases"),
]
OPERATIONS = Path(__file__).parents[2] / "docs" / "operations"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")


def ask(port, path, chain=None, method="GET", body=None, headers=None, source=None):
    """An answer, by https when there is a chain to believe."""
    if chain:
        context = ssl.create_default_context(cafile=chain)
        call = http.client.HTTPSConnection(
            "127.0.0.1", port, timeout=PATIENCE, context=context, source_address=source
        )
    else:
        call = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=PATIENCE, source_address=source
        )
    with contextlib.closing(call):
        call.request(method, path, body, {"Host": "localhost", **(headers or {})})
        answer = call.getresponse()
        answer.text = answer.read().decode()
        return answer


def test_pindos_ends_tls_itself_and_shows_plain_http_the_way(prepared, tmp_path):
    chain, key = write_certificate(tmp_path)
    other = free_port()
    told = {
        "PINDOS_TLS_CERT": str(chain),
        "PINDOS_TLS_KEY": str(key),
        "PINDOS_REDIRECT_LISTEN": f"127.0.0.1:{other}",
    }
    with house(prepared, **told) as here:
        here.ready()
        assert f"https://localhost:{here.port}" in here.said()
        page = ask(here.port, "/sign-in/", chain)
        assert page.status == 200
        assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
        assert "Secure" in page.headers["Set-Cookie"]
        until(lambda: _listens(other), "the process that shows the way")
        way = ask(other, "/tickets/?q=1")
        assert way.status == 308
        assert way.headers["Location"] == f"https://localhost:{here.port}/tickets/?q=1"
        away = ask(other, "//evil.example/x").headers["Location"]
        assert away == f"https://localhost:{here.port}/evil.example/x"
        with pytest.raises((http.client.HTTPException, OSError)):
            ask(here.port, "/sign-in/")  # nothing is told in the open
        assert here.stop() == 0


@pytest.mark.parametrize("broken", ["key", "missing", "half"])
def test_a_certificate_that_cannot_be_used_is_named_before_anything_starts(tmp_path, broken):
    chain, key = write_certificate(tmp_path)
    if broken == "key":
        (tmp_path / "other").mkdir()
        key = write_certificate(tmp_path / "other")[1]
    elif broken == "missing":
        chain.unlink()
    told = {"PINDOS_TLS_CERT": str(chain), "PINDOS_TLS_KEY": str(key)}
    if broken == "half":
        del told["PINDOS_TLS_KEY"]
    answer = run(tmp_path / "home", "up", PINDOS_LISTEN=f"127.0.0.1:{free_port()}", **told)
    assert answer.returncode == 1 and "PINDOS_TLS_CERT" in answer.stderr
    assert "Traceback" not in answer.stderr


@contextlib.contextmanager
def nginx(folder, pindos, http_port, https_port):
    """nginx with the example as it stands, but for ports and places."""
    example = (OPERATIONS / "nginx.conf").read_text()
    example = re.sub(r"\n    listen \[::\].*", "", example)
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{http_port};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{https_port} ssl http2;"),
        ("/etc/pindos/", f"{folder}/"),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{pindos}"),
    ):
        assert old in example
        example = example.replace(old, new)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off; user root; pid {folder}/pid; error_log {folder}/error.log;"
        f"events {{}} http {{ access_log off; {temporary} {example} }}"
    )
    started = subprocess.Popen([NGINX, "-c", str(main), "-p", str(folder)])
    try:
        until(lambda: _listens(https_port), "nginx")
        yield
    finally:
        started.terminate()
        started.wait(PATIENCE)


def _listens(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def answered(asked):
    """Whoever answers before all is read may be cut off, and nginx says 502: then ask again."""
    for _ in range(10):
        answer = asked()
        if answer.status != 502:
            break
    return answer


def test_behind_nginx_people_come_by_their_own_address_and_by_https(prepared, tmp_path):
    chain, _ = write_certificate(tmp_path)
    home = tmp_path / "home"
    shutil.copytree(prepared, home)
    networks = '["127.0.0.2/32"]'
    assert run(home, "option", "set", "operations.metrics_from", networks).returncode == 0
    http_port, https_port = free_port(), free_port()
    told = {"PINDOS_URL": "https://pindos.example.gr", "PINDOS_TRUSTED_PROXIES": "1"}
    name = {"Host": "pindos.example.gr"}
    with house(home, **told) as here:
        here.ready()
        with nginx(tmp_path, here.port, http_port, https_port):

            def via(path, **more):
                headers = {**name, **more.pop("headers", {})}
                return ask(https_port, path, chain, headers=headers, **more)

            page = via("/sign-in/")
            assert page.status == 200 and "Secure" in page.headers["Set-Cookie"]
            assert page.headers["Strict-Transport-Security"]
            # the address of the caller, not of the proxy, and not what the caller claims
            spoofed = {"X-Forwarded-For": "127.0.0.2"}
            assert via("/metrics", source=("127.0.0.2", 0)).status == 200
            assert via("/metrics", headers=spoofed).status == 404
            large = answered(lambda: via("/sign-in/", method="POST", body=b"x" * 20_000_000))
            assert large.status in {400, 403, 413} and "nginx" not in large.text
            plain = ask(http_port, "/sign-in/?a=1", headers=name)
            assert plain.status == 308
            assert plain.headers["Location"] == "https://pindos.example.gr/sign-in/?a=1"
            upgraded = via("/sign-in/", headers={"Connection": "Upgrade", "Upgrade": "websocket"})
            assert upgraded.status == 200  # a page, no websocket
        past = here.get("/sign-in/", headers=name)  # past the proxy, in the open
        assert past.status == 301
        assert past.headers["Location"] == "https://pindos.example.gr/sign-in/"
