"""Papers to take along: the application form of an item, blank and as a model, and the blanks of its materials.

They are made from the item itself, so that paper and screen ask the same; in Chinese, in which they are handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from banli.catalogue.service import (
    MATERIAL_FORMS,
    NECESSITIES,
    Field,
    ItemSpec,
    MaterialSpec,
    fact_shown,
    validate_form,
)
from banli.documents.service import Paper, PaperPart, Row
from banli.people.service import department, named
from banli.portal.items.conditions import words

FORM, MODEL = "application", "model"
"""Names of the two papers that every item has; all others are the key of a material with a blank."""
ROOMY = frozenset({"long_text", "polygon", "number_list"})
EMPTY, CHOSEN = "□", "■"
PRINTED = 40
"""Of more answers than this, such as the counties of a province, one is written and not ticked."""


def paper(spec: ItemSpec, name: str) -> Paper | None:
    """The paper of that name; None where the item has none."""
    with override("zh-hans"):
        if name == FORM:
            return _form(spec, {})
        if name == MODEL:
            examples = {field.key: field.example for field in spec.form.fields if field.example is not None}
            return _form(spec, validate_form(spec, examples)[0])
        material = next((one for one in spec.materials if one.key == name and one.blank), None)
        return _blank(spec, material) if material else None


def _form(spec: ItemSpec, answers: Mapping[str, Any]) -> Paper:
    """The form with nothing filled in, or with the answers of the model."""
    title = _("Application: %(item)s") % {"item": spec.name.zh}
    note = _("Model: filled in as an example; names and numbers are invented.") if answers else ""
    parts = [PaperPart(_("How to fill it in"), lines=tuple(_advice(spec)))]
    for section in spec.form.sections:
        rows = [_row(spec, field, answers) for field in section.fields if _asked(field, answers)]
        if rows:
            help_line = (section.help.zh,) if section.help else ()
            parts.append(PaperPart(section.title.zh, lines=help_line, rows=tuple(rows)))
    if spec.materials:
        parts.append(PaperPart(_("Materials to hand in"), table=_materials(spec)))
    parts.append(PaperPart(_("Declaration and signature"), lines=tuple(_signature(spec))))
    return Paper(title, note, tuple(parts), _office(spec), spec.effective_from)


def _asked(field: Field, answers: Mapping[str, Any]) -> bool:
    """True for what the blank form asks, or for what the model answers.

    What the office always enters is on neither, and nobody asks what a certificate's application answers.
    """
    by_office = field.entered is not None and field.entered.when is None
    return field.key in answers if answers else not by_office and not field.carried


def _advice(spec: ItemSpec) -> list[str]:
    return [
        _("1. Write clearly, or tick %(box)s. Leave out what does not concern you.") % {"box": EMPTY},
        _("2. Hand the form in online, where you may type the same answers, or at: %(place)s (%(hours)s).")
        % {"place": spec.address.zh, "hours": spec.hours.zh},
        _("3. Questions: %(phone)s.") % {"phone": spec.consult},
    ]


def _row(spec: ItemSpec, field: Field, answers: Mapping[str, Any]) -> Row:
    """A field: its label with when it is asked, and the room for its answer."""
    label = field.label.zh
    if not field.required:
        label += _(" (optional)")
    if field.show_when is not None and not answers:
        label += _(" (only if %(when)s)") % {"when": words(spec, field.show_when)}
    if field.help and not answers:
        label += f"\n{field.help.zh}"
    return Row(label, _room(spec, field, answers), wide=field.type in ROOMY)


def _room(spec: ItemSpec, field: Field, answers: Mapping[str, Any]) -> str:
    value = answers.get(field.key)
    chosen = {str(one) for one in value} if isinstance(value, list) else {str(value)}
    if len(field.options) > PRINTED:
        return "　".join(one.label.zh for one in field.options if one.value in chosen)
    if field.options:
        return "　".join(f"{CHOSEN if one.value in chosen else EMPTY}{one.label.zh}" for one in field.options)
    if field.type == "yes_no":
        yes, no = (CHOSEN if value is one else EMPTY for one in (True, False))
        return f"{yes}{_('Yes')}　{no}{_('No')}"
    if value is not None:
        return str(fact_shown(spec, field.key, answers))
    if field.type == "date":
        return _("      year    month    day")
    return f"　　　　　　{field.unit}" if field.unit else ""


def _materials(spec: ItemSpec) -> tuple[tuple[str, ...], ...]:
    head = (_("Material"), pgettext("material", "Form"), _("What it must show"), _("Handed in"))
    rows = []
    for one in spec.materials:
        only = _(" (asked only if %(when)s)") % {"when": words(spec, one.when)} if one.when else ""
        rows.append((one.name.zh + only, str(MATERIAL_FORMS[one.form]), one.standard.zh, _taken(one)))
    return (head, *rows)


def _taken(material: MaterialSpec) -> str:
    """A box to tick, or that nothing is handed in."""
    return str(NECESSITIES["checked"]) if material.necessity == "checked" else EMPTY


def _signature(spec: ItemSpec) -> list[str]:
    return [
        *([spec.commitment.text.zh] if spec.commitment else []),
        _(
            "I declare that what I say and hand in is true, and answer for it"
            " (Administrative Licensing Law, article 31)."
        ),
        _("Applicant (signature or seal):                         Day:        year    month    day"),
    ]


def _blank(spec: ItemSpec, material: MaterialSpec) -> Paper:
    """The blank or the outline of a material, with what it must show."""
    note = _("For: %(item)s") % {"item": spec.name.zh}
    asked = PaperPart(_("What it must show"), lines=(material.standard.zh,))
    body = PaperPart("", lines=material.blank)
    return Paper(material.name.zh, note, (body, asked), _office(spec), spec.effective_from)


def _office(spec: ItemSpec) -> str:
    return str(named(department(spec.department)))
