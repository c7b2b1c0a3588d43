"""``circulars.yaml`` of a pack: the words of the centre's papers, each text a template over the facts of its paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from jinja2 import TemplateSyntaxError, meta
from pydantic import BaseModel, ConfigDict, Field, model_validator

from banli.circulars.rules.facts import FACTS, Known
from banli.circulars.states import CircularKind
from banli.kernel.wording import environment, parts_of, source

ONE = "one"
"""What an entry of a list is called in its text."""
Template = Annotated[str, Field(min_length=1, max_length=2000)]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Each(Strict):
    """A text once for every entry of the list ``each``, which it calls ``one``."""

    each: str
    text: Template


class TableWords(Strict):
    """A table with a row for every entry of the list ``each``; left out where the list is empty."""

    each: str
    caption: Template
    head: Annotated[tuple[Template, ...], Field(min_length=2, max_length=8)]
    cells: Annotated[tuple[Template, ...], Field(min_length=2, max_length=8)]

    @model_validator(mode="after")
    def _as_many(self) -> TableWords:
        if len(self.head) != len(self.cells):
            raise ValueError(f"the table has {len(self.head)} heads and {len(self.cells)} cells")
        return self


class BarsWords(Strict):
    """A bar for every entry of the list ``each``: its label and its share in per cent."""

    each: str
    caption: Template
    label: Template
    share: Template


class Section(Strict):
    """A heading with what stands below it, in this order: texts, a table, a chart."""

    heading: Template
    texts: tuple[Template | Each, ...] = ()
    table: TableWords | None = None
    bars: BarsWords | None = None


class Wording(Strict):
    """The words of one paper. ``of`` says which facts they may name."""

    of: ClassVar[CircularKind]
    masthead: Annotated[str, Field(min_length=2, max_length=8)]
    """The red head."""
    number: Template
    """The line below the head: of which period or to whom."""
    title: Template
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    recipients: tuple[Template, ...] = ()
    copies: int = Field(default=20, ge=1, le=999)

    @model_validator(mode="after")
    def _names_facts(self) -> Wording:
        for text, known in self._texts(FACTS[self.of]):
            if fault := text_fault(text, known):
                raise ValueError(fault)
        return self

    def _texts(self, known: Known) -> Iterator[tuple[str, Known]]:
        """Every text with the facts it may name; an entry of a list as ``one``."""
        for text in (self.number, self.title, *self.recipients):
            yield text, known
        for section in self.sections:
            yield section.heading, known
            for one in section.texts:
                yield (one.text, entry_of(one.each, known)) if isinstance(one, Each) else (one, known)
            if section.table:
                yield from ((text, known) for text in (section.table.caption, *section.table.head))
                yield from ((text, entry_of(section.table.each, known)) for text in section.table.cells)
            if section.bars:
                yield section.bars.caption, known
                for text in (section.bars.label, section.bars.share):
                    yield text, entry_of(section.bars.each, known)


def entry_of(each: str, known: Known) -> Known:
    """The facts that a text of the list ``each`` may name.

    :raises ValueError: where there is no such list.
    """
    if not known.get(each):
        lists = ", ".join(key for key, parts in known.items() if parts)
        raise ValueError(f"there is no list {each}; there are: {lists}")
    return {**known, ONE: known[each]}


def text_fault(text: str, known: Known) -> str:
    """What keeps ``text`` from being set; '' for nothing."""
    try:
        tree = environment().parse(source(text))
        environment().from_string(source(text))
    except TemplateSyntaxError as wrong:
        return f"“{text}” is no template: {wrong.message}"
    if unknown := sorted(meta.find_undeclared_variables(tree) - known.keys()):
        return f"“{text}” names {unknown[0]}, which this paper does not know; it knows: {', '.join(known)}"
    for of, part in sorted(parts_of(tree)):
        if part not in known.get(of, ()):
            return f"“{text}” names {of}.{part}; {of} has: {', '.join(known.get(of, ()))}"
    return ""


class RectificationWords(Wording):
    of: ClassVar[CircularKind] = CircularKind.RECTIFICATION


class SupervisionWords(Wording):
    of: ClassVar[CircularKind] = CircularKind.SUPERVISION


class MonthlyWords(Wording):
    of: ClassVar[CircularKind] = CircularKind.MONTHLY


class YearlyWords(Wording):
    of: ClassVar[CircularKind] = CircularKind.YEARLY


class CircularFile(Strict):
    """The whole of ``circulars.yaml``; a paper that is left out is not made in this province."""

    rectification_notice: RectificationWords | None = None
    supervision_circular: SupervisionWords | None = None
    monthly_report: MonthlyWords | None = None
    yearly_report: YearlyWords | None = None

    def wording(self, kind: CircularKind) -> Wording | None:
        """The words of one paper."""
        found: Wording | None = getattr(self, str(kind))
        return found
