"""The articles that bar from applying, beside 78 and 79 of the Licensing Law: a closed table of the pack. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, model_validator

from banli.credit.states import GROUNDS, BanGround
from banli.kernel.records import Code, Line, Part

BARRING = re.compile("不(得|予|准|再)[^。；]{0,20}(申请|受理)|不受理[^。；]{0,30}申请")
"""How an article says that somebody may not apply."""
EXAMPLE = "（示例）"


class BanBasis(Part):
    """An article by which somebody may not apply: what it says, whom it bars, from what, for how many months."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    article: Line
    says: Line
    """The sentence of the article that bars."""
    whom: Line
    ground: BanGround = BanGround.OWN_LAW
    department: Code
    item: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9-]{0,79})?$")] = ""
    """The item's slug; empty for every item of the department."""
    months: Annotated[int, Field(ge=1, le=120)]
    example: bool = False
    """Made up to show how it works; whatever rests on it says so."""

    @model_validator(mode="after")
    def _bars(self) -> BanBasis:
        if GROUNDS[self.ground].years is not None:
            raise ValueError("articles 78 and 79 of the Licensing Law need no row: the platform knows them")
        if not BARRING.search(self.says):
            raise ValueError(
                f"“says” does not bar anybody from applying: {self.article} is no basis of a ban"
            )
        return self

    @property
    def law(self) -> str:
        """The article as a ban and its papers name it."""
        marked = self.example and not self.article.endswith(EXAMPLE)
        return f"{self.article}{EXAMPLE}" if marked else self.article


def by_key(bases: tuple[BanBasis, ...]) -> Mapping[str, BanBasis]:
    """The table by key."""
    return {one.key: one for one in bases}
