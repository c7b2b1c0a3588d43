"""How much may wait in drafts that are not handed in, and how it is refused. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop

MB = 1 << 20
FILES_OF_MATERIAL = 20
FILES_OF_DRAFT = 100
BYTES_OF_DRAFT = 300 * MB
WITHIN = timedelta(days=1)
DRAFTS_OF_ORIGIN = 500
"""Within a day, of one applicant or one address, behind which a whole hall or town may sit."""
BYTES_OF_ORIGIN = 3000 * MB
"""Within a day, in drafts of one origin that are not handed in."""

TOO_MANY_OF_MATERIAL = gettext_noop("At most %(most)s files for one material.")
TOO_MANY_OF_DRAFT = gettext_noop("At most %(most)s files for one application. Please put pages into one PDF.")
TOO_MUCH_OF_DRAFT = gettext_noop(
    "The files of one application hold at most %(most)s MB together. Please scan with fewer dots per inch."
)
TOO_MUCH_WAITS = gettext_noop(
    "Too much was uploaded from this connection and not handed in. Please hand in or remove what was begun, sign in, or"
    " come to the window."
)


@dataclass(frozen=True)
class Waiting:
    """What waits already: files and bytes of the draft, files of the material, the day's bytes of one origin."""

    of_material: int
    files: int
    size: int
    of_origin: int


def check_room(waiting: Waiting, size: int, where: str) -> None:
    """Raise :class:`Invalid` at ``where`` for a file of ``size`` bytes that is one too many."""
    told: tuple[tuple[bool, str, int], ...] = (
        (waiting.of_material >= FILES_OF_MATERIAL, TOO_MANY_OF_MATERIAL, FILES_OF_MATERIAL),
        (waiting.files >= FILES_OF_DRAFT, TOO_MANY_OF_DRAFT, FILES_OF_DRAFT),
        (waiting.size + size > BYTES_OF_DRAFT, TOO_MUCH_OF_DRAFT, BYTES_OF_DRAFT // MB),
        (waiting.of_origin + size > BYTES_OF_ORIGIN, TOO_MUCH_WAITS, 0),
    )
    problems = [Problem(where, words, (("most", most),)) for wrong, words, most in told if wrong]
    if problems:
        raise Invalid(problems[:1])


def check_files(files: Iterable[tuple[str, int]]) -> None:
    """Raise :class:`Invalid` at the material that is handed in anew, by key and bytes, with one file too many."""
    came: dict[str, int] = {}
    size = 0
    for key, bytes_of in files:
        check_room(Waiting(came.get(key, 0), sum(came.values()), size, 0), bytes_of, f"material.{key}")
        came[key], size = came.get(key, 0) + 1, size + bytes_of


def check_begun(drafts: int) -> None:
    """Raise :class:`Refused` where one origin has begun too many drafts within a day."""
    if drafts >= DRAFTS_OF_ORIGIN:
        raise Refused(TOO_MUCH_WAITS)
