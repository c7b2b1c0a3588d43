"""Words in two languages, for data that carries its own translation (packs, items)."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from banli.kernel.language import gettext, language, ngettext, written


def gettext_noop(message: str) -> str:
    """Mark an English message for the catalogue without translating it here (rules stay pure)."""
    return message


def told_of(singular: str, plural: str, n: int) -> str:
    """A message about ``n`` things, named ``%(n)d`` in it, in the reader's language."""
    return ngettext(singular, plural, n) % {"n": n}


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


class Filled(Told):
    """A catalogue key with ``%(name)s`` places, as a part of another message; a day is written as the reader's
    language writes days."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.params = params

    def __str__(self) -> str:
        pattern = "j F Y" if language().startswith("en") else "Y年n月j日"
        return gettext(self.message) % {
            name: written(value, pattern) if isinstance(value, date) else value
            for name, value in self.params.items()
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Filled) and (self.message, self.params) == (other.message, other.params)

    def __hash__(self) -> int:
        return hash((self.message, *self.params.items()))


class Words(BaseModel):
    """A Chinese text and its English; ``str()`` gives the one of the active language, Chinese by default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str = ""

    @model_validator(mode="before")
    @classmethod
    def _plain_chinese(cls, value: Any) -> Any:
        return {"zh": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Both languages, or a plain Chinese text."""
        return {"anyOf": [{"type": "string"}, handler(core)]}

    def __str__(self) -> str:
        if language().startswith("en") and self.en:
            return self.en
        return self.zh
