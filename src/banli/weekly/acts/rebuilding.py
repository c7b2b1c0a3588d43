"""Building an issue from its week file alone: no database, no record, nothing written before everything is set."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from banli.documents.service import weekly_docx, weekly_pdf
from banli.kernel.text import gettext_noop
from banli.kernel.textfile import FileFault
from banli.kernel.yamlfile import Manner, YamlFile
from banli.kernel.yamlfile import read as read_yaml
from banli.weekly.rules import rebuilt
from banli.weekly.rules.printed import Mode, set_in
from banli.weekly.rules.week_file import WeekFile
from banli.weekly.rules.week_file_checks import faults, read

MANNER = Manner(go_on=True)
"""Every character that cannot be printed is named with its line, and none hides the next."""
FILES = {"docx": "weekly.docx", "pdf": "weekly.pdf", "json": "weekly.json"}


def week_file(path: Path) -> WeekFile:
    """The week file at ``path``. Raises :class:`FileFault` naming its file and line."""
    return read(_read(path))


def week_file_faults(path: Path) -> list[FileFault]:
    """Everything that is wrong with the file at ``path``, in the order of its lines; nothing where it is sound."""
    try:
        return faults(_read(path))
    except FileFault as fault:
        return [fault]


def set_week_file(week: WeekFile, mode: Mode) -> dict[str, bytes]:
    """The three files of the issue by name; what this machine has no face for is a marked stand-in."""
    sheet = set_in(mode, rebuilt.printed(week))
    made = {FILES["docx"]: weekly_docx(sheet), FILES["pdf"]: weekly_pdf(sheet)}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    told = rebuilt.data(week, mode, asdict(sheet), digests)
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


def write_whole(made: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files by name into ``folder``, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        aside = folder / f".{name}.{os.getpid()}"
        aside.write_bytes(content)
        aside.replace(folder / name)
    return [folder / name for name in made]


def _read(path: Path) -> YamlFile:
    return read_yaml(path, str(path), MANNER)
