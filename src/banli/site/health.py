"""The health of the machine: a list of checks, each of which tells one line. A further check is a further function."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from banli.documents.service import optional_faces

DISK_LEAST = 2 * 1024**3
"""Bytes: a year of a province's record with its papers needs less; a full disk stops the database."""
KEY_ENDS = timedelta(days=30)
"""Before its end a certificate is told of: an authority takes days to renew one."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Finding:
    """What one check found: its name, whether all is well, what there is, and what to do where it is not."""

    name: str
    ok: bool
    told: str
    todo: str = ""
    needed: bool = False
    """True where the platform does not run well without it."""

    def __str__(self) -> str:
        mark = "ok" if self.ok else "missing" if self.needed else "optional"
        return f"{mark:9}{self.name}: {self.told}" + (f"; {self.todo}" if self.todo else "")


def rare_fonts(_folder: Path) -> Finding:
    """A font for Chinese characters beyond GB 18030-2022, level 2."""
    faces = optional_faces()
    if faces:
        told = ", ".join(f"{face.family} ({len(face.codes):,} characters)" for face in faces)
        return Finding("rare characters", True, told)
    told = "no font for Extensions B and later; such characters are printed as 〓 with their code point"
    return Finding(
        "rare characters", False, told, "apt-get install fonts-hanazono, or name a font in BANLI_RARE_FONT"
    )


def browser(_folder: Path) -> Finding:
    """A browser for the tests that drive pages and for the manual's pictures."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    todo = "" if found else "apt-get install chromium, for browser tests and pictures only"
    return Finding("browser", bool(found), found or "no Chromium", todo)


def disk(folder: Path) -> Finding:
    """Room on the disk of the data folder."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    told = f"{free / 1024**3:.1f} GiB free at {there}"
    todo = "" if free >= DISK_LEAST else "make room: at least 2 GiB"
    return Finding("disk", free >= DISK_LEAST, told, todo, needed=True)


def public_holidays() -> Finding:
    """The State Council's notice for this year, and from October on for the next; asks the database.

    Never needed: without one the house stays open and ends stay without a date.
    """
    from banli.kernel import clock
    from banli.worktime.service import calendar, missing_year

    name = "public holidays"
    missing = missing_year(calendar(), clock.today())
    if missing is None:
        return Finding(name, True, calendar().key.rpartition(" ")[2])
    todo = f"./banli calendar load {missing}-1.yaml, once the State Council has given its notice"
    told = f"{missing} is not on record, so that limits that run into it have no date"
    return Finding(name, False, told, todo)


def signing_key() -> Finding:
    """Whether a certificate could be signed now; asks the database.

    Never needed: without a key nothing is issued, and everything else goes on.
    """
    from banli.kernel import clock
    from banli.kernel.errors import Refused
    from banli.signatures.service import usable_own_key

    name, todo = (
        "signing key",
        "see BANLI_SIGNING_KEY and BANLI_SIGNING_PASSWORD, or ./banli signing roll-over",
    )
    try:
        own = usable_own_key()
    except Refused as error:
        return Finding(name, False, error.message, todo)
    if own is None:
        return Finding(name, True, "a test key of the platform's own")
    last = own.certificate.not_valid_after_utc
    told = f"{own.subject}, until {last.astimezone(clock.SHANGHAI).date()}"
    soon = last - clock.now() < KEY_ENDS
    return Finding(name, not soon, told, "have the certificate renewed" if soon else "")


def time_stamps() -> Finding:
    """Whether a time-stamp authority answers, where a setting names one; asked at most every five minutes.

    Never needed: papers are issued without a time stamp where none comes.
    """
    from django.conf import settings

    from banli.signatures.service import NoAuthorities, authorities

    name = "time stamps"
    if not settings.TIMESTAMP_URL:
        return Finding(name, True, "none; no authority is named")
    try:
        authorities()
    except NoAuthorities as error:
        return Finding(name, False, error.message, "see BANLI_TIMESTAMP_CA")
    why = _asked_authority(settings.TIMESTAMP_URL, int(time.monotonic() // 300))
    if why:
        todo = "papers are signed without a time stamp until it answers; see BANLI_TIMESTAMP_URL"
        return Finding(name, False, f"no stamp came: {why}", todo)
    return Finding(name, True, "the authority answers")


@lru_cache(maxsize=1)
def _asked_authority(_address: str, _when: int) -> str:
    from banli.signatures.service import try_authority

    return try_authority()


CHECKS: tuple[Callable[[Path], Finding], ...] = (rare_fonts, browser, disk)
"""Of the machine, in the order in which they are told."""
ASKS: tuple[Callable[[], Finding], ...] = (public_holidays, signing_key, time_stamps)
"""Of what is on record; only where there is a database."""


def examine(folder: Path) -> list[Finding]:
    """Every check of the machine, for the data folder ``folder``."""
    return [check(folder) for check in CHECKS]


def ask() -> list[Finding]:
    """Every check that asks the database, which must be up."""
    return [check() for check in ASKS]
