"""A databank as a file that its department drops: ``databanks/<key>-<day>.csv`` or ``.ndjson`` in the data folder.

The newest day counts. The first line of a CSV file names keys or Chinese labels; UTF-8.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings

from banli.databanks.rules import Databank, Question, fits
from banli.databanks.rules.definition import Named
from banli.databanks.rules.question import MOST
from banli.databanks.selectors.adapters import Found, Silent
from banli.kernel import clock

FOLDER = "databanks"
LONGEST = 1_000_000
"""Characters of one line."""


def in_dropped_file(databank: Databank, question: Question) -> Found:
    """The records of the newest file that fit; of the day the file is called by."""
    day, path = _newest(databank.key)
    kept: list[Mapping[str, str]] = []
    total = 0
    try:
        for row in _rows(path, databank):
            if fits(databank, question, row):
                total += 1
                kept += [row] if len(kept) < MOST else []
    except (OSError, ValueError, csv.Error) as error:
        raise Silent(f"{path.name} cannot be read: {type(error).__name__}") from None
    return Found(kept, datetime.combine(day, time(), tzinfo=clock.SHANGHAI), total)


def _newest(key: str) -> tuple[date, Path]:
    """The file of the latest day that has come."""
    named = re.compile(rf"{re.escape(key)}-(\d{{4}}-\d\d-\d\d)\.(csv|ndjson)")
    folder = Path(settings.DATA_FOLDER) / FOLDER
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        match = named.fullmatch(path.name)
        if match is None:
            continue
        try:
            day = date.fromisoformat(match[1])
        except ValueError:
            continue
        if day <= clock.today():
            found.append((day, path))
    if not found:
        raise Silent(f"no file {FOLDER}/{key}-<day>.csv or .ndjson was dropped")
    return max(found)


def _rows(path: Path, databank: Databank) -> Iterator[Mapping[str, str]]:
    named: list[Named] = [*databank.asks, *databank.gives]
    labels = {one.label.zh: one.key for one in named}
    with path.open(encoding="utf-8-sig", newline="") as file:
        if path.suffix == ".csv":
            reader = csv.DictReader(file)
            heads = {labels.get(head, head) for head in reader.fieldnames or ()}
            _complete(databank, heads)
            for row in reader:
                yield {labels.get(head, head): value or "" for head, value in row.items() if head}
            return
        while line := file.readline(LONGEST):
            if line.strip():
                yield _object(line, labels)


def _complete(databank: Databank, heads: set[str]) -> None:
    """A file without a column that is needed would find nothing, which is not true."""
    lacking = [one.key for one in databank.asks if one.required and one.key not in heads]
    if lacking:
        raise ValueError(lacking[0])


def _object(line: str, labels: Mapping[str, str]) -> Mapping[str, str]:
    told = json.loads(line)
    if not isinstance(told, dict):
        raise ValueError("no object")
    return {labels.get(key, key): "" if value is None else str(value) for key, value in told.items()}
