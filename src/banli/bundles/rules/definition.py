"""What a bundle is made of (bundles/*.yaml): its items, the situations that decide which of them are in, what is asked
once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Bound

from banli.catalogue.rules import Condition, Field, Law, Strict
from banli.kernel.text import Words, gettext_noop

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
MATERIAL = r"^[a-z][a-z0-9-]{0,39}$"
OPTIONS_MISSING = gettext_noop("a question with answers to choose from needs “options”")


def _several(value: Any) -> Any:
    """One name stands for a list of one."""
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_several, json_schema_input_type=str | tuple[str, ...])]


class Need(Strict):
    """Another item of the bundle that this one hangs on.

    ``waits``: it is granted only after the other was. ``ends``: it is taken back where the other is not granted.
    """

    item: str
    how: Literal["waits", "ends"]


class Member(Strict):
    """An item of the bundle. ``when`` reads the situations; without it the item is always in."""

    item: str = Bound(pattern=SLUG)
    when: Condition | None = None
    sets: Mapping[str, Any] = {}
    """Questions of the item that the bundle answers by itself: field key -> answer."""
    needs: tuple[Need, ...] = ()


class SharedQuestion(Field):
    """A question asked once for several items: ``fills`` names the fields of each that its answer goes to."""

    fills: Mapping[str, Names] = Bound(min_length=1)

    @model_validator(mode="after")
    def _answers(self) -> SharedQuestion:
        if self.type in ("choice", "multi") and not self.options:
            raise ValueError(OPTIONS_MISSING)
        return self


class SharedMaterial(Strict):
    """A material handed in once for several items: ``covers`` names the material of each that it stands for."""

    key: str = Bound(pattern=MATERIAL)
    name: Words
    covers: Mapping[str, str] = Bound(min_length=2)


class Apart(Strict):
    """Questions that look alike and are asked apart all the same, each as ``item.field``; ``why`` says the reason."""

    fields: tuple[str, ...] = Bound(min_length=2)
    why: Words


class BundleSpec(Strict):
    """A whole bundle. Immutable, so safe to cache by revision."""

    slug: str = Bound(pattern=SLUG, max_length=50)
    name: Words
    summary: Words
    who: Words
    """For whom it is."""
    lead: str
    """The department that answers for the bundle as a whole (牵头部门) and whose window takes it in."""
    laws: tuple[Law, ...] = Bound(min_length=1)
    keywords: tuple[str, ...] = ()
    effective_from: date
    change: Words | None = None
    """What this revision changes."""
    situations: tuple[Field, ...] = ()
    items: tuple[Member, ...] = Bound(min_length=2)
    questions: tuple[SharedQuestion, ...] = ()
    materials: tuple[SharedMaterial, ...] = ()
    apart: tuple[Apart, ...] = ()

    def member(self, item: str) -> Member | None:
        """The member that is ``item``."""
        return next((one for one in self.items if one.item == item), None)

    def question(self, key: str) -> SharedQuestion | None:
        """The shared question of that key."""
        return next((one for one in self.questions if one.key == key), None)
