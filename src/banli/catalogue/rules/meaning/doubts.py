"""Answers that would not be granted as they stand, or not without more: mended, or insisted on, by whoever hands in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.advisers import findings
from banli.catalogue.rules.meaning.evaluate import Finding, derive
from banli.kernel.errors import Invalid, Problem

ASKED = ("violation", "requirement")
"""Severities that are asked about before answers are handed in."""


class Doubted(Invalid):
    """Somebody has to mend these answers or say that they are right; ``marks`` says which, to be sent back."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__([Problem(one.where, "%(told)s", (("told", one.message),)) for one in found])
        self.marks = " ".join(map(_mark, found))


def check_insisted(
    spec: ItemSpec,
    answers: Mapping[str, Any],
    insisted: str,
    *,
    before: Mapping[str, Any] | None = None,
    corrected: Collection[str] = (),
) -> None:
    """Raise :class:`Doubted` for what the item's checks say against clean ``answers`` and nobody insisted on.

    :param insisted: the marks that were shown and sent back; they hold for the same words at the same field only.
    :param before: the answers a correction began from. What was doubted in them already is asked about again only
        where its field was changed or is one of ``corrected``, the fields a notice names.
    """
    told = set(insisted.split())
    found = [one for one in _doubts(spec, answers) if _mark(one) not in told]
    if before is not None:
        known = {_mark(one) for one in _doubts(spec, before)}
        mended = {key for key in {*before, *answers} if before.get(key) != answers.get(key)}
        found = [one for one in found if one.where in mended.union(corrected) or _mark(one) not in known]
    if found:
        raise Doubted(found)


def _doubts(spec: ItemSpec, answers: Mapping[str, Any]) -> list[Finding]:
    told = findings(spec, derive(spec, answers))
    return [one for one in told if one.severity in ASKED and spec.form.field(one.where)]


def _mark(found: Finding) -> str:
    """A word without blanks for this finding in these words."""
    text = f"{found.where}\n{found.key}\n{found.message.zh}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
