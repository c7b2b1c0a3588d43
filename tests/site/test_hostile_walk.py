"""Every address of the site, with what nobody means in its path, its query and its form: no fault of ours."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from banli.kernel.actors import Role
from tests.desk.officers import at_desk
from tests.house import accepted, open_house

NAMES = (
    *(
        "add",
        "after",
        "by",
        "case",
        "code",
        "day",
        "days",
        "department",
        "due",
        "extension",
        "fact",
        "field",
        "first",
    ),
    *(
        "from",
        "indicator",
        "item",
        "kind",
        "last",
        "line",
        "number",
        "of",
        "on",
        "page",
        "pause",
        "permit",
        "position",
    ),
    *(
        "q",
        "record",
        "road",
        "section",
        "seen",
        "shown",
        "station",
        "theme",
        "then",
        "to",
        "unit",
        "version",
        "view",
    ),
    *("week", "who", "with", "wording", "year"),
)
"""What any page reads from its address or from a form."""
HOSTILE = (
    *("", "-1", "-0", "0", "²", "1e400", "NaN", "10" * 15, "9" * 5000, "x" * 3000, "[]", "{}", "' OR 1=1 --"),
    *(
        "2022-02-30",
        "0001-01-01",
        "9999-12-31",
        "2022-W42-7",
        "2022-10-17T25:00,5",
        "0001-01-01.1",
        "\u202e٣",
    ),
    *("9999-12-31.99999999999999999999", "2022-10-17.1.2.3", "\x00", "\ud800", "%00"),
)
PATHS = {
    "str": (
        *("%00", "%ED%A0%80", "x" * 3000, "9" * 30, "..%2F..", "%E2%80%AE", "2022-02-30", "0001-01-01"),
        *("9999-12-31", "9999-W53", "0000-W00", "2022-W99", "10000-W01", "9999-12", "0000"),
    ),
    "slug": ("a" * 3000, "-", "_", "1" * 30),
    "int": ("0", "9" * 30, "2147483648", "9223372036854775808"),
    "uuid": ("00000000-0000-0000-0000-000000000000",),
    "uuidstr": ("00000000-0000-0000-0000-000000000000", "x"),
    "path": ("a/b/%00",),
}
PART = re.compile(r"<(?:(\w+):)?(\w+)>")


def addresses() -> Iterator[str]:
    """Every pattern of an address, as it is written."""

    def walk(patterns: Any, prefix: str) -> Iterator[str]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, prefix + str(one.pattern))
            else:
                yield f"/{prefix}{one.pattern}"

    return walk(get_resolver().url_patterns, "")


@dataclass
class Walk:
    """Asks with values drawn anew for each request, the same in every run; keeps what became a fault."""

    real: dict[str, str]
    chance: random.Random = field(default_factory=lambda: random.Random(20221017))
    asked: int = 0
    faults: list[str] = field(default_factory=list)

    def go(self, client: Client, pattern: str) -> None:
        """By what stands between the slashes; behind the question mark; in a form."""
        if PART.search(pattern):
            self.ask(client, "GET", PART.sub(self.hostile, pattern), {})
        self.ask(client, "GET", PART.sub(self.genuine, pattern), self.values())
        self.ask(client, "POST", PART.sub(self.genuine, pattern), self.values())

    def hostile(self, part: re.Match[str]) -> str:
        return self.chance.choice(PATHS[part[1] or "str"])

    def genuine(self, part: re.Match[str]) -> str:
        return self.real.get(part[2]) or self.hostile(part)

    def values(self) -> dict[str, Any]:
        """A value for every name, some of them twice; mostly without what is refused before any view."""
        refused = self.chance.random() < 0.1
        pool = [one for one in HOSTILE if refused or one not in ("\x00", "\ud800")]
        found: dict[str, Any] = {name: self.chance.choice(pool) for name in NAMES}
        return found | {name: self.chance.choices(pool, k=2) for name in self.chance.sample(NAMES, 4)}

    def ask(self, client: Client, method: str, address: str, sent: dict[str, Any]) -> None:
        """Ask, and undo whatever came of it."""
        text = urlencode(sent, doseq=True, errors="surrogatepass")
        if method == "GET":
            client_asks = {"QUERY_STRING": text}
        else:
            client_asks = {"data": text, "content_type": "application/x-www-form-urlencoded"}
        self.asked += 1
        try:
            with transaction.atomic():
                answer = client.generic(method, address, **client_asks)  # type: ignore[arg-type]
                transaction.set_rollback(True)
        except Exception as error:
            self.faults.append(f"{method} {address[:120]}: {error!r:.300}")
            return
        if answer.status_code >= 500:
            self.faults.append(f"{method} {address[:120]}: {answer.status_code}")


@pytest.mark.django_db
def test_no_address_makes_a_fault_of_what_nobody_means() -> None:
    open_house()
    cache.delete("health")
    walk = Walk(
        {"number": accepted().number, "week": "2022-W42", "slug": "oversize-transport", "kind": "pdf"}
    )
    clients = (
        ("visitor", Client()),
        ("clerk", at_desk(Role.CLERK, window="transport-03")),
        ("administrator", at_desk(Role.ADMIN, "service-centre")),
    )
    for pattern in addresses():
        for who, client in clients:
            if who == "visitor" or pattern.startswith("/desk/"):
                walk.go(client, pattern)
    assert walk.faults == []
    assert walk.asked > 500


@pytest.mark.django_db
def test_whole_pages_stand_whatever_is_typed_into_their_searches() -> None:
    """Pages that lead far: the lists and figures of those who see most of them."""
    open_house()
    walk = Walk({"number": accepted().number})
    pages = (
        "cases",
        "signals",
        "supervision",
        "figures",
        "weekly",
        "hall",
        "roads",
        "credit",
        "experts",
        "ledger",
    )
    for role in (Role.SUPERVISOR, Role.EDITOR, Role.HALL_MANAGER, Role.APPROVER):
        client = at_desk(role, "transport" if role == Role.APPROVER else "service-centre")
        for pattern in addresses():
            if pattern.startswith("/desk/") and pattern.split("/")[2] in pages and not PART.search(pattern):
                walk.ask(client, "GET", pattern, walk.values())
    assert walk.faults == []
