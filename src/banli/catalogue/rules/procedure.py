"""Whether a procedure is sound: steps, owners, excluded time, limits, certificate."""

from __future__ import annotations

import string
from collections.abc import Iterator

from banli.catalogue.rules.spec import SUBSTANTIVE, ItemSpec, Limit
from banli.kernel.text import gettext_noop

Found = tuple[tuple[str | int, ...], str, str, dict[str, object]]
CALENDAR_DAYS = {"calendar": 1.0, "month": 30.0, "hour": 1 / 24}
"""How long a unit is in calendar days, as the national tables convert old data."""
REST_DAYS = 10
"""The longest run of rest days that may fall into a period of working days."""
CONSULTING = frozenset({"consult_department", "countersign"})
EXCLUDED_BY = {"hearing": "hearing", "expert_review": "expert_review"}
"""Step kind -> the special procedure of article 45 that it is."""


def shortest(limit: Limit) -> float:
    """The fewest calendar days a limit can last."""
    return float(limit.days) if limit.unit == "working" else limit.days * CALENDAR_DAYS[limit.unit]


def longest(limit: Limit) -> float:
    """The most calendar days a limit can last."""
    if limit.unit != "working":
        return limit.days * (31 if limit.unit == "month" else CALENDAR_DAYS[limit.unit])
    return limit.days * 7 / 5 + (REST_DAYS if limit.days else 0)


def longer(promised: Limit, statutory: Limit) -> bool:
    """True where the promise may be later than the law allows; different units are compared at their worst."""
    if promised.unit == statutory.unit:
        return promised.days > statutory.days
    return longest(promised) > shortest(statutory)


def check_procedure(spec: ItemSpec) -> Iterator[Found]:
    """Every fault of limits, steps, special procedures and certificate."""
    for index, rule in enumerate(spec.limits):
        if longer(rule.promised, rule.statutory):
            message = gettext_noop(
                "the promised limit (%(promised)s) is longer than the statutory one (%(statutory)s)"
            )
            params: dict[str, object] = {
                "promised": f"{rule.promised.days} {rule.promised.unit}",
                "statutory": f"{rule.statutory.days} {rule.statutory.unit}",
            }
            yield ("limits", index, "promised"), "limits", message, params
    yield from _steps(spec)
    yield from _special(spec)
    yield from _certificate(spec)


def _steps(spec: ItemSpec) -> Iterator[Found]:
    keys = [step.key for step in spec.steps]
    special = {procedure.key: procedure.kind for procedure in spec.special_procedures}
    for index, step in enumerate(spec.steps):
        place = ("steps", index)
        if step.key in keys[:index]:
            yield (
                (*place, "key"),
                "keys",
                gettext_noop("the key “%(key)s” is used twice"),
                {"key": step.key},
            )
        if step.kind in SUBSTANTIVE and step.staff < 2:
            message = gettext_noop("a check on the spot needs at least two officers (行政许可法 34)")
            yield (*place, "staff"), "steps", message, {}
        if step.kind in CONSULTING and not step.with_department:
            message = gettext_noop("the step must name the department it asks (with_department)")
            yield (*place,), "steps", message, {}
        if step.kind == "approve" and step.role == "reviewer":
            message = gettext_noop(
                "who examines does not decide: the decision belongs to approver, or clerk on the spot"
            )
            yield (*place, "role"), "steps", message, {}
        if step.special and step.special not in special:
            message = gettext_noop("there is no special procedure “%(key)s”")
            yield (*place, "special"), "steps", message, {"key": step.special}
        elif step.special and EXCLUDED_BY.get(step.kind, special[step.special]) != special[step.special]:
            message = gettext_noop("the special procedure “%(key)s” is of another kind than the step")
            yield (*place, "special"), "steps", message, {"key": step.special}
    yield from _order(spec)


def _order(spec: ItemSpec) -> Iterator[Found]:
    kinds = [step.kind for step in spec.steps if not step.optional and step.when is None]
    if not kinds or kinds[-1] != "approve" or spec.steps[-1].kind not in ("approve", "countersign"):
        message = gettext_noop(
            "every case must end in a decision: the last step that always happens is approve"
        )
        yield ("steps",), "steps", message, {}
    if spec.kind == "01" and "examine" not in kinds:
        yield (
            ("steps",),
            "steps",
            gettext_noop("a licence must be examined before it is decided"),
            {},
        )
    if spec.case_type == "instant" and set(kinds) - {"examine", "approve"}:
        message = gettext_noop("an item decided on the spot has no other steps than examine and approve")
        yield ("steps",), "steps", message, {}


def _special(spec: ItemSpec) -> Iterator[Found]:
    keys = [procedure.key for procedure in spec.special_procedures]
    for index, procedure in enumerate(spec.special_procedures):
        if procedure.key in keys[:index]:
            message = gettext_noop("the key “%(key)s” is used twice")
            yield (
                ("special_procedures", index, "key"),
                "keys",
                message,
                {"key": procedure.key},
            )
    if spec.case_type == "instant" and keys:
        message = gettext_noop("an item decided on the spot has no time to exclude")
        yield ("special_procedures",), "special", message, {}


def _certificate(spec: ItemSpec) -> Iterator[Found]:
    if spec.certificate is None:
        return
    try:
        names = {
            name for _text, name, _format, _how in string.Formatter().parse(spec.certificate.number) if name
        }
        spec.certificate.number.format(year=2022, serial=1)
    except (ValueError, KeyError, IndexError, AttributeError):
        names = set()
    if "serial" not in names or names - {"year", "serial"}:
        message = gettext_noop("the certificate number must hold {serial}; only {year} may stand beside it")
        yield ("certificate", "number"), "certificate", message, {}
    for index, validity in enumerate(spec.certificate.validity):
        place = ("certificate", "validity", index)
        if validity.months and validity.until_field:
            message = gettext_noop("a term is given by months or by a field of the form, not by both")
            yield place, "certificate", message, {}
        if validity.max_days and not validity.until_field:
            message = gettext_noop("max_days cuts a term that the form gives (until_field)")
            yield place, "certificate", message, {}
