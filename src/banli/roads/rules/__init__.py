"""Sections, bridges, restrictions and ways. Pure."""

from banli.roads.rules.advice import Assessed, assess
from banli.roads.rules.network import Bridge, Limits, Network, NetworkSpec, Section
from banli.roads.rules.passage import FIELDS, Hit, Restriction, Vehicle, hits, passable, vehicle_of
from banli.roads.rules.records import RestrictionRecord, check_restriction
from banli.roads.rules.route_text import Unread, read_route
from banli.roads.rules.shortest_way import Way, shortest, through

__all__ = [
    "FIELDS",
    "Assessed",
    "Bridge",
    "Hit",
    "Limits",
    "Network",
    "NetworkSpec",
    "Restriction",
    "RestrictionRecord",
    "Section",
    "Unread",
    "Vehicle",
    "Way",
    "assess",
    "check_restriction",
    "hits",
    "passable",
    "read_route",
    "shortest",
    "through",
    "vehicle_of",
]
