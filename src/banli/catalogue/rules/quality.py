"""The quality rules of an item's definition: those real reviewers apply, and those that keep a procedure sound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from banli.catalogue.rules.codes import check_codes
from banli.catalogue.rules.flow import check_flow
from banli.catalogue.rules.folder import Folder
from banli.catalogue.rules.formcheck import check_form
from banli.catalogue.rules.guide import check_guide
from banli.catalogue.rules.procedure import check_procedure
from banli.catalogue.rules.reach import check_reach
from banli.catalogue.rules.references import check_references
from banli.catalogue.rules.spec import ItemSpec
from banli.catalogue.rules.statute import check_statute
from banli.catalogue.rules.yamlfile import Fault
from banli.catalogue.rules.yamlfile import Path as Place
from banli.kernel.text import gettext_noop

Found = tuple[Place, str, str, dict[str, object]]
"""Where in the definition, which rule, the message and its parameters."""


def check_spec(folder: Folder, path: Path) -> list[Fault]:
    """Every fault of a definition that its schema alone cannot see."""
    spec = folder.spec
    if spec is None:
        return []
    found = [
        *check_guide(spec),
        *_dates(spec, path),
        *check_codes(spec),
        *check_procedure(spec),
        *check_flow(spec),
        *check_statute(spec),
    ]
    found += [*check_form(spec), *check_references(spec, path), *check_reach(spec)]
    return [folder.fault(place, rule, message, **params) for place, rule, message, params in found]


def _dates(spec: ItemSpec, path: Path) -> Iterator[Found]:
    if (spec.cancelled_on is None) != (spec.cancelled_because is None):
        message = gettext_noop("a cancelled item needs both the day and the reason with its law")
        yield ("cancelled_on",), "cancelled", message, {}
    if spec.cancelled_on and spec.cancelled_on <= spec.effective_from:
        message = gettext_noop("an item is cancelled after it has come into force")
        yield ("cancelled_on",), "cancelled", message, {}
    if path.resolve().name != spec.slug:
        message = gettext_noop("the folder must be called “%(slug)s”, like the item")
        yield ("slug",), "slug", message, {"slug": spec.slug}
