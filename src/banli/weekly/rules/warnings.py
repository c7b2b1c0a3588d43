"""What somebody should have seen before an issue goes on: remarks of the house style, departments that told nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.weekly.rules.style import Remark


@dataclass(frozen=True)
class Concerns:
    """Remarks by line, and the codes of departments that were asked and neither sent a line nor said they had none."""

    remarks: tuple[tuple[int, Remark], ...] = ()
    silent: tuple[str, ...] = ()
    comments: int = 0
    """Comments that are open."""
    rewordings: int = 0
    """Proposals nobody decided about."""

    def __bool__(self) -> bool:
        return bool(self.remarks or self.silent or self.comments or self.rewordings)

    @property
    def plain(self) -> dict[str, Any]:
        """As an event keeps them; nothing where there are none."""
        if not self:
            return {}
        told = [
            {"line": line, "rule": one.rule.value, "found": one.found, "meant": one.meant}
            for line, one in self.remarks
        ]
        open_ = {"comments": self.comments, "rewordings": self.rewordings}
        unsettled = {name: count for name, count in open_.items() if count}
        return {"confirmed": {"remarks": told, "silent": list(self.silent), **unsettled}}

    @property
    def token(self) -> str:
        """By which somebody says that these and no others were seen; '' for none."""
        if not self:
            return ""
        return hashlib.sha256(json.dumps(self.plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Unconfirmed(Refused):
    """Somebody has to see these and say so first."""

    def __init__(self, concerns: Concerns) -> None:
        super().__init__(
            gettext_noop("Please look at these once more, and confirm that the issue goes on as it is.")
        )
        self.concerns = concerns


def check_confirmed(concerns: Concerns, confirmed: str) -> dict[str, Any]:
    """What the event keeps of ``concerns``; raises :class:`Unconfirmed` where ``confirmed`` is not their token."""
    if concerns.token != confirmed and concerns:
        raise Unconfirmed(concerns)
    return concerns.plain
