"""Where one may turn against a decision: the body, the days and their beginning, as the law of the day has them.

A pack says it once for all departments (``remedies.yaml``), an item where its own law says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from os.path import normpath
from pathlib import Path as FilePath
from typing import Any

from pydantic import Field as Bound
from pydantic import ValidationError, model_validator

from banli.catalogue.rules.definition.conditions import Strict
from banli.catalogue.rules.definition.yamlfile import Fault, Unreadable, read_yaml
from banli.kernel.text import gettext_noop

FILE = "remedies.yaml"
SUPERIOR = "{superior}"
"""In the name of a body: the superior department of the item's own."""


class Reconsideration(Strict):
    """Administrative reconsideration (行政复议): with whom, within how many days of being told."""

    body: str = Bound(min_length=1)
    days: int = Bound(ge=60, le=3650)
    """At least sixty: no law may give less (行政复议法 2017, 9; 2023, 20)."""
    basis: str = Bound(min_length=1)


class Court(Strict):
    """A suit (行政诉讼): before which court, within how many months or days of being told."""

    name: str = Bound(min_length=1)
    months: int | None = Bound(default=None, ge=1, le=120)
    days: int | None = Bound(default=None, ge=1, le=3650)
    basis: str = Bound(min_length=1)

    @model_validator(mode="after")
    def _one_term(self) -> Court:
        if (self.months is None) == (self.days is None):
            raise ValueError("months or days, and one of them")
        return self


class Remedies(Strict):
    """What may be done against what is decided from the day ``since`` on."""

    since: date
    reconsideration: Reconsideration | None = None
    court: Court | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Remedies:
        if self.reconsideration is None and self.court is None:
            raise ValueError("reconsideration, court, or both")
        return self


class PackRemedies(Strict):
    """remedies.yaml of a pack: the editions by their days, and whose superior department is which."""

    editions: tuple[Remedies, ...] = Bound(min_length=1)
    superiors: Mapping[str, str] = {}
    """Code of a department -> the department above it, as it stands for ``{superior}``."""


def remedies_beside(item: FilePath, department: Any) -> tuple[list[dict[str, Any]] | None, tuple[Fault, ...]]:
    """What the pack of the item in the folder ``item`` says for ``department``, with every fault of the file.

    None where the pack says nothing, or needs the superior of a department that has none there.
    """
    found, faults = remedies_of(FilePath(normpath(item / ".." / "..")))
    if found is None:
        return None, faults
    superior = found.superiors.get(department, "") if isinstance(department, str) else ""
    told = [_filled(one, superior) for one in found.editions]
    return told, faults


def _filled(edition: Remedies, superior: str) -> dict[str, Any]:
    said = edition.model_dump(mode="json", exclude_defaults=True)
    body = said.get("reconsideration", {}).get("body", "")
    if SUPERIOR in body:
        # A body that only the superior would be is left out with the word that joins it to the others.
        kept = [part for part in body.split("或者") if superior or SUPERIOR not in part]
        said["reconsideration"]["body"] = "或者".join(kept).replace(SUPERIOR, superior)
    return said


def remedies_of(pack: FilePath) -> tuple[PackRemedies | None, tuple[Fault, ...]]:
    """The remedies of the pack in that folder, and what is wrong with its file; None where it has none."""
    file = FilePath(normpath(pack / FILE))
    if not file.exists():
        return None, ()
    try:
        document = read_yaml(file, str(file))
        found = PackRemedies.model_validate(document.data)
    except Unreadable as wrong:
        return None, (wrong.fault,)
    except ValidationError as wrong:
        return None, tuple(
            document.fault(tuple(error["loc"]), "remedies", gettext_noop("“%(key)s”: %(why)s"),
                           key=str(error["loc"][-1]) if error["loc"] else "", why=error["msg"])
            for error in wrong.errors(include_url=False)
        )  # fmt: skip
    return found, (*document.faults, *_out_of_order(document, found))


def _out_of_order(document: Any, found: PackRemedies) -> Iterator[Fault]:
    days = [one.since for one in found.editions]
    if days != sorted(set(days)):
        yield document.fault(
            ("editions",), "remedies", gettext_noop("the editions stand in the order of their days")
        )
