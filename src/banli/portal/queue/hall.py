"""Who stands in the hall: a request from one of its networks. The kiosk opens for them alone; no limit counts them."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

from banli.portal.kit.visitor import address
from banli.tickets.service import count_try


def in_hall(request: HttpRequest) -> bool:
    """True where the request comes from a network of the hall; False for an address that is none."""
    return _inside(address(request), tuple(settings.HALL_NETWORKS))


@lru_cache(maxsize=4_096)
def _inside(text: str, networks: tuple[str, ...]) -> bool:
    try:
        found = ip_address(text)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return any(found in ip_network(one) for one in networks)


def counted(request: HttpRequest) -> None:
    """Count what is drawn or booked from outside the hall. Raises :class:`Refused` where it is too often."""
    if not in_hall(request):
        count_try(address=address(request))
