"""Whether the parts of a procedure are sound by themselves: limits, single steps, excluded time, certificate."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from banli.catalogue.rules.checks.laws import longer, own_law
from banli.catalogue.rules.definition.graph import awaited
from banli.catalogue.rules.definition.spec import SUBSTANTIVE, ItemSpec, Step
from banli.catalogue.rules.meaning.repeated_steps import LONGEST, keys_for
from banli.kernel.text import gettext_noop

Place = tuple[str | int, ...]
Found = tuple[Place, str, str, dict[str, object]]
CONSULTING = frozenset({"consult_department", "countersign"})
PERIODS = frozenset({"publicity", "expert_review"})
"""Steps that take their time by nature: how much is said, or it is excluded."""
EXCLUDED_BY = {"hearing": "hearing", "expert_review": "expert_review"}
"""Step kind -> the special procedure of article 45 that it is."""


def check_procedure(spec: ItemSpec) -> Iterator[Found]:
    """Every fault of limits, steps, special procedures and certificate, each looked at alone."""
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
    keys = [step.key for step in spec.steps]
    for index, step in enumerate(spec.steps):
        place = ("steps", index)
        if step.key in keys[:index]:
            message = gettext_noop("the key “%(key)s” is used twice")
            yield (*place, "key"), "keys", message, {"key": step.key}
        yield from _step(place, step)
        yield from _asked(place, step, spec)
        yield from _excluded(place, step, spec)
        yield from _for_grant((*place, "only"), step, spec)
        if step.each:
            yield from _each((*place, "each"), step, spec)
    yield from _special(spec)
    yield from _certificate(spec)


def _step(place: Place, step: Step) -> Iterator[Found]:
    if step.kind in SUBSTANTIVE and step.staff < 2:
        message = gettext_noop("a check on the spot needs at least two officers (行政许可法 34)")
        yield (*place, "staff"), "steps", message, {}
    if step.kind == "approve" and step.role == "reviewer":
        message = gettext_noop(
            "who examines does not decide: the decision belongs to approver, or clerk on the spot"
        )
        yield (*place, "role"), "steps", message, {}
    if step.kind in PERIODS and step.limit is None and not step.special:
        message = gettext_noop(
            "“%(kind)s” needs its limit, or the special procedure by which its time is excluded"
        )
        yield place, "steps", message, {"kind": step.kind}
    if step.limit is not None and step.limit.days == 0:
        message = gettext_noop("a step that has a limit has at least one day, hour or month")
        yield (*place, "limit"), "steps", message, {}


def _for_grant(place: Place, step: Step, spec: ItemSpec) -> Iterator[Found]:
    """A step of a grant only can be left out: no examination or decision, and nothing a refusal needs waits for it."""
    if not step.only:
        return
    if step.kind in ("approve", "examine", "hearing") or step.optional or step.special or step.each:
        message = gettext_noop(
            "a step of a grant only is neither optional, excluded or one for each answer, nor the examination,"
            " a hearing or the decision"
        )
        yield place, "steps", message, {}
    order = awaited(spec.steps)
    for other in spec.steps:
        if step.key in order[other.key] and other.kind != "approve" and not other.only:
            message = gettext_noop(
                "“%(key)s” waits for a step of a grant only; a refusal would never come to it"
            )
            yield place, "steps", message, {"key": other.key}


def _each(place: Place, step: Step, spec: ItemSpec) -> Iterator[Found]:
    """What a step for each answer needs: a field of several choices that is always answered, and keys of its own."""
    field = spec.form.field(step.each)
    if field is None or field.type != "multi":
        message = gettext_noop("“each” names a field of several choices (multi); “%(key)s” is none")
        yield place, "each", message, {"key": step.each}
        return
    if not field.required:
        message = gettext_noop("“each” needs a field that must be answered; “%(key)s” may be left empty")
        yield place, "each", message, {"key": step.each}
    if step.optional or step.special or step.kind in ("approve", "examine"):
        message = gettext_noop(
            "a step for each answer is neither optional nor excluded, nor the examination or decision"
        )
        yield place, "each", message, {}
    channel = spec.green_channel
    if channel and step.key in {*channel.leaves_out, *channel.side_by_side}:
        message = gettext_noop("a green channel does not change a step for each answer")
        yield place, "each", message, {}
    taken = {one.key for one in spec.steps}
    for key in keys_for(step, field):
        if key in taken or len(key) > LONGEST or not re.fullmatch(r"[a-z0-9-]+", key):
            message = gettext_noop(
                "the step for one answer would be called “%(key)s”: taken, too long, or no name"
            )
            yield place, "each", message, {"key": key}
        taken.add(key)


def _asked(place: Place, step: Step, spec: ItemSpec) -> Iterator[Found]:
    """What a step of another department says."""
    if step.kind not in CONSULTING:
        return
    if not step.with_department:
        message = gettext_noop("the step must name the department it asks (with_department)")
        yield place, "steps", message, {}
    elif step.with_department == spec.department:
        message = gettext_noop("the step asks the item's own department")
        yield (*place, "with_department"), "steps", message, {}
    if step.limit is None:
        message = gettext_noop("the department that is asked needs a limit to answer in")
        yield place, "steps", message, {}


def _excluded(place: Place, step: Step, spec: ItemSpec) -> Iterator[Found]:
    special = {procedure.key: procedure.kind for procedure in spec.special_procedures}
    if not step.special:
        return
    if step.special not in special:
        message = gettext_noop("there is no special procedure “%(key)s”")
        yield (*place, "special"), "steps", message, {"key": step.special}
    elif EXCLUDED_BY.get(step.kind, special[step.special]) != special[step.special]:
        message = gettext_noop("the special procedure “%(key)s” is of another kind than the step")
        yield (*place, "special"), "steps", message, {"key": step.special}


def _special(spec: ItemSpec) -> Iterator[Found]:
    keys = [procedure.key for procedure in spec.special_procedures]
    for index, procedure in enumerate(spec.special_procedures):
        place = ("special_procedures", index)
        if procedure.key in keys[:index]:
            message = gettext_noop("the key “%(key)s” is used twice")
            yield (*place, "key"), "keys", message, {"key": procedure.key}
        if procedure.kind == "other" and not own_law(spec, procedure.basis):
            message = gettext_noop(
                "a special procedure beyond the eight of article 45 must name the item's own law in its basis"
            )
            yield (*place, "basis"), "special", message, {}
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
        if sum(map(bool, (validity.months, validity.months_field, validity.until_field))) > 1:
            message = gettext_noop("a term is given by months or by a field of the form, not by both")
            yield place, "certificate", message, {}
        if (validity.max_days or validity.max_months) and not (validity.until_field or validity.months_field):
            message = gettext_noop(
                "max_days and max_months cut a term that the form gives (until_field, months_field)"
            )
            yield place, "certificate", message, {}
