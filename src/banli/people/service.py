"""The door of people."""

from banli.people.acts import (
    add_person,
    count_failure,
    forget_failures,
    guarded,
    load_house,
    set_password,
)
from banli.people.models import Department, Region, User, Window
from banli.people.rules import Locked, address_of
from banli.people.selectors import (
    actor_for,
    check_place,
    department,
    departments,
    is_locked,
    named,
    names_of,
    regions,
    windows,
)

__all__ = [
    "Department",
    "Locked",
    "Region",
    "User",
    "Window",
    "actor_for",
    "add_person",
    "address_of",
    "check_place",
    "count_failure",
    "department",
    "departments",
    "forget_failures",
    "guarded",
    "is_locked",
    "load_house",
    "named",
    "names_of",
    "regions",
    "set_password",
    "windows",
]
