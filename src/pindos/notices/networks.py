"""Which addresses the house may speak to by itself: never its own network, unless allowed.

A webhook makes this machine open connections to whatever somebody wrote down; without this it
would reach what stands behind the firewall (SSRF).
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address within an IPv6 one


def bare(address: Address) -> Address:
    """The address that is really meant: an IPv4 one within an IPv6 one is unwrapped."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def is_within(address: Address, networks: Iterable[str]) -> bool:
    """Whether it stands in one of these networks, written as 10.0.0.0/8."""
    meant = bare(address)
    return any(meant in ip_network(each) for each in networks)


def is_public(address: Address) -> bool:
    """Whether it is an address of the open Internet: no loopback, private, link-local, multicast.

    The addresses from which clouds tell their secrets (169.254.169.254) are link-local.
    """
    meant = bare(address)
    return meant.is_global and not meant.is_multicast


def may_be_called(text: str, *, networks: Iterable[str], is_secure: bool) -> bool:
    """Whether a receiver at this address may be called.

    An allowed network always; anywhere else only the open Internet, and only by https.
    """
    address = ip_address(text.partition("%")[0])
    return is_within(address, networks) or (is_secure and is_public(address))
