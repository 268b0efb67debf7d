"""Hosts → network addresses that may be connected to: public ones, unless private are allowed."""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple

from corpus.errors import UnreachableError
from corpus.fetching.deadline import Deadline
from corpus.fetching.url import Url

# Not for the public by the registries of IANA, and taken for global by Python before 3.11.10 (see
# CVE-2024-4032); and prefixes under which a translator reaches an IPv4 address.
_NOT_PUBLIC = [
    ip_network(network)
    for network in ("192.0.0.0/24", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/23")
]


class Endpoint(NamedTuple):
    """What a socket connects to."""

    family: int
    address: tuple[str | int | bytes, ...]


def resolve(url: Url, deadline: Deadline, *, allow_private: bool) -> list[Endpoint]:
    """Look a host up; connections go to just these addresses, whatever a later look-up says.

    Raises UnreachableError where there is no such host, and where any address is not public.
    """
    endpoints = _look_up(url, deadline)
    for endpoint in endpoints:
        number = str(endpoint.address[0])
        if not allow_private and not is_public(number):
            raise UnreachableError("error-address-private", url=str(url), address=number)
    return endpoints


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public internet."""
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return not any(_reasons_against(address))


def _reasons_against(address: IPv4Address | IPv6Address) -> Iterator[bool]:
    yield not address.is_global
    yield address.is_multicast
    yield address.is_reserved
    yield isinstance(address, IPv6Address) and address.is_site_local
    yield any(address in network for network in _NOT_PUBLIC)


def _look_up(url: Url, deadline: Deadline) -> list[Endpoint]:
    """Ask the resolver in a thread: it knows no deadline of its own."""
    answers: SimpleQueue[list[Endpoint] | OSError] = SimpleQueue()
    Thread(target=_ask, args=(url, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.remaining())
    except Empty:
        raise deadline.fault() from None
    if isinstance(answer, OSError) or not answer:
        raise UnreachableError("error-host-unknown", url=str(url), host=url.host)
    return answer


def _ask(url: Url, answers: "SimpleQueue[list[Endpoint] | OSError]") -> None:
    try:
        found = socket.getaddrinfo(url.host, url.port, type=socket.SOCK_STREAM)
        endpoints = [Endpoint(family, address) for family, _, _, _, address in found]
        answers.put(list(dict.fromkeys(endpoints)))
    except (OSError, UnicodeError) as error:
        answers.put(OSError(str(error)))
