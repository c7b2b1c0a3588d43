"""Whether a certificate carries what the regulation of its kind wants on it (the table of certificate rows)."""

from __future__ import annotations

from collections.abc import Iterator

from banli.catalogue.rules.definition.certificate_rows import Carried, certificate_rows
from banli.catalogue.rules.definition.spec import Certificate, CertificateField, ItemSpec
from banli.kernel.text import gettext_noop

Place = tuple[str | int, ...]
Found = tuple[Place, str, str, dict[str, object]]
RULE, NO_ROW = "face", "face_unknown"
PERMIT = "条件"
"""What stands over the conditions of a permit, and of nothing else."""


def check_face(spec: ItemSpec) -> Iterator[Found]:
    """Every thing that the certificate must carry and does not; and, of a real item, that its kind is in no row."""
    face = spec.certificate
    if face is None:
        return
    row = certificate_rows().get(face.title.zh)
    if row is None:
        if not spec.example:
            message = gettext_noop(
                "the platform has no row for what “%(title)s” must carry: compare it with its regulation and add the "
                "row to certificates.yaml"
            )
            yield ("certificate", "title"), NO_ROW, message, {"title": face.title.zh}
        return
    for one in row.carries:
        yield from _carried(one, face, spec)


def _carried(one: Carried, face: Certificate, spec: ItemSpec) -> Iterator[Found]:
    told: dict[str, object] = {"title": face.title.zh, "label": one.label.zh, "basis": one.basis}
    if one.by == "line":
        yield from _line(one, face, spec, told)
    elif one.by in ("no_term", "no_conditions"):
        if not _stands(one, face):
            message = gettext_noop("“%(title)s”: “%(label)s” (%(basis)s)")
            yield ("certificate",), RULE, message, told
    elif not _stands(one, face):
        message = gettext_noop("“%(title)s” must carry “%(label)s” (%(basis)s), and does not")
        yield ("certificate",), RULE, message, told


def _stands(one: Carried, face: Certificate) -> bool:
    """What the definition says beside the lines."""
    return {
        "number": bool(face.printed_number) and one.label.zh in face.number_label.zh,
        "issued": face.issued_label is not None,
        "term": bool(face.validity) and not face.no_term,
        "no_term": face.no_term and not face.validity,
        "validated": bool(face.validation) and face.validated_label is not None,
        "copies": len(face.copies) > 1,
        "conditions": bool(face.conditions),
        "no_conditions": not face.conditions or PERMIT not in face.conditions_title.zh,
    }[one.by]


def _line(one: Carried, face: Certificate, spec: ItemSpec, told: dict[str, object]) -> Iterator[Found]:
    words = one.named or (one.label.zh,)
    lines = [
        (place, line)
        for place, line in enumerate(face.fields)
        if any(word in line.label.zh for word in words)
    ]
    if not lines:
        message = gettext_noop("“%(title)s” must carry “%(label)s” (%(basis)s), and does not")
        yield ("certificate", "fields"), RULE, message, told
    elif all(_may_lack(line, spec) for _place, line in lines):
        message = gettext_noop(
            "“%(title)s” must carry “%(label)s” (%(basis)s), and the form lets “%(source)s” be left out"
        )
        yield ("certificate", "fields", lines[0][0]), RULE, message, told | {"source": lines[0][1].source}
    elif one.polygon and not any(_polygon(line, spec) for _place, line in lines):
        message = gettext_noop("“%(label)s” is an area: ask for it as type polygon (%(basis)s)")
        yield ("certificate", "fields", lines[0][0]), RULE, message, told


def _may_lack(line: CertificateField, spec: ItemSpec) -> bool:
    """Whether nobody need answer what the line prints."""
    asked = spec.form.field(line.source)
    return asked is not None and not asked.required and asked.entered is None


def _polygon(line: CertificateField, spec: ItemSpec) -> bool:
    asked = spec.form.field(line.source)
    return asked is not None and asked.type == "polygon"
