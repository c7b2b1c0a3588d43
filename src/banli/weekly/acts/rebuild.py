"""An issue built from its week file alone, without a database; and a signed one written as such a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from banli.documents.service import weekly_docx, weekly_pdf
from banli.files.service import LARGEST, is_sound_jpeg
from banli.kernel.actors import Actor
from banli.kernel.text import gettext_noop
from banli.kernel.textfile import FileFault
from banli.kernel.yamlfile import Manner, YamlFile
from banli.kernel.yamlfile import read as read_yaml
from banli.weekly.acts.output_files import write_whole
from banli.weekly.models import Issue
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules import week_file_print
from banli.weekly.rules.printed_issue import Mode, set_in
from banli.weekly.rules.register import Register
from banli.weekly.rules.week_file import WeekFile
from banli.weekly.rules.week_file_checks import faults, read
from banli.weekly.rules.week_file_remarks import notes
from banli.weekly.selectors.week_files import week_file_of

MANNER = Manner(go_on=True)
"""Every character that cannot be printed is named with its line, and none hides the next."""
NOT_BESIDE = gettext_noop("There is no picture “%(name)s” of at most 20 MB beside the week file.")
ANOTHER = gettext_noop("“%(name)s” is another picture than the one this line names by its digest.")
NO_JPEG = gettext_noop("“%(name)s” is no whole JPEG.")
FILES = {"docx": "weekly.docx", "pdf": "weekly.pdf", "json": "weekly.json"}


@dataclass(frozen=True)
class WeekFileRemark:
    """A remark with its file and line; ``style`` where it is one of the house style."""

    at: FileFault
    style: bool


def week_file(path: Path) -> WeekFile:
    """The week file at ``path``. Raises :class:`FileFault` naming its file and line."""
    return read(_read(path))


def week_file_faults(path: Path) -> list[FileFault]:
    """Everything that is wrong with the file at ``path``, in the order of its lines; nothing where it is sound."""
    try:
        file = _read(path)
    except FileFault as fault:
        return [fault]
    found = faults(file)
    return found or list(_picture_faults(file, WeekFile.model_validate(file.data), path.parent, {}))


def week_file_remarks(path: Path, known: Register) -> list[WeekFileRemark]:
    """What there is to remark about a sound file, in the order of its lines; nothing where it has faults."""
    file = _read(path)
    if faults(file):
        return []
    found = notes(WeekFile.model_validate(file.data), known)
    told = [WeekFileRemark(file.fault(one.where, one.message, **one.params), one.style) for one in found]
    return sorted(told, key=lambda one: one.at.line)


def set_week_file(
    week: WeekFile, mode: Mode, pictures: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """The three files of the issue by name; what this machine has no face for is a marked stand-in.

    :param pictures: as :func:`pictures_beside` finds them.
    """
    sheet = set_in(mode, week_file_print.printed(week, pictures))
    made = {FILES["docx"]: weekly_docx(sheet), FILES["pdf"]: weekly_pdf(sheet)}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    told = week_file_print.data(week, mode, asdict(sheet), digests)
    return {**made, FILES["json"]: (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()}


def build_from_file(*, path: Path, week_start: date, mode: Mode, folder: Path) -> list[Path]:
    """Build the issue that ``path`` tells of the week beginning on the Monday ``week_start`` into ``folder``.

    :raises FileFault: where the file has a fault, or tells of another week. Nothing is written then.
    """
    file = _read(path)
    week = read(file)
    first = week.issue.period.from_
    if first - timedelta(days=first.weekday()) != week_start:
        raise file.fault(
            ("issue", "period", "from"),
            gettext_noop("This file tells of %(day)s, which is not in the week of %(week)s."),
            day=first,
            week=week_start,
        )
    return write_whole(set_week_file(week, mode, _pictures(file, week, path.parent)), folder)


def pictures_beside(path: Path) -> dict[str, bytes]:
    """The pictures beside the week file at ``path`` by their digest. Raises :class:`FileFault` where one is wrong."""
    file = _read(path)
    return _pictures(file, read(file), path.parent)


def _pictures(file: YamlFile, week: WeekFile, folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for fault in _picture_faults(file, week, folder, found):
        raise fault
    return found


def _picture_faults(
    file: YamlFile, week: WeekFile, folder: Path, found: dict[str, bytes]
) -> Iterator[FileFault]:
    """What is wrong with the pictures beside a week file; those that are right are put into ``found``."""
    for place, section in enumerate(week.sections):
        for number, line in enumerate(section.lines):
            if line.picture is None or line.picture.sha256 in found:
                continue
            where = ("sections", place, "lines", number, "picture", "file")
            told, content = line.picture, _bytes(folder / line.picture.file)
            if content is None:
                yield file.fault(where, NOT_BESIDE, name=told.file)
            elif hashlib.sha256(content).hexdigest() != told.sha256:
                yield file.fault(where, ANOTHER, name=told.file)
            elif not is_sound_jpeg(content):
                yield file.fault(where, NO_JPEG, name=told.file)
            else:
                found[told.sha256] = content


def _bytes(path: Path) -> bytes | None:
    """The bytes of a plain file that is not too large; None where there is none such."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= LARGEST else None
    except OSError:
        return None


def _read(path: Path) -> YamlFile:
    return read_yaml(path, str(path), MANNER)


def export(*, by: Actor, issue: Issue, folder: Path) -> list[Path]:
    """Write a signed issue as ``week.yaml`` with its pictures into ``folder``, all of them or none.

    :raises Refused: where it is not signed, or has what a week file cannot tell.
    """
    GRANTS.require(by, WeeklyPermission.READ)
    return write_whole(week_file_of(issue), folder)
