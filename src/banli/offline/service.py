"""The door of work without a network."""

from banli.offline.acts import Became, Entry, receive, set_up_device
from banli.offline.models import Device, DeviceKey, Received
from banli.offline.permissions import GRANTS, OfflinePermission
from banli.offline.rules import Happened, happened, is_late
from banli.offline.selectors import key_of, needed_key, written_offline

__all__ = [
    "GRANTS",
    "Became",
    "Device",
    "DeviceKey",
    "Entry",
    "Happened",
    "OfflinePermission",
    "Received",
    "happened",
    "is_late",
    "key_of",
    "needed_key",
    "receive",
    "set_up_device",
    "written_offline",
]
