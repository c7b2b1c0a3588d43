"""The quality rules of an item's definition: those real reviewers apply, and those that keep a procedure sound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from banli.catalogue.rules.codes import check_codes
from banli.catalogue.rules.folder import Folder
from banli.catalogue.rules.formcheck import check_form
from banli.catalogue.rules.procedure import check_procedure
from banli.catalogue.rules.reach import check_reach
from banli.catalogue.rules.references import check_references
from banli.catalogue.rules.spec import ItemSpec
from banli.catalogue.rules.tables import THEMES
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
        *_service(spec),
        *_guide(spec),
        *_dates(spec, path),
        *check_codes(spec),
        *check_procedure(spec),
    ]
    found += [*check_form(spec), *check_references(spec, path), *check_reach(spec)]
    return [folder.fault(place, rule, message, **params) for place, rule, message, params in found]


def _service(spec: ItemSpec) -> Iterator[Found]:
    on_the_spot = all(rule.promised.days == 0 for rule in spec.limits)
    if (spec.case_type == "instant") != on_the_spot:
        message = gettext_noop("an instant item promises 0 days in every case, and only an instant item does")
        yield ("case_type",), "instant", message, {}
    if spec.visits.number and not spec.visits.reason:
        yield (
            ("visits",),
            "visits",
            gettext_noop("a visit the applicant must make needs its reason"),
            {},
        )
    if not spec.visits.number and not ({"online", "post"} & set(spec.result.delivery)):
        message = gettext_noop("without a visit the result must come online or by post")
        yield ("result", "delivery"), "visits", message, {}
    if not spec.visits.number and not {4, 5} & set(spec.online_depth):
        message = gettext_noop("without a visit the item must be accepted or handled online (depth 4 or 5)")
        yield ("online_depth",), "visits", message, {}
    if spec.fee and not spec.fee.basis:
        message = gettext_noop("a fee needs the law it rests on (行政许可法 58)")
        yield ("fee",), "fee", message, {}
    if spec.consult == spec.complaint:
        message = gettext_noop("questions and complaints need different telephone numbers")
        yield ("complaint",), "phones", message, {}
    if (spec.certificate is not None) != (spec.result.type == "10"):
        message = gettext_noop("a result of type 10 is a certificate, and only it has one")
        yield ("result", "type"), "certificate", message, {}


def _guide(spec: ItemSpec) -> Iterator[Found]:
    if spec.kind == "01" and not spec.faq:
        yield (
            ("faq",),
            "faq",
            gettext_noop("a licence needs at least one frequent question"),
            {},
        )
    if spec.kind == "01" and spec.quantity is None:
        message = gettext_noop("a licence must say whether its number is limited (行政许可法 30)")
        yield ("quantity",), "quantity", message, {}
    for index, theme in enumerate(spec.themes):
        if theme not in THEMES:
            yield (
                ("themes", index),
                "themes",
                gettext_noop("there is no theme “%(theme)s”"),
                {"theme": theme},
            )
    keys = [material.key for material in spec.materials]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            message = gettext_noop("the key “%(key)s” is used twice")
            yield ("materials", index, "key"), "keys", message, {"key": key}


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
