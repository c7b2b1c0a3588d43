"""The file as an officer reads it: sections of answers with what follows from them, and the materials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from banli.cases.service import Case, Material, materials_of, notices
from banli.catalogue.service import (
    Field,
    Finding,
    ItemSpec,
    Line,
    derive,
    fact_shown,
    findings,
    holds,
    masked_answer,
    materials,
    shown,
    summary,
)
from banli.files.service import can_be_shown, has_words
from banli.kernel.masking import masked_in, masked_numbers
from banli.kernel.text import Words

PAGES_SHOWN = 30
"""Pages of a file that are drawn beside the check list; whoever wants more saves it."""


@dataclass(frozen=True)
class Point:
    """One place that can be ticked or crossed: an answer or a material."""

    where: str
    label: Words
    value: str = ""
    unit: str = ""
    findings: tuple[Finding, ...] = ()
    files: tuple[Material, ...] = ()
    pages: Mapping[int, range] = field(default_factory=dict)
    """Pages of the files that are shown as pictures, by the material's key."""
    words: frozenset[int] = frozenset()
    """Keys of the materials whose files are Word files: their words are shown."""
    note: Words | None = None
    missing: bool = False
    looked_up: bool = False
    """True of a material that is not handed in: the office looks it up itself."""
    told: str = ""
    """What the last correction notice said of this place."""
    mark: str = ""
    """``yes`` or ``no`` where a mark was sent that was not taken."""
    typed: str = ""
    errors: tuple[str, ...] = ()

    @property
    def against(self) -> bool:
        """True where something here forbids a grant."""
        return any(finding.forbids for finding in self.findings)


@dataclass(frozen=True)
class Part:
    """A section of the file."""

    title: Any
    points: tuple[Point, ...]


