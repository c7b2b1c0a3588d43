"""Photographs that come with a form of the hall: made anew and kept; one bad file loses no other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from banli.files.service import StoredFile, receive_photograph
from banli.hall.service import MOST_PHOTOGRAPHS, photograph
from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Invalid

PHOTOGRAPH = "photograph"
"""The name of the field."""


def take_photographs(request: HttpRequest, by: Actor, finding: str) -> list[str]:
    """Keep the photographs that came with a form; what was not taken, and why."""
    return keep_photographs(by, finding, request.FILES.getlist(PHOTOGRAPH))


def keep_photographs(by: Actor, finding: str, sent: Iterable[UploadedFile[Any]]) -> list[str]:
    """Keep photographs of what was found; what was not taken, and why."""
    taken, told = made_anew(by, sent)
    if taken:
        try:
            photograph(finding=finding, photographs=taken, by=by)
        except BanliError as error:
            told.append(str(error))
    return told


def received(request: HttpRequest, by: Actor) -> tuple[list[StoredFile], list[str]]:
    """The photographs that came with a form, made anew, and what is wrong with the others."""
    return made_anew(by, request.FILES.getlist(PHOTOGRAPH))


def made_anew(by: Actor, sent: Iterable[UploadedFile[Any]]) -> tuple[list[StoredFile], list[str]]:
    """The photographs made anew, and what is wrong with the others."""
    taken, told = [], []
    for one in list(sent)[: MOST_PHOTOGRAPHS + 1]:
        try:
            taken.append(receive_photograph(by=by, sent=one))
        except Invalid as error:
            told += [str(one) for one in error.problems]
    return taken, told
