"""Whether an item that the organ begins by itself (依职权) says what its law wants, and nothing of applying."""

from __future__ import annotations

from collections.abc import Iterator

from banli.catalogue.rules.definition.enforcement import DECLARED, EX_OFFICIO, REPORTED, Enforcement
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.kernel.text import gettext_noop

Found = tuple[tuple[str | int, ...], str, str, dict[str, object]]
RULE = "enforcement"
PENALTY, COERCION, LEVY, INSPECTION = "02", "03", "04", "06"
PAYMENT = 15
"""Days to pay a fine (行政处罚法 67)."""
LONGEST = {"defence": None, "measure": 30, "service": 7, "preserved": 7}
"""What an item may shorten and not lengthen, in the days of its law; None where it may not be touched at all."""
MATERIALS = "materials"
"""What a declaration has too."""
OF_APPLYING = (
    MATERIALS,
    "commitment",
    "green_channel",
    "steps",
    "special_procedures",
)
"""What only an application has."""


def check_ex_officio(spec: ItemSpec) -> Iterator[Found]:
    """Every fault of the ex-officio part, and of an item that has it or lacks it by mistake."""
    own = spec.enforcement
    if (own is not None) != (spec.kind in EX_OFFICIO) and not spec.slug.startswith(REPORTED):
        message = gettext_noop(
            "penalty, coercive measure, levy and inspection have “enforcement”, and only they do"
        )
        yield ("kind",), RULE, message, {}
    if own is None:
        return
    for key in OF_APPLYING:
        if getattr(spec, key) and not (key == MATERIALS and spec.kind in DECLARED):
            message = gettext_noop("nobody applies for this item: “%(key)s” does not belong here")
            yield (key,), RULE, message, {"key": key}
    if spec.hearing != "none" or spec.extension:
        message = gettext_noop("hearing and extension of an own procedure are those of its acts")
        yield ("hearing" if spec.hearing != "none" else "extension",), RULE, message, {}
    yield from KINDS[spec.kind](spec, own) if spec.kind in KINDS else ()
    yield from _limits(own)


def _penalty(spec: ItemSpec, own: Enforcement) -> Iterator[Found]:
    if not spec.limits:
        yield (
            ("kind",),
            RULE,
            gettext_noop("a penalty is decided within a limit from filing (行政处罚法 60)"),
            {},
        )
    wanted = {"breaches": own.breaches, "hearing_from": own.hearing_from, "account": own.account}
    for key, value in wanted.items():
        if not value:
            message = gettext_noop("a penalty says its “%(key)s” (行政处罚法 59, 63, 67)")
            yield ("enforcement",), RULE, message, {"key": key}
    for index, one in enumerate(own.breaches):
        least, most = one.fine_least, one.fine_most
        if least is not None and most is not None and least > most:
            message = gettext_noop("the least fine is above the largest")
            yield ("enforcement", "breaches", index), RULE, message, {}
        for key in ("forbidden_by", "punished_by"):
            if "第" not in getattr(one, key).zh or "条" not in getattr(one, key).zh:
                message = gettext_noop("a breach names law and article")
                yield ("enforcement", "breaches", index, key), RULE, message, {}


def _coercion(_spec: ItemSpec, own: Enforcement) -> Iterator[Found]:
    if not own.goods:
        yield ("enforcement",), RULE, gettext_noop("a measure says what may be sealed (行政强制法 23)"), {}


def _levy(_spec: ItemSpec, own: Enforcement) -> Iterator[Found]:
    for key in ("account", "rate"):
        if not getattr(own, key):
            yield ("enforcement",), RULE, gettext_noop("a levy says its “%(key)s”"), {"key": key}


def _inspection(_spec: ItemSpec, own: Enforcement) -> Iterator[Found]:
    if not own.points:
        yield ("enforcement",), RULE, gettext_noop("an inspection says what it looks at"), {}


KINDS = {PENALTY: _penalty, COERCION: _coercion, LEVY: _levy, INSPECTION: _inspection}


def _limits(own: Enforcement) -> Iterator[Found]:
    for key, limit in own.limits.items():
        longest = LONGEST.get(key, limit.days)
        if longest is None or limit.days > longest:
            message = gettext_noop("no item lengthens this limit: its law sets it")
            yield ("enforcement", "limits", key), RULE, message, {}
        if key == "payment" and limit.days < PAYMENT:
            message = gettext_noop(
                "a fine is paid within fifteen days; an item may not ask for it sooner (行政处罚法 67)"
            )
            yield ("enforcement", "limits", key), RULE, message, {}
