"""The revisions of an item: each with its day, and what changed from one to another in the guide's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from banli.catalogue.service import (
    CASE_TYPES,
    MATERIAL_FORMS,
    MATERIAL_SOURCES,
    SERVER_TYPES,
    STEP_KINDS,
    ItemRevision,
    ItemSpec,
    MaterialSpec,
    current,
    history,
)
from banli.kernel import clock
from banli.kernel.text import Words
from banli.portal.items.conditions import words
from banli.portal.items.guide import limit_lines, limit_words
from banli.portal.items.tables import online_steps, result_words
from banli.portal.kit.visitor import page
from banli.screens.parameters import whole

PARTS = (
    ("guide", pgettext_lazy("revision", "Guide")),
    ("days", pgettext_lazy("revision", "Days")),
    ("materials", pgettext_lazy("revision", "Materials")),
    ("fees", pgettext_lazy("revision", "Fees")),
    ("form", pgettext_lazy("revision", "Form")),
    ("result", pgettext_lazy("revision", "Result")),
)
"""In which order the parts of a guide are compared."""
NECESSITIES = {
    "required": pgettext_lazy("material", "required"),
    "optional": pgettext_lazy("material", "where you have it"),
    "later": pgettext_lazy("material", "may come later"),
    "checked": pgettext_lazy("material", "looked up by the organ"),
}


@dataclass(frozen=True)
class Said:
    """One thing that a guide says: in which part, under which key, what it is called, in which words."""

    part: str
    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Difference:
    """What two revisions say otherwise; '' where one of them says nothing of it."""

    label: str
    before: str
    after: str


@page
def revisions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every revision, the newest first, and the difference of two: the newest and the one before, or as asked for."""
    every = history(slug)
    here = current(slug)
    after = _asked(request, "to", every) or every[0]
    before = _asked(request, "from", every) or next((one for one in every if one.number < after.number), None)
    today = clock.today()
    context = {
        "section": "items",
        "spec": here.spec,
        "rows": [
            {"revision": one, "now": one.id == here.id, "later": one.effective_from > today} for one in every
        ],
        "before": before,
        "after": after,
        "parts": compared(before.spec, after.spec) if before else [],
        "several": len(every) > 1,
    }
    return render(request, "portal/items/revisions.html", context)


def _asked(request: HttpRequest, name: str, every: list[ItemRevision]) -> ItemRevision | None:
    """The revision of the number asked for; None where none is. Raises 404 for one that is not there."""
    text = request.GET.get(name, "")
    found = next((one for one in every if one.number == whole(text)), None)
    if text and found is None:
        raise Http404
    return found


def compared(before: ItemSpec, after: ItemSpec) -> list[tuple[object, list[Difference]]]:
    """What changed, part by part; parts in which nothing did are left out."""
    old = {(one.part, one.key): one for one in said(before)}
    new = {(one.part, one.key): one for one in said(after)}
    found: dict[str, list[Difference]] = {}
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        label = now.label if now else was.label if was else ""
        before_ = was.text if was else ""
        if was and now and was.label != now.label:
            before_ = _joined(was.label, was.text)
        found.setdefault(key[0], []).append(Difference(label, before_, now.text if now else ""))
    return [(title, found[part]) for part, title in PARTS if part in found]


def said(spec: ItemSpec) -> Iterator[Said]:
    """Everything the guide of ``spec`` says, in the reader's language."""
    yield from _guide(spec)
    yield from _days(spec)
    for material in spec.materials:
        yield Said("materials", material.key, str(material.name), _material(material, spec))
    if spec.fee:
        text = _joined(spec.fee.standard, spec.fee.basis)
        yield Said("fees", "fee", str(spec.fee.item), text)
    else:
        yield Said("fees", "fee", _("Fee"), pgettext("fee", "none"))
    for field in spec.form.fields:
        if field.carried:
            continue
        need = pgettext("field", "required") if field.required else pgettext("field", "optional")
        text = _joined(need, field.help, words(spec, field.show_when))
        yield Said("form", field.key, str(field.label), text)
    yield Said("result", "result", _("Result"), _joined(result_words(spec), spec.result.sample))
    if spec.certificate:
        yield Said("result", "certificate", _("Certificate"), str(spec.certificate.title))


def _guide(spec: ItemSpec) -> Iterator[Said]:
    plain = (
        ("name", _("Name"), spec.name),
        ("summary", pgettext("revision", "In short"), spec.summary),
        ("quantity", pgettext("revision", "Number"), spec.quantity),
        ("case_type", _("Kind of case"), CASE_TYPES[spec.case_type]),
        ("servers", _("For whom"), _joined(*(SERVER_TYPES[one] for one in spec.server_types))),
        ("online", pgettext("revision", "Online"), online_steps(spec)),
        ("visits", _("Visits"), _joined(str(spec.visits.number), spec.visits.reason)),
        ("address", pgettext("revision", "Where"), spec.address),
        ("hours", pgettext("revision", "When"), spec.hours),
        ("consult", _("Questions"), spec.consult),
        ("complaint", _("Complaints"), spec.complaint),
    )
    for key, label, text in plain:
        if text:
            yield Said("guide", key, label, str(text))
    for law in spec.laws:
        yield Said("guide", f"law {law.title.zh}", str(law.title), _joined(law.article, law.says))
    for condition in spec.conditions:
        yield Said("guide", f"condition {condition.zh}", pgettext("revision", "Condition"), str(condition))
    for one in spec.faq:
        yield Said("guide", f"question {one.question.zh}", str(one.question), str(one.answer))


def _days(spec: ItemSpec) -> Iterator[Said]:
    for line in limit_lines(spec):
        text = _joined(
            _("promised: %(days)s") % {"days": line.promised},
            _("by law: %(days)s") % {"days": line.statutory},
            line.basis,
        )
        yield Said("days", f"limit {line.when}", line.when or _("Limit"), text)
    for step in spec.steps:
        text = _joined(
            STEP_KINDS[step.kind], limit_words(step.limit) if step.limit else "", words(spec, step.when)
        )
        yield Said("days", f"step {step.key}", str(step.name), text)


def _material(one: MaterialSpec, spec: ItemSpec) -> str:
    return _joined(
        NECESSITIES[one.necessity],
        MATERIAL_FORMS[one.form],
        MATERIAL_SOURCES[one.source],
        _("copies: %(n)s") % {"n": one.copies},
        one.standard,
        words(spec, one.when),
    )


def _joined(*told: Words | str | object | None) -> str:
    return pgettext("list", "; ").join(str(one) for one in told if one)
