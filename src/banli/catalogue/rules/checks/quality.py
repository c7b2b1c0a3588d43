"""The quality rules of an item's definition: those real reviewers apply, and those that keep a procedure sound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from banli.catalogue.rules.checks.answerable import check_answerable
from banli.catalogue.rules.checks.answers import check_answer, check_databank
from banli.catalogue.rules.checks.bounds import check_bounds
from banli.catalogue.rules.checks.certificate_face import check_face
from banli.catalogue.rules.checks.channel import check_channel
from banli.catalogue.rules.checks.ex_officio import check_ex_officio
from banli.catalogue.rules.checks.flow import check_flow
from banli.catalogue.rules.checks.form import check_form
from banli.catalogue.rules.checks.grounds import check_grounds
from banli.catalogue.rules.checks.guide import check_guide
from banli.catalogue.rules.checks.paper_law import check_paper_law
from banli.catalogue.rules.checks.papers import check_papers
from banli.catalogue.rules.checks.procedure import check_procedure
from banli.catalogue.rules.checks.reachability import check_reach
from banli.catalogue.rules.checks.references import check_place, check_references
from banli.catalogue.rules.checks.statute import check_statute
from banli.catalogue.rules.definition.codes import check_codes
from banli.catalogue.rules.definition.folder import Folder
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.yamlfile import Fault
from banli.catalogue.rules.definition.yamlfile import Path as Place
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop

Found = tuple[Place, str, str, dict[str, object]]
"""Where in the definition, which rule, the message and its parameters."""


def check_spec(folder: Folder, path: Path) -> list[Fault]:
    """Every fault of a definition that its schema alone cannot see."""
    spec = folder.spec
    if spec is None:
        return []
    found = [*found_in(spec), *_slug(spec, path), *check_place(spec, path), *check_databank(spec, path)]
    return [folder.fault(place, rule, message, **params) for place, rule, message, params in found]


def found_in(spec: ItemSpec) -> list[Found]:
    """Every fault that the definition has by itself, wherever its folder lies."""
    if spec.enforcement is not None:
        parts = (
            check_guide,
            check_end,
            check_codes,
            check_form,
            check_references,
            check_grounds,
            check_ex_officio,
        )
        return [found for part in parts for found in part(spec)]
    return [
        *check_ex_officio(spec),
        *check_guide(spec),
        *check_grounds(spec),
        *check_answerable(spec),
        *check_end(spec),
        *check_codes(spec),
        *check_procedure(spec),
        *check_flow(spec),
        *check_statute(spec),
        *check_channel(spec),
        *check_form(spec),
        *check_references(spec),
        *check_reach(spec),
        *check_bounds(spec),
        *check_papers(spec),
        *check_answer(spec),
        *check_paper_law(spec),
        *check_face(spec),
    ]


def faults_of(spec: ItemSpec) -> list[Fault]:
    """The faults of a definition that is no longer in a folder; each names its place instead of a line."""
    return [
        Fault(
            ".".join(str(part) for part in place), 0, rule, str(Problem("", message, tuple(params.items())))
        )
        for place, rule, message, params in found_in(spec)
    ]


def _slug(spec: ItemSpec, path: Path) -> Iterator[Found]:
    if path.resolve().name != spec.slug:
        message = gettext_noop("the folder must be called “%(slug)s”, like the item")
        yield ("slug",), "slug", message, {"slug": spec.slug}


def check_end(spec: ItemSpec) -> Iterator[Found]:
    """Faults of the retirement that a definition brings along."""
    end = spec.retirement
    if end is None:
        return
    if end.on <= spec.effective_from:
        message = gettext_noop("an item is retired after it has come into force")
        yield ("retirement", "on"), "retirement", message, {}
    if (end.open_cases == "branch") != bool(end.branch_to):
        message = gettext_noop(
            "branch_to names the item that takes the open cases over, and only branch has one"
        )
        yield ("retirement", "open_cases"), "retirement", message, {}
    if end.branch_to == spec.slug:
        message = gettext_noop("an item does not hand its cases to itself")
        yield ("retirement", "branch_to"), "retirement", message, {}
