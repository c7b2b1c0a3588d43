"""Words in two languages, for data that carries its own translation (packs, items)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict, model_validator


def gettext_noop(message: str) -> str:
    """Mark an English message for the catalogue without translating it here (rules stay pure)."""
    return message


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
