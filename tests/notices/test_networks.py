from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindos.notices.networks import is_public, is_within, may_be_called

INSIDE = """127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0
255.255.255.255 224.0.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:7f00:1::1""".split()  # noqa: SIM905


@pytest.mark.parametrize("address", INSIDE)
def test_nothing_behind_the_firewall_is_called_however_it_is_spelled(address):
    assert not may_be_called(address, networks=[], is_secure=True)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_the_open_internet_is_called_by_https_only(address):
    assert may_be_called(address, networks=[], is_secure=True)
    assert not may_be_called(address, networks=[], is_secure=False)


def test_an_allowed_network_is_called_by_http_too_and_no_other():
    networks = ["10.0.0.0/8", "fd00::/8"]
    for address in ("10.1.2.3", "::ffff:10.1.2.3", "fd00::7"):
        assert may_be_called(address, networks=networks, is_secure=False)
    assert not may_be_called("192.168.1.1", networks=networks, is_secure=True)


@given(st.ip_addresses(v=4))
def test_an_address_within_another_is_the_address_that_it_holds(address: IPv4Address):
    mapped = ip_address(f"::ffff:{address}")
    assert isinstance(mapped, IPv6Address)
    assert is_public(mapped) == is_public(address)
    assert is_within(mapped, [f"{address}/32"])
