"""Only a proxy that was named may say where a request came from."""

from ipaddress import ip_network

import pytest
from django.test import RequestFactory

from pindos.config import env
from pindos.config.proxies import ProxyMiddleware
from pindos.config.visitors import address_of

SPOOFED = {
    "HTTP_X_FORWARDED_FOR": "198.51.100.7",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_FORWARDED": "for=198.51.100.7",
}


def arrives(remote):
    """What is left of a request with all these headers."""
    request = RequestFactory().get("/", REMOTE_ADDR=remote, **SPOOFED)
    ProxyMiddleware(lambda request: None)(request)
    return request


@pytest.fixture
def behind(settings):
    settings.TRUSTED_PROXIES = 1
    settings.PROXY_NETWORKS = [ip_network("127.0.0.0/8"), ip_network("10.0.0.0/24")]


@pytest.mark.parametrize("remote", ["127.0.0.1", "10.0.0.9"])
def test_a_proxy_of_ours_is_believed(behind, remote):
    assert address_of(arrives(remote)) == "198.51.100.7"


@pytest.mark.parametrize("remote", ["10.0.1.9", "203.0.113.5", "::1", "", "unix:"])
def test_whoever_comes_past_the_proxy_is_not(behind, remote):
    request = arrives(remote)
    assert address_of(request) == remote and not set(SPOOFED) & set(request.META)


def test_without_a_proxy_nobody_is(settings):
    settings.TRUSTED_PROXIES = 0
    assert address_of(arrives("127.0.0.1")) == "127.0.0.1"


def test_networks_that_are_none_are_refused(monkeypatch):
    monkeypatch.setenv("PINDOS_PROXY_NETWORKS", "10.0.0.1/8")
    with pytest.raises(env.SettingError, match="PINDOS_PROXY_NETWORKS"):
        env.networks("PINDOS_PROXY_NETWORKS", "")
    assert env.networks("NOT_SET", "10.0.0.0/8 ::1/128")[1] == ip_network("::1")
