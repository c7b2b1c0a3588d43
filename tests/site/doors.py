"""The doors of the pages: forms as a browser reads them, filled with what nobody may write, and what is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

BAD = ("\x00", "\x07", "\u202e", "\ue000", "\U0001f600", "\ufffe", "\u200b")
"""A null, a bell, turned writing, private use, a picture, no character, nothing that is seen."""
TYPED = "张{}三"
NUMBERS = frozenset({"numeric", "decimal", "tel"})


@dataclass
class Form:
    """A form of a page: where it goes, what a browser would send untouched, and which fields take any text."""

    method: str
    action: str
    sent: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    pressed: tuple[str, ...] = ()
    """The name of the button, where it has one."""

    @property
    def door(self) -> tuple[str, ...]:
        """The address without what only tells one record from another, and the fields."""
        name, kinds = place_of(self.action)
        pressed = (f"{one}={self.sent[one][0]}" for one in self.pressed)
        return (name, *kinds, *pressed, *sorted(self.texts))

    @property
    def is_draft(self) -> bool:
        """True where it only keeps what was typed so far, whatever that is, and somebody goes on with it."""
        name, _kinds = place_of(self.action)
        if name in ("desk:counter_form", "desk:bundle_form"):
            return self.sent.get("then", [""]) == [""]
        return name in ("portal:apply", "portal:bundle_apply") and self.pressed in (("later",), ("fill",))


def place_of(address: str) -> tuple[str, tuple[str, ...]]:
    """The name of an address and the parts of it that choose another form: kinds and names of acts."""
    return _place_of(urlsplit(address).path)


@cache
def _place_of(path: str) -> tuple[str, tuple[str, ...]]:
    """The same of a path: a walk meets the links of the menu on every page."""
    try:
        match = resolve(path)
    except Resolver404:
        return "", ()
    return match.view_name, tuple(
        str(match.kwargs[key]) for key in ("kind", "what", "name") if key in match.kwargs
    )


def tree_of(answer: Any) -> Any:
    """The page as a tree."""
    return html.fromstring(answer.content.decode())


def links(page: Any, address: str) -> Iterator[str]:
    """The addresses of this site that the page leads to by GET."""
    for one in page.iter("a"):
        target = urljoin(address, one.get("href") or "")
        if target.startswith("/") and not one.get("download"):
            yield target.partition("#")[0]


def forms(page: Any, address: str) -> Iterator[Form]:
    """The forms of a page, and once more for each button that sends one elsewhere."""
    for one in page.iter("form"):
        action = urljoin(address, one.get("action") or "") or address
        made = Form((one.get("method") or "get").lower(), action)
        for control in controls(page, one):
            _read(control, made)
        buttons = [button for button in one.iter("button") if button.get("type") != "button"]
        if any(not _own(button) for button in buttons) or not buttons:
            yield made
        for button in filter(_own, buttons):
            action = urljoin(address, button.get("formaction") or made.action)
            name = button.get("name") or ""
            pressed = {name: [button.get("value") or ""]} if name else {}
            yield Form(made.method, action, {**made.sent, **pressed}, made.texts, tuple(pressed))


def _own(button: Any) -> bool:
    """True for a button that sends the form elsewhere, or says which one was pressed."""
    return bool(button.get("formaction") or button.get("name"))


def controls(page: Any, form: Any) -> list[Any]:
    """Inputs, areas and lists of a form, those outside it that name it among them."""
    inside = [one for one in form.iter("input", "textarea", "select") if one.get("name")]
    name = form.get("id")
    outside = page.xpath("//*[@form=$name][@name]", name=name) if name else []
    return [*inside, *(one for one in outside if one not in inside)]


def _read(control: Any, made: Form) -> None:
    name, kind = control.get("name"), (control.get("type") or "text").lower()
    if control.tag == "textarea" or (
        control.tag == "input" and kind in ("text", "search") and control.get("inputmode") not in NUMBERS
    ):
        made.texts.append(name)
        made.sent[name] = [control.text or "" if control.tag == "textarea" else control.get("value", "")]
    elif control.tag == "select":
        values = [one.get("value", one.text or "") for one in control.iter("option")]
        made.sent[name] = [next((one for one in values if one), "")]
    elif kind == "radio":
        # The last answer is the one that asks further.
        made.sent[name] = [control.get("value", "on")]
    elif kind == "checkbox":
        made.sent.setdefault(name, []).append(control.get("value", "on"))
    elif kind not in ("file", "submit", "button"):
        made.sent[name] = [control.get("value", "")]


def filled(form: Form, character: str) -> dict[str, list[str]]:
    """What a browser would send with ``character`` in every text."""
    return {**form.sent, **{name: [TYPED.format(character)] for name in form.texts}}


def open_page(client: Client, address: str) -> Any:
    """GET with the query of the address."""
    parts = urlsplit(address)
    return client.get(parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)))


def unanswered(answer: Any, form: Form, address: str) -> list[str]:
    """The texts of ``form`` at which the answer does not say what is wrong, or which it does not give back."""
    page = tree_of(answer)
    missing = []
    for name in form.texts:
        found = [
            control
            for one in page.iter("form")
            if _same(one, form, address)
            for control in controls(page, one)
            if control.get("name") == name
        ]
        if not any(_kept(one) for one in found):
            missing.append(f"{name}: lost")
        elif not any(_said(one) for one in found if _kept(one)):
            missing.append(f"{name}: nothing said at it")
    return missing


def _same(one: Any, form: Form, address: str) -> bool:
    actions = [one.get("action") or "", *(button.get("formaction") or "" for button in one.iter("button"))]
    paths = [urlsplit(urljoin(address, action)).path for action in actions]
    return urlsplit(form.action).path in paths


def _kept(control: Any) -> bool:
    text = control.text if control.tag == "textarea" else control.get("value")
    return (text or "").strip().startswith("张")


def _said(control: Any) -> bool:
    """True where the control names the words that say what is wrong, so that they are read out with it.

    A code or a number is refused by its own rule, which need not say which character it is.
    """
    told = "descendant-or-self::*[contains(@class,'field__error')]"
    return any(one.xpath(told) for one in _described(control))


def untied(page: Any) -> list[str]:
    """Helps and errors of fields that no control of their field names."""
    found = []
    for one in page.xpath("//*[contains(@class,'field__help') or contains(@class,'field__error')]"):
        fields = one.xpath("ancestor::*[self::fieldset or contains(concat(' ',@class,' '),' field ')][1]")
        told = [
            words
            for field in fields
            for control in field.xpath("descendant-or-self::*[@aria-describedby]")
            for words in _described(control)
        ]
        if fields and not any(one is words or words in one.iterancestors() for words in told):
            found.append(" ".join(one.itertext()).strip())
    return found


def _described(control: Any) -> list[Any]:
    """What the control names as its description."""
    tree = control.getroottree()
    names = (control.get("aria-describedby") or "").split()
    return [one for name in names for one in tree.xpath("//*[@id=$name]", name=name)]
