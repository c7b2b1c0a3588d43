"""Taking in the certificates that a department issued before it used the platform."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from banli.areas.service import Claim, register
from banli.catalogue.service import ItemRevision, applicant_of, current, derive, on_register, serial_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.cells import Spoiled
from banli.kernel.errors import Invalid, Problem
from banli.kernel.folding import folded_name, folded_number
from banli.kernel.printable import storable
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import CODE_LENGTH, code_from
from banli.licences.acts.status import record
from banli.licences.models import Certificate
from banli.licences.permissions import GRANTS, LicencePermission
from banli.licences.rules.earlier_certificates import (
    Earlier,
    check_loadable,
    columns,
    number_of,
    read_earlier,
)
from banli.licences.selectors.certificates import face_lines
from banli.licences.states import LOAD
from banli.numbering.service import move_past

OTHERWISE = gettext_noop("A certificate of this number is on record already and says something else.")
Row = tuple[int, Mapping[str, Any]]
"""The line a row of a file begins on, and its values by column."""


@dataclass
class Loaded:
    """What a file came to: certificates taken in, those on record already, and the faults with their lines."""

    taken: int = 0
    known: int = 0
    faults: list[tuple[int, Problem]] = field(default_factory=list)


def load_earlier(
    *, item: str, rows: Iterable[Row], source: str, by: Actor, only_check: bool = False
) -> Loaded:
    """Take in the certificates of ``rows``, all or none: with a fault, or where only checked, nothing is written.

    A certificate that is on record just so is left alone, so that a file may be read again and grow.

    :param source: the name of the file, kept with each certificate.
    :raises Missing: where there is no such item.
    :raises Refused: where its certificates cannot be taken in.
    """
    revision = current(item)
    GRANTS.require(by, LicencePermission.LOAD, department=revision.spec.department)
    check_loadable(revision.spec)
    told = Loaded()
    with transaction.atomic():
        lines: dict[str, int] = {}
        for line, row in rows:
            found = _faults(revision, row, lines, line, source, by, told)
            told.faults += [(line, problem) for problem in found]
        if told.faults or only_check:
            transaction.set_rollback(True)
    return told


def _faults(
    revision: ItemRevision,
    row: Mapping[str, Any],
    lines: dict[str, int],
    line: int,
    source: str,
    by: Actor,
    told: Loaded,
) -> list[Problem]:
    """Take in one row; what is wrong with it."""
    spec = revision.spec
    strange = sorted(set(row) - columns(spec)[0])
    if strange:
        message = gettext_noop("There is no such column; there are: %(known)s.")
        names = ", ".join(sorted(columns(spec)[0]))
        return [Problem(name, message, (("known", names),)) for name in strange]
    validated = bool(spec.certificate and spec.certificate.validation)
    number = _number(row)
    before = Certificate.objects.filter(number=number).first()
    known = before is not None and before.origin == "loaded"
    earlier, problems = read_earlier(spec, row, None if known else clock.today(), validated=validated)
    if number and number in lines:
        message = gettext_noop("This number stands on line %(line)s already.")
        return [*problems, Problem("number", message, (("line", lines[number]),))]
    lines[number] = line
    if earlier is None or problems:
        return problems
    if before is not None:
        told.known += 1
        return [] if _same(before, earlier) else [Problem("number", OTHERWISE)]
    try:
        with transaction.atomic():
            _take_in(revision, earlier, source, by)
    except Invalid as error:
        return error.problems
    told.taken += 1
    return []


def _number(row: Mapping[str, Any]) -> str:
    try:
        return str(storable(number_of(row)))
    except Spoiled:
        return ""


def _same(before: Certificate, earlier: Earlier) -> bool:
    return before.origin == "loaded" and (
        before.answers,
        before.issued_on,
        before.valid_from,
    ) == (dict(earlier.answers), earlier.issued_on, earlier.valid_from)


def _take_in(revision: ItemRevision, earlier: Earlier, source: str, by: Actor) -> None:
    spec = revision.spec
    assert spec.certificate is not None
    who = applicant_of(spec, earlier.answers)
    made = Certificate.objects.create(
        number=earlier.number,
        number_folded=folded_number(earlier.number),
        code=code_from(secrets.token_bytes(CODE_LENGTH)),
        origin="loaded",
        answers=dict(earlier.answers),
        revision_id=revision.id,
        department_id=spec.department,
        title=spec.certificate.title.model_dump(),
        holder=who["name"],
        holder_folded=folded_name(who["name"]),
        holder_code=who["code"],
        lines=[
            {"key": one.key, "label": one.label.model_dump(), "value": one.value}
            for one in face_lines(spec, derive(spec, earlier.answers))
        ],
        issued_on=earlier.issued_on,
        valid_from=earlier.valid_from,
        valid_to=earlier.valid_to,
        validate_by=earlier.validate_by,
    )
    if (given := serial_of(spec, earlier.number)) is not None:
        move_past(f"certificate:{spec.certificate.series}:{given[0]}", given[1])
    record(made, LOAD, by, {"source": source, "item": spec.slug, "issued_on": earlier.issued_on.isoformat()})
    _register(made, revision, earlier, by)


def _register(made: Certificate, revision: ItemRevision, earlier: Earlier, by: Actor) -> None:
    """Write the right it stands for into its register, as a new one; where it takes ground of another it is refused."""
    found = on_register(revision.spec)
    if found is None:
        return
    key, rights = found
    claim = Claim(
        register=rights.name,
        number=str(earlier.answers.get(rights.number, "")),
        corners=str(earlier.answers.get(key, "")),
        fresh=True,
        holders=(made.holder_code,),
        number_at=rights.number,
        corners_at=key,
        applied_on=clock.today(),
    )
    register(
        claim=claim,
        certificate=made.number,
        holder=made.holder,
        holder_code=made.holder_code,
        first=made.valid_from,
        last=made.valid_to,
        department=made.department_id,
        by=by,
    )
