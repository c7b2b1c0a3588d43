"""The door of work without a network."""

from banli.offline.acts.leasing import lease_numbers, return_numbers, use_number, void_leases
from banli.offline.acts.receiving import Became, Entry, receive, set_up_device
from banli.offline.acts.striking import strike_off
from banli.offline.models import Device, DeviceKey, LeasedNumber, Received
from banli.offline.permissions import GRANTS, OfflinePermission
from banli.offline.rules.leases import Wanted
from banli.offline.rules.moments import Happened, happened, is_late
from banli.offline.rules.opening import OPENS_FOR, opens_until
from banli.offline.selectors.devices import (
    devices_of,
    find_received,
    is_struck_off,
    key_of,
    needed_key,
    why_not_strike_off,
    written_for,
    written_offline,
)
from banli.offline.selectors.leases import counted, recounted

__all__ = [
    "GRANTS",
    "OPENS_FOR",
    "Became",
    "Device",
    "DeviceKey",
    "Entry",
    "Happened",
    "LeasedNumber",
    "OfflinePermission",
    "Received",
    "Wanted",
    "counted",
    "devices_of",
    "find_received",
    "happened",
    "is_late",
    "is_struck_off",
    "key_of",
    "lease_numbers",
    "needed_key",
    "opens_until",
    "receive",
    "recounted",
    "return_numbers",
    "set_up_device",
    "strike_off",
    "use_number",
    "void_leases",
    "why_not_strike_off",
    "written_for",
    "written_offline",
]
