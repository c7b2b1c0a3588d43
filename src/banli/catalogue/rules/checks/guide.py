"""The quality rules that reviewers of published guides apply: access, fee, result, telephone numbers, themes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli.catalogue.rules.definition.enforcement import EX_OFFICIO
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.tables import PERSON, THEME_CLASSES, THEMES
from banli.kernel.text import gettext_noop

Found = tuple[tuple[str | int, ...], str, str, dict[str, object]]
HANDLED_ONLINE = 5
ACCEPTED_ONLINE = 4
ENDINGS = (("证", "10"), ("批复", "30"), ("文", "20"))
"""How a result's name ends -> its type: 出证, 审批, 出文办结."""
OFFERED = "平台提供"
"""In the sample of a material: there is something to download."""
NOTE = re.compile(r"（[^）]*）$")
SHORT = re.compile(r"(?<!\d)0(10|2\d)-?\d{7}(?!\d)")
"""A telephone number of seven digits behind an area code of three: there all have eight."""


def check_guide(spec: ItemSpec) -> Iterator[Found]:
    """Every fault a reviewer of the guide would find."""
    yield from _access(spec)
    yield from _result(spec)
    yield from _told(spec)
    yield from _themes(spec)
    yield from _blanks(spec)
    keys = [material.key for material in spec.materials]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            message = gettext_noop("the key “%(key)s” is used twice")
            yield ("materials", index, "key"), "keys", message, {"key": key}


def _blanks(spec: ItemSpec) -> Iterator[Found]:
    for index, material in enumerate(spec.materials):
        if OFFERED in material.sample.zh and not material.blank:
            message = gettext_noop("the sample says that the platform offers a blank; its lines are missing")
            yield ("materials", index, "blank"), "blank", message, {}


def _access(spec: ItemSpec) -> Iterator[Found]:
    if spec.enforcement is not None:
        return
    on_the_spot = all(rule.promised.days == 0 for rule in spec.limits)
    if (spec.case_type == "instant") != on_the_spot:
        message = gettext_noop("an instant item promises 0 days in every case, and only an instant item does")
        yield ("case_type",), "instant", message, {}
    if spec.visits.number and not spec.visits.reason:
        yield ("visits",), "visits", gettext_noop("a visit the applicant must make needs its reason"), {}
    if spec.visits.number and HANDLED_ONLINE in spec.online_depth:
        message = gettext_noop("an item handled online from end to end (depth 5) needs no visit")
        yield ("visits",), "visits", message, {}
    if spec.kind in EX_OFFICIO:
        return
    if not spec.visits.number and not ({"online", "post"} & set(spec.result.delivery)):
        message = gettext_noop("without a visit the result must come online or by post")
        yield ("result", "delivery"), "visits", message, {}
    if not spec.visits.number and not {ACCEPTED_ONLINE, HANDLED_ONLINE} & set(spec.online_depth):
        message = gettext_noop("without a visit the item must be accepted or handled online (depth 4 or 5)")
        yield ("online_depth",), "visits", message, {}


def _result(spec: ItemSpec) -> Iterator[Found]:
    if (spec.certificate is not None) != (spec.result.type == "10"):
        message = gettext_noop("a result of type 10 is a certificate, and only it has one")
        yield ("result", "type"), "certificate", message, {}
    name = NOTE.sub("", spec.result.name.zh)
    wanted = next((code for ending, code in ENDINGS if name.endswith(ending)), spec.result.type)
    if wanted != spec.result.type:
        message = gettext_noop("a result called “%(name)s” is of type %(type)s")
        yield ("result", "type"), "result", message, {"name": name, "type": wanted}


def _told(spec: ItemSpec) -> Iterator[Found]:
    if spec.fee and not spec.fee.basis:
        message = gettext_noop("a fee needs the law it rests on (行政许可法 58)")
        yield ("fee",), "fee", message, {}
    for key in ("consult", "complaint"):
        if SHORT.search(getattr(spec, key)):
            message = gettext_noop("“%(number)s” lacks a digit: behind this area code numbers have eight")
            yield (key,), "phones", message, {"number": getattr(spec, key)}
    if spec.consult == spec.complaint:
        message = gettext_noop("questions and complaints need different telephone numbers")
        yield ("complaint",), "phones", message, {}
    if spec.kind == "01" and not spec.faq:
        yield ("faq",), "faq", gettext_noop("a licence needs at least one frequent question"), {}
    if spec.kind == "01" and spec.quantity is None:
        message = gettext_noop("a licence must say whether its number is limited (行政许可法 30)")
        yield ("quantity",), "quantity", message, {}


def _themes(spec: ItemSpec) -> Iterator[Found]:
    served = set(spec.server_types)
    classes = {"person": PERSON in served, "organisation": bool(served - {PERSON})}
    for index, theme in enumerate(spec.themes):
        if theme not in THEMES:
            message = gettext_noop("there is no theme “%(theme)s”")
            yield ("themes", index), "themes", message, {"theme": theme}
        elif not any(classes[one] for one in THEME_CLASSES[theme]):
            message = gettext_noop(
                "the theme “%(theme)s” is for others than those the item serves (server_types)"
            )
            yield ("themes", index), "themes", message, {"theme": theme}
