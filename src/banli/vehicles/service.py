"""The door of vehicles."""

from banli.vehicles.acts import change_vehicle, give_up_vehicle, keep_vehicle
from banli.vehicles.models import Vehicle
from banli.vehicles.permissions import GRANTS, VehiclePermission
from banli.vehicles.rules.fields import FIELDS, is_driving, read_vehicle
from banli.vehicles.rules.vehicle_answers import answers
from banli.vehicles.selectors import find_vehicle, vehicles

__all__ = [
    "FIELDS",
    "GRANTS",
    "Vehicle",
    "VehiclePermission",
    "answers",
    "change_vehicle",
    "find_vehicle",
    "give_up_vehicle",
    "is_driving",
    "keep_vehicle",
    "read_vehicle",
    "vehicles",
]
