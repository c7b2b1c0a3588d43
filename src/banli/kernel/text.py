"""Words in two languages, for data that carries its own translation (packs, items)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext
from pydantic import BaseModel, ConfigDict, model_validator


def gettext_noop(message: str) -> str:
    """Mark an English message for the catalogue without translating it here (rules stay pure)."""
    return message


class Told:
    """A catalogue key as a part of another message: translated when it is read, in the reader's language."""

    def __init__(self, message: str, joined: tuple[Told, ...] = ()) -> None:
        self.message, self.joined = message, joined

    def __str__(self) -> str:
        return "、".join(map(str, self.joined)) if self.joined else gettext(self.message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Told) and (self.message, self.joined) == (other.message, other.joined)

    def __hash__(self) -> int:
        return hash((self.message, self.joined))


class Words(BaseModel):
    """A Chinese text and its English; ``str()`` gives the one of the active language, Chinese by default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str = ""

    @model_validator(mode="before")
    @classmethod
    def _plain_chinese(cls, value: Any) -> Any:
        return {"zh": value} if isinstance(value, str) else value

    def __str__(self) -> str:
        if (get_language() or "zh").startswith("en") and self.en:
            return self.en
        return self.zh
