"""Seeded breaks: somebody types into a form at their own pace, and at some point a session ends, the network is cut or
the browser is killed.

The pace is that of a clock inside the page, which the test moves: how long a key waits until it is saved does not hang
on the machine. What was sent has arrived before the clock goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from playwright.sync_api import Page, Request
from tests.patience import eventually

from banli.catalogue.service import ItemSpec
from banli.people.models import Session

KINDS = ("session", "network", "killed")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 860}
OLD = 2_000
"""Milliseconds after which what was typed may not be lost."""
TYPED_INTO = frozenset({"text", "long_text", "integer", "number"})
LETTERS = "蜀衡重载物流有限公司变压器运输路线成都德阳绵阳"
NewPage = Callable[..., Page]


@dataclass
class Typist:
    """Somebody at a form, and what stood in its fields at each moment."""

    page: Page
    random: Random
    now: int = 0
    values: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    under_way: set[Request] = field(default_factory=set)

    @classmethod
    def at(cls, page: Page, address: str, random: Random) -> Typist:
        """Before the open form, with the page's clock in hand."""
        self = cls(page, random)
        page.on("request", lambda request: self.under_way.add(request) if "/save/" in request.url else None)
        page.on("requestfinished", self.over)
        page.on("requestfailed", self.over)
        page.clock.install()
        page.goto(address)
        page.wait_for_load_state()
        self.seen.append((0, {}))
        return self

    def over(self, request: Request) -> None:
        """A request was answered, or came to nothing."""
        self.under_way.discard(request)

    def passes(self, milliseconds: int) -> None:
        """Let time go by in the page; what was sent arrives."""
        self.page.clock.run_for(milliseconds)
        self.now += milliseconds
        self.arrives()

    def arrives(self) -> None:
        """Wait for what was sent."""
        assert eventually(lambda: self.page.evaluate("0") == 0 and not self.under_way)

    def types(self, name: str, text: str) -> None:
        """Type ``text`` at the end of a field, a character at a time, now fast and now slowly."""
        box = self.page.locator(f"#draft [name='{name}']")
        box.focus()
        box.press("End")
        for letter in text:
            self.page.keyboard.insert_text(letter)
            self.values[name] = self.values.get(name, "") + letter
            self.seen.append((self.now, dict(self.values)))
            self.passes(self.random.choice((30, 90, 180, 400, 1_100)))

    def allowed(self, name: str) -> set[str]:
        """What may stand in a field after a break now: what stood there two seconds ago, or anything since."""
        last = [values for at, values in self.seen if at <= self.now - OLD][-1:]
        since = [values for at, values in self.seen if at > self.now - OLD]
        return {values.get(name, "") for values in (*last, *since)}


def texts_of(spec: ItemSpec) -> list[str]:
    """The fields of a form that are always asked and take what is typed."""
    return [
        one.key
        for one in spec.form.fields
        if one.type in TYPED_INTO and one.show_when is None and one.entered is None and not one.options
    ]


def said(random: Random, spec: ItemSpec, name: str) -> str:
    """Something to type there."""
    one = spec.form.field(name)
    assert one is not None
    letters = "0123456789" if one.type in ("integer", "number") else LETTERS
    return "".join(random.choice(letters) for _place in range(random.randint(2, 9)))


def kept_cookies(page: Page) -> list[Any]:
    """What a browser still has when it is started again: cookies of the session alone are gone."""
    return [one for one in page.context.cookies() if one["expires"] != -1]


def broken(seed: int, spec: ItemSpec, new_page: NewPage, address: str) -> list[str]:
    """Type, break and come back; what was lost, in words."""
    random = Random(seed)  # the same breaks on every run
    kind = KINDS[seed % len(KINDS)]
    shape: dict[str, Any] = {"viewport": random.choice((PHONE, DESK))}
    typist = Typist.at(new_page(**shape), address, random)
    names = random.sample(texts_of(spec), random.randint(2, 5))
    stop = random.randrange(len(names))
    for name in names[:stop]:
        typist.types(name, said(random, spec, name))
    text = said(random, spec, names[stop])
    cut = random.randint(1, len(text))
    typist.types(names[stop], text[:cut])
    page = typist.page
    if kind == "killed":
        allowed = {name: typist.allowed(name) for name in names}
        cookies = kept_cookies(page)
        page.context.close()
        page = new_page(**shape)
        page.context.add_cookies(cookies)
    else:
        rest = text[cut:] + said(random, spec, names[stop])
        if kind == "session":
            Session.objects.all().delete()
            typist.types(names[stop], rest)
        else:
            page.context.set_offline(True)
            typist.types(names[stop], rest)
            typist.passes(random.choice((500, 3_000, 30_000)))
            page.context.set_offline(False)
        typist.passes(OLD)
        typist.passes(OLD)
        allowed = {name: {typist.values.get(name, "")} for name in names}
    page.goto(address)
    found = {name: page.locator(f"#draft [name='{name}']").input_value() for name in names}
    page.context.close()
    return [
        f"seed {seed}, {kind}: {name} has “{value}” and not one of {sorted(allowed[name])}"
        for name, value in found.items()
        if value not in allowed[name]
    ]