@dataclass(frozen=True)
class File:
    """Everything handed in, what follows from it, and what the rules found."""

    parts: tuple[Part, ...]
    materials: tuple[Point, ...]
    derived: tuple[tuple[Words, str], ...]
    findings: tuple[Finding, ...]
    told: frozenset[str]
    """Places named by an earlier correction notice; a later one may name no others (art. 32)."""

    tags: tuple[tuple[Words, str], ...]
    """Derived facts that have a name, such as the class of a transport."""
    summary: tuple[Line, ...]

    @property
    def labels(self) -> dict[str, str]:
        """What each place is called."""
        points = [point for part in self.parts for point in part.points]
        return {point.where: str(point.label) for point in (*points, *self.materials)}

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Findings that forbid a grant."""
        return tuple(finding for finding in self.findings if finding.forbids)


def file_of(case: Case, spec: ItemSpec) -> File:
    """The file of ``case``."""
    facts = {**case.form, **derive(spec, case.form)}
    found = findings(spec, facts)
    told = _told(case)
    parts = (
        Part(
            section.title,
            tuple(_point(field, facts, found, told) for field in section.fields if _seen(field, facts)),
        )
        for section in spec.form.sections
    )
    return File(
        parts=tuple(part for part in parts if part.points),
        materials=_materials(case, spec, facts, told),
        derived=_derived(spec, facts),
        findings=found,
        told=frozenset(told),
        tags=_tags(spec, facts),
        summary=tuple(line for line in summary(spec, facts) if line.key != spec.form.applicant),
    )


def closed(file: File) -> File:
    """``file`` without the pages and words of its materials, for whoever may not open them."""
    return replace(file, materials=tuple(replace(one, pages={}, words=frozenset()) for one in file.materials))


def masked(file: File, case: Case, spec: ItemSpec) -> File:
    """``file`` with names and numbers of persons hidden in part, for everybody who gave no reason to see more."""
    fields = {field.key: field for field in spec.form.fields}

    def hidden(text: str) -> str:
        return masked_numbers(masked_in(text, case.applicant, case.applicant_code))

    def point(one: Point) -> Point:
        field = fields.get(one.where)
        value = masked_answer(spec, case.form, field, one.value) if field else hidden(one.value)
        return replace(one, value=value, told=hidden(one.told))

    def line(one: Line) -> Line:
        field = fields.get(one.key)
        value = masked_answer(spec, case.form, field, one.value) if field else hidden(one.value)
        return replace(one, value=value)

    return replace(
        file,
        parts=tuple(Part(part.title, tuple(point(one) for one in part.points)) for part in file.parts),
        derived=tuple((label, hidden(text)) for label, text in file.derived),
        summary=tuple(line(one) for one in file.summary),
    )


def marked(file: File, typed: Mapping[str, str], errors: Mapping[str, list[str]]) -> File:
    """``file`` with the marks of an act that was not done, and what was wrong with each."""

    def point(one: Point) -> Point:
        return replace(
            one,
            mark=typed.get(f"mark.{one.where}", ""),
            typed=typed.get(f"problem.{one.where}", ""),
            errors=tuple(errors.get(one.where, ())),
        )

    return replace(
        file,
        parts=tuple(Part(part.title, tuple(point(one) for one in part.points)) for part in file.parts),
        materials=tuple(point(one) for one in file.materials),
    )


def _derived(spec: ItemSpec, facts: Mapping[str, Any]) -> tuple[tuple[Words, str], ...]:
    """Facts that follow from the answers, the named ones apart; numbers to two places."""
    found = []
    for rule in spec.rules.derive:
        value = facts.get(rule.key)
        if isinstance(value, bool):
            text = _("yes") if value else _("no")
        elif isinstance(value, float):
            text = f"{value:.2f}".rstrip("0").rstrip(".")
        else:
            text = fact_shown(spec, rule.key, facts)
        if text:
            found.append((rule.label, text))
    return tuple(found)


def _tags(spec: ItemSpec, facts: Mapping[str, Any]) -> tuple[tuple[Words, str], ...]:
    return tuple(
        (rule.label, fact_shown(spec, rule.key, facts))
        for rule in spec.rules.derive
        if str(facts.get(rule.key)) in rule.labels
    )


def _told(case: Case) -> dict[str, str]:
    return {
        point["where"]: point["problem"]
        for notice in notices(case, "correction")
        for point in notice.body["points"]
    }


def _seen(field: Field, facts: Mapping[str, Any]) -> bool:
    return holds(field.show_when, facts) and (field.required or field.key in facts)


def _point(
    field: Field, facts: Mapping[str, Any], found: tuple[Finding, ...], told: Mapping[str, str]
) -> Point:
    return Point(
        where=field.key,
        label=field.label,
        value=shown(field, facts.get(field.key)),
        findings=tuple(finding for finding in found if finding.where == field.key),
        told=told.get(field.key, ""),
    )


def _materials(
    case: Case, spec: ItemSpec, facts: Mapping[str, Any], told: Mapping[str, str]
) -> tuple[Point, ...]:
    """The materials this case needs and any other that came, each with its files, newest first."""
    held: dict[str, list[Material]] = {}
    for material in reversed(materials_of(case)):
        held.setdefault(material.key, []).append(material)
    wanted = {one.key for one in materials(spec, facts)}
    return tuple(
        Point(
            where=f"material.{one.key}",
            label=one.name,
            files=tuple(held.get(one.key, ())),
            pages={paper.pk: _pages(paper) for paper in held.get(one.key, ())},
            words=frozenset(
                paper.pk for paper in held.get(one.key, ()) if paper.file and has_words(paper.file)
            ),
            note=one.standard,
            missing=one.key not in held,
            looked_up=one.necessity == "checked",
            told=told.get(f"material.{one.key}", ""),
        )
        for one in spec.materials
        if one.key in wanted or one.key in held
    )


def _pages(material: Material) -> range:
    """The pages of its file that are shown beside the check list."""
    most = can_be_shown(material.file) if material.file else 0
    return range(1, min(most, PAGES_SHOWN) + 1)
