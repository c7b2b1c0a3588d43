"""Answering an item's questions by their labels, on the portal and at the counter alike."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page
from tests.samples import PDF

from banli.catalogue.service import Field

OPTIONAL = "选填"


def paper(name: str, content: bytes = PDF) -> FilePayload:
    """A small file as somebody would choose it."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def answer(part: Page | Locator, field: Field, value: Any) -> None:
    """Give one answer within ``part`` of a page."""
    label = re.compile(f"^{re.escape(field.label.zh)}( {OPTIONAL})?$")
    if field.type in ("choice", "yes_no", "multi"):
        group = part.get_by_role("group", name=label)
        # What an earlier answer asks for appears when the page has heard of it.
        group.or_(part.get_by_label(label)).first.wait_for()
        if not group.count():
            part.get_by_label(label).select_option(label=choices(field, value)[0])
            return
        for choice in choices(field, value):
            group.get_by_label(choice, exact=True).check()
        return
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    part.get_by_label(label).fill(text)


def choices(field: Field, value: Any) -> list[str]:
    """What the chosen answers are called on the page."""
    if field.type == "yes_no":
        return ["是" if value else "否"]
    wanted = value if isinstance(value, list | tuple) else [value]
    return [option.label.zh for option in field.options if option.value in wanted]
