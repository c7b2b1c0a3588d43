"""The door of people."""

from banli.people.acts.attempts import guarded
from banli.people.acts.house import add_person, load_house, set_password
from banli.people.acts.signing import let_in
from banli.people.models import Department, Region, User, Window
from banli.people.rules import Door, Locked
from banli.people.selectors import (
    actor_for,
    asked_from,
    check_place,
    department,
    departments,
    named,
    names_of,
    regions,
    windows,
)

__all__ = [
    "Department",
    "Door",
    "Locked",
    "Region",
    "User",
    "Window",
    "actor_for",
    "add_person",
    "asked_from",
    "check_place",
    "department",
    "departments",
    "guarded",
    "let_in",
    "load_house",
    "named",
    "names_of",
    "regions",
    "set_password",
    "windows",
]
