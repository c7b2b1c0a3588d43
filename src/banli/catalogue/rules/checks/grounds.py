"""Whether an item rests on law: articles, limits that a law sets, why days are working days, what may be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banli.catalogue.rules.checks.laws import LICENSING_LAW, own_law
from banli.catalogue.rules.checks.references import Found, Place
from banli.catalogue.rules.checks.todo import MARK
from banli.catalogue.rules.definition.enforcement import DECLARED, EX_OFFICIO
from banli.catalogue.rules.definition.spec import ItemSpec, Limit, LimitRule
from banli.kernel.text import gettext_noop

ARTICLE = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+(条|章|节|款|项|部分|点)|[一二三四五六七八九十]、|附件"
)
"""What points into a text: an article, or in a notice its part or annex."""
NO_LAW = re.compile(
    r"示例|样例|本机关|内部|办理规定|服务规范|工作规范|办事指南|清单$|约定|参照|承诺|(未|没有)规定\w{0,4}(期限|时限)"
)
"""Words of what is no law: samples, an organ's own rules, lists, agreements."""
COUNTED = re.compile(r"[按以]工作日计算?")
"""An organ's word on how it counts, not the law's."""
SAMPLE = re.compile(r"示例|样例")
WORKING = "工作日"
GOVERNMENT = "20"
HANDING_IN = frozenset({2, 3, 4, 5})
"""Depths at which an application is handed in or handled online."""


def check_grounds(spec: ItemSpec) -> Iterator[Found]:
    """Every fault of what the item rests on. An example that says it is one has no law to name."""
    if not spec.example:
        yield from _laws(spec)
        for index, rule in enumerate(spec.limits):
            yield from _statutory(("limits", index), rule)
            yield from _unit(("limits", index, "statutory"), rule.statutory, spec)
        yield from _extended(spec)
    for index, step in enumerate(spec.steps):
        if step.limit is not None and not NO_LAW.search(step.limit.basis.zh):
            yield from _unit(("steps", index, "limit"), step.limit, spec)
    yield from _held(spec)
    yield from _begun_by_the_organ(spec)


def _laws(spec: ItemSpec) -> Iterator[Found]:
    for index, law in enumerate(spec.laws):
        place: Place = ("laws", index)
        if SAMPLE.search(law.title.zh + law.article.zh) or NO_LAW.search(law.title.zh):
            message = gettext_noop(
                "“%(title)s” is no law: name the law the item rests on, or say that the item is an example (example: "
                "true)"
            )
            yield place, "ground", message, {"title": law.title.zh}
        elif not ARTICLE.search(law.article.zh) and MARK not in law.article.zh:
            message = gettext_noop("“%(title)s” is named without an article")
            yield (*place, "article"), "ground", message, {"title": law.title.zh}


def _statutory(place: Place, rule: LimitRule) -> Iterator[Found]:
    """A limit of law comes from law, or the guide says that none sets one."""
    told = NO_LAW.search(rule.statutory.basis.zh)
    if told and rule.unset is None:
        message = gettext_noop(
            "a statutory limit comes from law, not from “%(basis)s”: name the law, or say that none sets a limit "
            "(unset)"
        )
        yield (*place, "statutory"), "ground", message, {"basis": rule.statutory.basis.zh}
    elif not told and not _pointed(rule.statutory.basis.zh):
        message = gettext_noop("“%(basis)s” names no article: say which one sets the limit")
        yield (*place, "statutory", "basis"), "ground", message, {"basis": rule.statutory.basis.zh}
    if rule.unset is not None and not told:
        message = gettext_noop("where no law sets a limit (unset), the basis is the organ's own rule")
        yield (*place, "unset"), "ground", message, {}


def _pointed(basis: str) -> bool:
    """True where a basis names an article; the Licensing Law's own limit stands in one alone (42)."""
    return bool(ARTICLE.search(basis)) or LICENSING_LAW in basis


def _extended(spec: ItemSpec) -> Iterator[Found]:
    """An extension by the item's own law names its article; days alone do not lengthen months."""
    own = spec.extension
    if own is not None and own_law(spec, own.basis) and not ARTICLE.search(own.basis.zh):
        message = gettext_noop("“%(basis)s” names no article: say which one sets the limit")
        yield ("extension", "basis"), "ground", message, {"basis": own.basis.zh}
    months = [index for index, rule in enumerate(spec.limits) if rule.statutory.unit == "month"]
    if own is None and months:
        message = gettext_noop(
            "a limit in months is lengthened by months, as its own law says: name how far (extension)"
        )
        yield ("limits", months[0]), "extension", message, {}


def _unit(place: Place, limit: Limit, spec: ItemSpec) -> Iterator[Found]:
    """Days are what the item's own law says; working days of themselves are those of the Licensing Law alone (82)."""
    basis = limit.basis.zh
    licensing = LICENSING_LAW in basis and not own_law(spec, limit.basis)
    said = licensing or WORKING in COUNTED.sub("", basis) or NO_LAW.search(basis) or limit.unit_because
    if limit.unit == "working" and limit.days and not said:
        message = gettext_noop(
            "“%(basis)s” does not say working days, and article 82 of 行政许可法 is for its own limits: count "
            "calendar days, or say why not (unit_because)"
        )
        yield (*place, "unit"), "unit", message, {"basis": basis}
    if limit.unit == "calendar" and licensing:
        message = gettext_noop("limits of 行政许可法 are working days (article 82)")
        yield (*place, "unit"), "unit", message, {}


def _held(spec: ItemSpec) -> Iterator[Found]:
    for index, material in enumerate(spec.materials):
        asked = material.source == GOVERNMENT and material.necessity in ("required", "later")
        if asked and material.why_asked is None:
            message = gettext_noop(
                "“%(name)s” is issued by the government: let the organ look it up (necessity: checked), or say why it "
                "cannot (why_asked)"
            )
            yield ("materials", index), "held", message, {"name": material.name.zh}


def _begun_by_the_organ(spec: ItemSpec) -> Iterator[Found]:
    """Nobody applies for a penalty: no handing in online, no visit, no fee."""
    if spec.kind not in EX_OFFICIO:
        return
    if HANDING_IN & set(spec.online_depth) and spec.kind not in DECLARED:
        message = gettext_noop("the organ begins it itself: nothing is handed in or handled online")
        yield ("online_depth",), "ex_officio", message, {}
    if spec.visits.number:
        message = gettext_noop("the organ begins it itself: no applicant visits the hall for it")
        yield ("visits",), "ex_officio", message, {}
    if spec.fee is not None:
        message = gettext_noop("the organ begins it itself: what is to be paid is its decision, no fee")
        yield ("fee",), "ex_officio", message, {}
