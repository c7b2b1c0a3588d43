"""The signed list of figures an issue carries: its shape, and what is told of a PDF that was checked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from banli.kernel.text import gettext_noop

FORMAT = "banli-figures/1"
Digest = Field(pattern="^[0-9a-f]{64}$")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class Pages(_Part):
    """The pages the list belongs to."""

    bytes: int = Field(ge=1)
    sha256: str = Digest


class Listed(_Part):
    """A figure as the list tells it."""

    id: int = Field(ge=1, lt=2**63, strict=True)
    value: int = Field(strict=True)
    digest: str = Digest


class Signed(_Part):
    """What the signature covers."""

    issue: dict[str, Any]
    pages: Pages
    figures: tuple[Listed, ...]
    paper_key: str = Field(default="", max_length=20_000)
    """The certificates (PEM) of the key that signs the file as a whole; '' where none does."""


class SignedList(_Part):
    """The whole attachment."""

    format: str = Field(pattern=f"^{FORMAT}$")
    signed: Signed
    key: str = Digest
    public_key: str = Field(default="", max_length=1000)
    signature: str = Field(pattern="^[0-9a-f]{128}$")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, in words, and whether it holds."""

    what: str
    ok: bool
    params: dict[str, Any] = field(default_factory=dict)


LINE_MAX = 100


def shown(words: object) -> str:
    """What a list says, fit to be told: forged ones may hold what steers a terminal."""
    return "".join(one if one.isprintable() else "\ufffd" for one in str(words)[:LINE_MAX])


UNREADABLE = gettext_noop("The list of figures is not in a form this platform knows.")
PAGES = gettext_noop("The pages are the ones the list was signed for.")
SIGNATURE = gettext_noop("The list bears this platform's signature.")
BEARS_KEY = gettext_noop("The list of the issue %(line)s bears the signature of the key you named.")
PAPER = gettext_noop("The file bears this platform's signature and was not changed since.")
PAPER_KEY = gettext_noop(
    "The file bears the signature of %(subject)s, which the list names, and was not changed since."
)
SAID = gettext_noop("Figure %(id)s: signed as %(value)s; counting it again needs the platform's record.")
ISSUE = gettext_noop("The issue %(line)s is on record as signed.")
UNKNOWN = gettext_noop("Figure %(id)s is on record as listed.")
COUNTED = gettext_noop("Figure %(id)s: listed %(value)s, counted again from the record %(again)s.")


def parsed(content: bytes) -> tuple[SignedList, dict[str, Any]] | None:
    """The attachment, and the part its signature covers as it stands there; nothing where it has another form."""
    try:
        data = json.loads(content)
        json.dumps(data, ensure_ascii=False).encode()
        return SignedList.model_validate(data), data["signed"]
    except (ValueError, ValidationError, RecursionError):
        return None
