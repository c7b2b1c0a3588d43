"""What a delivery over HTTP must be: its announcement, its pieces, and how it is refused."""

from __future__ import annotations

import re
from typing import Any

from banli.intake.states import CHUNK_LIMIT, ENDINGS, FILE_LIMIT, FOLDER_LIMIT
from banli.kernel.encodings import CHOICES
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop

NAME = re.compile(r"\w[\w. ()-]{0,79}")
DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
MIB = 1 << 20
NOT_A_NAME = gettext_noop("A file has a name of up to 80 characters, without a folder.")
NO_ENDING = gettext_noop("%(file)s: a file ends in .parquet, .csv, .ndjson or .jsonl.")
NOT_A_DIGEST = gettext_noop("Write the SHA-256 of the file: 64 hexadecimal digits.")
NOT_A_SIZE = gettext_noop("Write how many bytes the file has; at least one.")
NOT_AN_ENCODING = gettext_noop("Write one of these encodings, or none: %(known)s.")
FILE_TOO_LARGE = gettext_noop("A file has at most %(limit)s MiB; divide it.")
CHUNK_TOO_LARGE = gettext_noop("A piece has at most %(limit)s MiB.")
FOLDER_FULL = gettext_noop("Too much is waiting to be taken in; try again later.")
WRONG_OFFSET = gettext_noop("The next piece begins at byte %(offset)s.")
BEYOND = gettext_noop("The file was announced with %(size)s bytes; this piece goes beyond them.")
NO_BYTES = gettext_noop("The piece has no bytes, or fewer than were announced.")
CLOSED = gettext_noop("The file is complete; no piece can be added.")
NOT_WHOLE = gettext_noop("Only %(offset)s of %(size)s bytes have come.")
OTHER_DIGEST = gettext_noop("What came has another SHA-256 than was announced; send the file again.")
OTHER_SIZE = gettext_noop("A file with this SHA-256 was announced with %(size)s bytes.")
GIVEN_UP = gettext_noop(
    "Taking the file in was broken off %(tries)s times; please tell the platform's operators."
)


class TooLarge(Refused):
    """More bytes than are taken at once."""


class Conflict(Refused):
    """What is asked does not fit where the upload stands; ``offset`` is where the next piece begins."""

    def __init__(self, message: str, *, offset: int, **params: Any) -> None:
        super().__init__(message, offset=offset, **params)
        self.offset = offset


def check_announcement(name: str, size: int, digest: str, encoding: str = "") -> None:
    """Raise :class:`Invalid` with every fault, and :class:`TooLarge` for a file that is too large."""
    faults = []
    if not NAME.fullmatch(name):
        faults.append(Problem("name", NOT_A_NAME))
    elif not name.lower().endswith(ENDINGS):
        faults.append(Problem("name", NO_ENDING, (("file", name),)))
    if size < 1:
        faults.append(Problem("size", NOT_A_SIZE))
    if not DIGEST.fullmatch(digest):
        faults.append(Problem("digest", NOT_A_DIGEST))
    if encoding and encoding.lower() not in CHOICES:
        faults.append(Problem("encoding", NOT_AN_ENCODING, (("known", ", ".join(CHOICES)),)))
    if faults:
        raise Invalid(faults)
    if size > FILE_LIMIT:
        raise TooLarge(FILE_TOO_LARGE, limit=FILE_LIMIT // MIB)


def check_room(waiting: int, size: int) -> None:
    """Raise :class:`TooLarge` where ``size`` more bytes are too many beside those ``waiting``."""
    if waiting + size > FOLDER_LIMIT:
        raise TooLarge(FOLDER_FULL)


def check_piece(offset: int, length: int, reached: int, size: int) -> None:
    """Raise :class:`Conflict` for a wrong offset; a piece too large, empty or beyond the size is refused."""
    if length > CHUNK_LIMIT:
        raise TooLarge(CHUNK_TOO_LARGE, limit=CHUNK_LIMIT // MIB)
    if offset != reached:
        raise Conflict(WRONG_OFFSET, offset=reached)
    if offset + length > size:
        raise Invalid([Problem("offset", BEYOND, (("size", size),))])
    if not length:
        raise Refused(NO_BYTES)
