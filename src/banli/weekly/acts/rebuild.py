"""Building an issue from its week file alone: no database, no record, nothing written before everything is set."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from banli.documents.service import weekly_docx, weekly_pdf
from banli.kernel.text import gettext_noop
from banli.kernel.textfile import FileFault
from banli.kernel.yamlfile import Manner, YamlFile
from banli.kernel.yamlfile import read as read_yaml
from banli.weekly.acts.output_files import write_whole
from banli.weekly.rules import week_file_print
from banli.weekly.rules.printed_issue import Mode, set_in
from banli.weekly.rules.register import Register
from banli.weekly.rules.week_file import WeekFile
from banli.weekly.rules.week_file_checks import faults, read
from banli.weekly.rules.week_file_remarks import notes

MANNER = Manner(go_on=True)
"""Every character that cannot be printed is named with its line, and none hides the next."""
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
        return faults(_read(path))
    except FileFault as fault:
        return [fault]


def week_file_remarks(path: Path, known: Register) -> list[WeekFileRemark]:
    """What there is to remark about a sound file, in the order of its lines; nothing where it has faults."""
    file = _read(path)
    if faults(file):
        return []
    found = notes(WeekFile.model_validate(file.data), known)
    told = [WeekFileRemark(file.fault(one.where, one.message, **one.params), one.style) for one in found]
    return sorted(told, key=lambda one: one.at.line)


def set_week_file(week: WeekFile, mode: Mode) -> dict[str, bytes]:
    """The three files of the issue by name; what this machine has no face for is a marked stand-in."""
    sheet = set_in(mode, week_file_print.printed(week))
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
    return write_whole(set_week_file(week, mode), folder)


def _read(path: Path) -> YamlFile:
    return read_yaml(path, str(path), MANNER)
