"""The door of roads."""

from banli.roads.acts import lift_restriction, load_network, restrict
from banli.roads.models import Restriction as RestrictionRow
from banli.roads.permissions import GRANTS, RoadPermission
from banli.roads.rules.advice import Assessed, assess
from banli.roads.rules.network import Bridge, Limits, Network, NetworkSpec, Section
from banli.roads.rules.passing import FIELDS, Hit, Restriction, Vehicle, hits, passable, vehicle_of
from banli.roads.rules.records import RestrictionRecord, check_restriction
from banli.roads.rules.ways import Way, shortest, through
from banli.roads.rules.written import Unread, read_route
from banli.roads.selectors import (
    advice,
    current_restrictions,
    edition,
    find_restriction,
    network,
    plan,
    restriction_of,
    restrictions,
    way_of,
)

__all__ = [
    "FIELDS",
    "GRANTS",
    "Assessed",
    "Bridge",
    "Hit",
    "Limits",
    "Network",
    "NetworkSpec",
    "Restriction",
    "RestrictionRecord",
    "RestrictionRow",
    "RoadPermission",
    "Section",
    "Unread",
    "Vehicle",
    "Way",
    "advice",
    "assess",
    "check_restriction",
    "current_restrictions",
    "edition",
    "find_restriction",
    "hits",
    "lift_restriction",
    "load_network",
    "network",
    "passable",
    "plan",
    "read_route",
    "restrict",
    "restriction_of",
    "restrictions",
    "shortest",
    "through",
    "vehicle_of",
    "way_of",
]
