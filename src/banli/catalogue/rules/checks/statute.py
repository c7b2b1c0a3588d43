"""What the Administrative Licensing Law lets an item say of its limits, and of those who decide together."""

from __future__ import annotations

from collections.abc import Iterator

from banli.catalogue.rules.checks.laws import (
    longer,
    over,
    own_law,
    shortest,
)
from banli.catalogue.rules.definition.spec import ItemSpec, Limit, Step
from banli.kernel.text import gettext_noop

Found = tuple[tuple[str | int, ...], str, str, dict[str, object]]
ORDINARY, JOINT, FORWARDED, DELIVERY = 20, 45, 20, 10
"""Working days of articles 42(1), 42(2), 43 and 44."""
EXTENSIONS = {"head": 10, "government": 15}
"""Working days by which a limit may be extended, by who allows it (42)."""
DECIDING = frozenset({"countersign", "approve"})


def check_statute(spec: ItemSpec) -> Iterator[Found]:
    """Every fault against articles 34 to 46 that the definition itself can have."""
    yield from _statutory(spec)
    yield from _together(spec)
    yield from _extension(spec)
    yield from _upwards(spec)
    yield from _promises(spec)
    if spec.delivery and over(spec.delivery, DELIVERY):
        message = gettext_noop("a result is delivered within 10 working days of the decision (行政许可法 44)")
        yield ("delivery",), "delivery", message, {}


def _statutory(spec: ItemSpec) -> Iterator[Found]:
    for index, rule in enumerate(spec.limits):
        if own_law(spec, rule.statutory.basis):
            continue
        place = ("limits", index, "statutory")
        if spec.joint and over(rule.statutory, JOINT):
            message = gettext_noop(
                "joint handling has 45 working days unless the basis names another of the item's laws (行政许可法 42)"
            )
            yield place, "limits", message, {}
        elif spec.result.type == "40" and over(rule.statutory, FORWARDED):
            message = gettext_noop(
                "a lower organ forwards within 20 working days unless the basis names another of the item's laws "
                "(行政许可法 43)"
            )
            yield place, "limits", message, {}
        elif spec.kind == "01" and not spec.joint and over(rule.statutory, ORDINARY):
            message = gettext_noop(
                "a licence has 20 working days unless the basis names another of the item's laws (行政许可法 42)"
            )
            yield place, "limits", message, {}


def own_decision(step: Step, spec: ItemSpec) -> bool:
    """True where another department than the item's own decides in this step."""
    return step.kind in DECIDING and step.with_department not in ("", spec.department)


def _together(spec: ItemSpec) -> Iterator[Found]:
    others = [(index, step) for index, step in enumerate(spec.steps) if own_decision(step, spec)]
    for index, step in others:
        if step.role != "approver":
            message = gettext_noop("the decision of a department belongs to its approver")
            yield ("steps", index, "role"), "joint", message, {}
        if step.kind == "approve" and not spec.joint:
            message = gettext_noop(
                "only in joint handling does another department decide for itself (joint: true)"
            )
            yield ("steps", index), "joint", message, {}
        if spec.joint and step.limit is None:
            message = gettext_noop("the department that is asked needs a limit to answer in")
            yield ("steps", index), "joint", message, {}
    if spec.joint and not others:
        message = gettext_noop(
            "joint handling needs two departments at least: a countersign or approve step of another one"
        )
        yield ("joint",), "joint", message, {}


def _extension(spec: ItemSpec) -> Iterator[Found]:
    if spec.extension is None or own_law(spec, spec.extension.basis):
        return
    if spec.case_type == "instant":
        message = gettext_noop("an item decided on the spot is not extended")
        yield ("extension",), "extension", message, {}
    if spec.joint != (spec.extension.by == "government"):
        message = gettext_noop(
            "joint handling is extended by the government, all else by the organ's head (行政许可法 42)"
        )
        yield ("extension", "by"), "extension", message, {}
    if spec.extension.days > EXTENSIONS[spec.extension.by]:
        message = gettext_noop(
            "an extension has at most %(most)s days unless the basis names another of the item's laws "
            "(行政许可法 42)"
        )
        yield ("extension", "days"), "extension", message, {"most": EXTENSIONS[spec.extension.by]}


def _upwards(spec: ItemSpec) -> Iterator[Found]:
    named = bool(spec.forwards_to) + (spec.upper_organ is not None)
    if spec.result.type == "40" and named != 1:
        message = gettext_noop(
            "a case reported upwards names the item that takes over (forwards_to) or the organ (upper_organ)"
        )
        yield ("result", "type"), "forwards", message, {}
    if spec.result.type != "40" and named:
        message = gettext_noop("only a result of type 40 is forwarded to another organ (行政许可法 35)")
        yield ("forwards_to" if spec.forwards_to else "upper_organ",), "forwards", message, {}
    if spec.forwards_to == spec.slug:
        yield ("forwards_to",), "forwards", gettext_noop("an item does not forward to itself"), {}


def _promises(spec: ItemSpec) -> Iterator[Found]:
    if spec.commitment and spec.commitment.verify.days == 0:
        message = gettext_noop("what is granted on a promise is verified afterwards: give the time for it")
        yield ("commitment", "verify"), "commitment", message, {}
    if spec.commitment and spec.public_safety:
        message = gettext_noop("what touches public safety is not granted on a promise")
        yield ("commitment",), "commitment", message, {}
    latest = max((rule.statutory for rule in spec.limits), key=shortest)
    for index, material in enumerate(spec.materials):
        if (material.necessity == "later") != (material.later is not None):
            message = gettext_noop(
                "a material that may follow later (necessity: later) says until when (later), and only it does"
            )
            yield ("materials", index), "later", message, {}
        elif material.later and _too_late(material.later, latest, spec):
            message = gettext_noop(
                "what follows later comes after acceptance and before the case must be decided"
            )
            yield ("materials", index, "later"), "later", message, {}


def _too_late(later: Limit, latest: Limit, spec: ItemSpec) -> bool:
    """On the spot the decision comes first, and what was promised follows it."""
    return later.days == 0 or (spec.case_type != "instant" and longer(later, latest))
