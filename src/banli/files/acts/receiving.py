"""Receiving what somebody sends: looked at as a whole, then stored under a name that fits."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from banli.files.acts.storing import keep
from banli.files.models import StoredFile
from banli.files.rules.faults import LARGEST, problem
from banli.files.rules.kinds import TAKEN, Kind
from banli.files.rules.names import clean_name
from banli.files.selectors import looked_at_before
from banli.files.selectors.file_inspection import look, made_anew, made_for_print
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid


def receive(*, by: Actor, sent: UploadedFile[Any], where: str = "file") -> StoredFile:
    """Store a file that came with a form: a PDF, JPEG, PNG or DOCX through and through, whatever it is called.

    Who may hand it in is asked by the act it belongs to.

    :param where: the place that its faults are told at.
    :raises Invalid: at ``where``: what it is instead, and what to do.
    """
    name, size = clean_name(sent.name or ""), sent.size or 0
    if not size or size > LARGEST:
        raise Invalid([problem("too_large" if size else "empty", name, where)])
    content = sent.read()
    known = looked_at_before(content)
    if known:
        endings = next(ends for media_type, ends in TAKEN.values() if media_type == known.media_type)
        return keep(by, clean_name(sent.name or "", endings), content, known.media_type, known.pages)
    verdict = look(content)
    if verdict.fault:
        raise Invalid([problem(verdict.fault, name, where)])
    media_type, endings = TAKEN[verdict.kind]
    return keep(by, clean_name(sent.name or "", endings), content, media_type, verdict.pages)


def receive_photograph(*, by: Actor, sent: UploadedFile[Any], where: str = "photograph") -> StoredFile:
    """Store a photograph, made anew: the right way up, at most 2,560 pixels long, without place and camera data.

    What was sent itself is not kept. Who may hand it in is asked by the act it belongs to.

    :param where: the place that its faults are told at.
    :raises Invalid: at ``where``: why it is not taken, and what to do.
    """
    name, size = clean_name(sent.name or ""), sent.size or 0
    if not size or size > LARGEST:
        raise Invalid([problem("too_large" if size else "empty", name, where)])
    fault, made = made_anew(sent.read())
    if fault:
        raise Invalid([problem(fault, name, where)])
    media_type, endings = TAKEN[Kind.JPEG]
    return keep(by, clean_name(sent.name or "", endings), made, media_type, 1)


def receive_for_print(
    *, by: Actor, name: str, content: bytes, millimetres: int, where: str = "picture"
) -> tuple[StoredFile, int]:
    """Store a picture made anew for paper, and tell the millimetres it is wide there: at most those asked for.

    It has 300 dots an inch where it holds that many; a smaller one is printed narrower. Place and camera data are
    dropped, and what was sent itself is not kept. Who may hand it in is asked by the act it belongs to.

    :raises Invalid: at ``where``: why it is not taken, and what to do.
    """
    called = clean_name(name)
    if not content or len(content) > LARGEST:
        raise Invalid([problem("too_large" if content else "empty", called, where)])
    fault, wide, made = made_for_print(content, millimetres)
    if fault:
        raise Invalid([problem(fault, called, where)])
    media_type, endings = TAKEN[Kind.JPEG]
    return keep(by, clean_name(name, endings), made, media_type, 1), wide
