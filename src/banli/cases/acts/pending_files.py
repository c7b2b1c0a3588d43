"""Files laid by until the form they belong to is taken: nobody hands a file in twice because of another fault.

An answer to a correction and material that was promised are no drafts: their files wait in the session of whoever sends
them. A file that no case takes goes by its own rule of retention.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from banli.cases.rules.drafts import check_files
from banli.cases.rules.material_files import Held
from banli.files.service import StoredFile, find, receive
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.people.service import Session

KEPT = "kept_files"
"""In the session: keys of materials and ids of files, by the number of the case."""
Files = list[tuple[str, StoredFile]]
Sent = Iterable[tuple[str, "UploadedFile[Any]"]]
Noted = list[list[str]]


def lay_by(*, by: Actor, session: SessionBase, number: str, sent: Sent) -> list[Problem]:
    """Take in what was sent for the case, each file by the key of its material; one bad file loses no other.

    Who may hand it in is asked by the act it belongs to.

    :return: every fault, at its material.
    """
    problems: list[Problem] = []
    for key, one in sent:
        try:
            held = [(place, file.size) for place, file in laid_by(session, number)]
            check_files([*held, (key, one.size or 0)])
            file = receive(by=by, sent=one, where=f"material.{key}")
        except Invalid as error:
            problems += error.problems
        else:
            _note(session, number, partial(_with, [key, str(file.pk)]))
    return list(dict.fromkeys(problems))


def take_back(*, session: SessionBase, number: str, mark: str) -> None:
    """Take the file of that mark out again; one that is not there was taken out before."""
    _note(session, number, lambda noted: [one for one in noted if one[1] != mark])


def clear(*, session: SessionBase, number: str) -> None:
    """Forget the files of the case: it has taken them."""
    _note(session, number, lambda _noted: [])


def laid_by(session: SessionBase, number: str, keys: Collection[str] | None = None) -> Files:
    """The files that wait for the case, in the order they came: for the materials ``keys``, or all of them."""
    found: Files = []
    for key, pk in session.get(KEPT, {}).get(number, ()):
        try:
            if keys is None or key in keys:
                found.append((key, find(pk)))
        except Missing:
            continue
    return found


def held_by(session: SessionBase, number: str, keys: Collection[str] | None = None) -> list[tuple[str, Held]]:
    """The same as the rows of a form show them."""
    files = laid_by(session, number, keys)
    return [(key, Held(str(file.pk), file.name, file.size)) for key, file in files]


def _with(new: list[str], noted: Noted) -> Noted:
    return [*noted, new]


@transaction.atomic
def _note(session: SessionBase, number: str, change: Callable[[Noted], Noted]) -> None:
    """Change what is noted of the case, by what stands in the session now: files of two rows come at once."""
    row = Session.objects.select_for_update().filter(pk=session.session_key).first()
    every = dict((row.get_decoded() if row else session).get(KEPT, {}))
    noted = change(every.pop(number, []))
    session[KEPT] = {**every, number: noted} if noted else every
    if row:
        session.save()
        session.modified = False
