"""Files that came with a form: taken into a draft, or laid by for a case that exists; every fault at its material."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from banli.cases.service import (
    Case,
    Handed,
    attach,
    check_room_in,
    detach,
    held_by,
    lay_by,
    spec_of,
    take_back,
)
from banli.files.service import receive
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.screens.parameters import whole

MATERIAL = "material."
"""What the place of a fault at a material begins with."""


def take_in(request: HttpRequest, by: Actor, draft_id: uuid.UUID, keys: Iterable[str]) -> list[Problem]:
    """Attach what was sent for the materials ``keys`` to the draft, and take out again what was marked.

    One bad file loses no other; each that was not taken says why at its material.
    """
    if wanted := request.POST.get("remove", ""):
        detach(by=by, draft_id=draft_id, material_id=whole(wanted) or 0)
    return attach_all(by, draft_id, request.FILES, keys)


def attach_all(
    by: Actor, draft_id: uuid.UUID, files: MultiValueDict[str, UploadedFile[Any]], keys: Iterable[str]
) -> list[Problem]:
    """Attach the ``files`` of the materials ``keys`` to the draft; each that was not taken says why at its material."""
    problems: list[Problem] = []
    came = [(key, one) for key in keys for one in files.getlist(f"file.{key}")]
    for wanted_by, one in came:
        place = MATERIAL + wanted_by
        try:
            check_room_in(draft_id, wanted_by, one.size or 0)
            attach(by=by, draft_id=draft_id, key=wanted_by, file=receive(by=by, sent=one, where=place))
        except Invalid as error:
            problems += error.problems
        except Refused as error:
            problems.append(Problem(place, str(error)))
    return list(dict.fromkeys(problems))


def put_by(
    by: Actor,
    number: str,
    keys: Iterable[str],
    session: SessionBase,
    sent: QueryDict,
    files: MultiValueDict[str, UploadedFile[Any]],
) -> list[Problem]:
    """Lay what was sent for the materials ``keys`` by until the form goes in, and take out again what was marked."""
    if mark := sent.get("remove", ""):
        take_back(session=session, number=number, mark=str(mark))
    came = [(key, one) for key in keys for one in files.getlist(f"file.{key}")]
    return lay_by(by=by, session=session, number=number, sent=came)


def rows_of(
    request: HttpRequest, found: Case, keys: Iterable[str], wrong: Mapping[str, Iterable[str]]
) -> dict[str, Handed]:
    """The rows of these materials by key: what lies by for each, and the faults told at it."""
    known, held = {one.key: one for one in spec_of(found).materials}, held_by(request.session, found.number)
    return {key: Handed.of(known[key], held, wrong.get(MATERIAL + key, ())) for key in keys if key in known}
