"""Asking what a file is: a process of its own opens it, which may break on it and breaks nothing else."""

from __future__ import annotations

import base64
import json
import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from banli.files.rules.kinds import Kind, kind_of
from banli.files.rules.look import PHOTOGRAPH, PRINT, READING, WORDS

PROGRAM = (sys.executable, "-I", "-m", "banli.files.rules.look")
HANDED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""What the process knows of its surroundings: no secret, no address of the database."""
PATIENCE = 60
"""Seconds until a process that neither computes nor ends is given up."""
AT_ONCE = BoundedSemaphore(2)
LOG = logging.getLogger("banli.files")


@dataclass(frozen=True)
class Verdict:
    """What a file is, why it is not taken ('' where it is), and how many pages can be shown of it."""

    kind: Kind
    fault: str
    pages: int


def look(content: bytes) -> Verdict:
    """The verdict on ``content``; what breaks its process holds too much."""
    told = _asked(content)
    if told is None:
        return Verdict(kind_of(content), "too_much_in_it", 0)
    found = json.loads(told)
    return Verdict(Kind(found["kind"]), found["fault"], found["pages"])


def is_sound_jpeg(content: bytes) -> bool:
    """True for a JPEG that decodes to its last line and holds nothing else."""
    verdict = look(content)
    return verdict.kind is Kind.JPEG and not verdict.fault


def draw(content: bytes, page: int) -> bytes:
    """A page (from 1) as PNG; b'' where there is none."""
    return _asked(content, str(page)) or b""


def words_in(content: bytes) -> list[dict[str, Any]]:
    """What a Word file says, part by part, as ``banli.files.rules.words`` gives it; nothing where it cannot be read."""
    told = _asked(content, WORDS)
    return list(json.loads(told)) if told else []


@dataclass(frozen=True)
class WordText:
    """A Word file as it is read: why it is not (''), its pieces in order, how often what was left behind."""

    fault: str
    pieces: list[dict[str, Any]]
    dropped: dict[str, int]
    media: dict[str, bytes]
    """Its pictures made anew as JPEG, by their digest."""


def read_word(content: bytes) -> WordText:
    """A Word file, as ``banli.files.rules.word.reader`` tells of it; what breaks its process holds too much."""
    told = _asked(content, READING)
    if told is None:
        return WordText("too_much_in_it", [], {}, {})
    found = json.loads(told)
    media = {digest: base64.b64decode(content) for digest, content in found.pop("media").items()}
    return WordText(**found, media=media)


def made_anew(content: bytes) -> tuple[str, bytes]:
    """The fault of a photograph, or '' and its bytes made anew; what breaks the process holds too much."""
    told = _asked(content, PHOTOGRAPH)
    if told is None:
        return "photograph_too_large", b""
    fault, _line, made = told.partition(b"\n")
    return fault.decode(), made


def made_for_print(content: bytes, millimetres: int) -> tuple[str, int, bytes]:
    """The fault of a picture, or '' with its width on paper in millimetres and its bytes made anew for it."""
    told = _asked(content, PRINT, str(millimetres))
    if told is None:
        return "photograph_too_large", 0, b""
    line, _newline, made = told.partition(b"\n")
    fault, _space, wide = line.decode().partition(" ")
    return fault, int(wide), made


def _asked(content: bytes, *arguments: str) -> bytes | None:
    known = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    try:
        with AT_ONCE:
            done = subprocess.run(
                [*PROGRAM, *arguments],
                input=content,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
                env=known,
            )
    except subprocess.TimeoutExpired:
        LOG.warning("a file of %s bytes was looked at for too long", len(content))
        return None
    if done.returncode:
        LOG.warning(
            "a file broke its reader (%s): %s", done.returncode, done.stderr[-500:].decode(errors="replace")
        )
        return None
    return done.stdout
