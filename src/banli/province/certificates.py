"""Files of certificates from before the platform: CSV or GeoJSON, read with the line each certificate begins on."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from banli.catalogue.service import ItemSpec, current, on_register
from banli.kernel.actors import Actor
from banli.kernel.csvtext import fitted
from banli.kernel.csvtext import head as heading_of
from banli.kernel.encodings import decoded
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop
from banli.kernel.textfile import FileFault
from banli.licences import service as licences

MOST_BYTES = 64 * 1024 * 1024
FEATURES = re.compile(r'"features"\s*:\s*\[')
SPACE = re.compile(r"[\s,]*")
ENDINGS = (".csv", ".geojson")
AT = gettext_noop("“%(field)s”: %(why)s")


def read_rows(path: Path, spec: ItemSpec) -> list[licences.Row]:
    """The rows of the file with their lines.

    :raises FileFault: where it cannot be read, is of another kind, or lacks a column every certificate needs.
    :raises Refused: where its encoding cannot be told, or a line has another one.
    """
    if path.suffix not in ENDINGS:
        raise FileFault(path.name, 0, gettext_noop("certificates come as .csv or .geojson."))
    text = _text(path)
    rows = list(_csv(text, path.name) if path.suffix == ".csv" else _geojson(text, path.name, spec))
    told = {key for _line, row in rows for key in row}
    lacking = sorted(licences.columns(spec)[1] - told) if rows else []
    if lacking:
        message = gettext_noop("these columns are missing: %(names)s.")
        raise FileFault(path.name, 1, message, names=", ".join(lacking))
    return rows


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        detail = error.strerror or ""
        raise FileFault(
            str(path), 0, gettext_noop("the file cannot be read: %(detail)s"), detail=detail
        ) from None
    if len(content) > MOST_BYTES:
        raise FileFault(path.name, 0, gettext_noop("the file is larger than 64 MB; divide it."))
    return decoded(content, path.name)


def _csv(text: str, name: str) -> Iterator[licences.Row]:
    """The rows under their columns; a table of a spreadsheet may have blank columns at its end, and blank rows."""
    first = next(io.StringIO(text, newline=None), "").rstrip("\n")
    head, delimiter = heading_of(first)
    count = max((number for number, one in enumerate(head, 1) if one), default=0)
    names = head[:count]
    if not names or "" in names or len(set(names)) < count:
        raise FileFault(name, 1, gettext_noop("every column has a name of its own on the first line."))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        next(reader)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                whole = fitted(cells, count)
                if whole is None:
                    message = gettext_noop("%(count)s cells stand here; the first line names %(wanted)s.")
                    raise FileFault(name, line, message, count=len(cells), wanted=count)
                yield line, dict(zip(names, whole, strict=True))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileFault(
            name, reader.line_num, gettext_noop("the file is not CSV: %(detail)s"), detail=str(error)
        ) from None


def _geojson(text: str, name: str, spec: ItemSpec) -> Iterator[licences.Row]:
    """Features with the columns as properties; the polygon fills the area of the item's form."""
    register = on_register(spec)
    if register is None:
        raise FileFault(name, 0, gettext_noop("certificates of this item have no area; give them as .csv."))
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise FileFault(
            name, line, gettext_noop("the file is not JSON: %(detail)s"), detail=str(error)
        ) from None
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list):
        raise FileFault(name, 1, gettext_noop("a FeatureCollection with “features” is expected."))
    lines = _lines(text, len(features))
    for line, feature in zip(lines, features, strict=True):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            raise FileFault(name, line, gettext_noop("a feature with “properties” is expected."))
        yield line, {**properties, register[0]: _corners(feature.get("geometry"), name, line)}


def _lines(text: str, count: int) -> list[int]:
    """The line each feature begins on; zeros where they cannot be told apart."""
    start, decoder, found = FEATURES.search(text), json.JSONDecoder(), list[int]()
    place = start.end() if start else len(text)
    line, seen = 1, 0
    while len(found) < count:
        gap = SPACE.match(text, place)
        place = gap.end() if gap else place
        try:
            _feature, end = decoder.raw_decode(text, place)
        except json.JSONDecodeError:
            return [0] * count
        line, seen = line + text.count("\n", seen, place), place
        found.append(line)
        place = end
    return found


def _corners(geometry: Any, name: str, line: int) -> str:
    """A polygon of one ring as the form takes it: a corner a line, longitude first."""
    rings = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Polygon" or not isinstance(rings, list):
        raise FileFault(name, line, gettext_noop("“geometry” must be a Polygon."))
    if len(rings) != 1 or not isinstance(rings[0], list):
        raise FileFault(name, line, gettext_noop("“geometry”: an area with holes cannot be kept."))
    corners = []
    for number, corner in enumerate(rings[0], 1):
        if (
            not isinstance(corner, list)
            or len(corner) < 2
            or any(type(one) not in (int, float) for one in corner)
        ):
            message = gettext_noop("“geometry”: corner %(corner)s is no pair of longitude and latitude.")
            raise FileFault(name, line, message, corner=number)
        corners.append(f"{corner[0]:.9f}, {corner[1]:.9f}")
    return "\n".join(corners)


def load_file(
    path: Path, *, item: str, by: Actor, only_check: bool = False
) -> tuple[licences.Loaded, list[FileFault]]:
    """Take in the file, all or nothing; what it came to, and every fault with its line and field.

    :raises FileFault: where the file as a whole cannot be read.
    :raises Refused: where its encoding cannot be told.
    """
    rows = read_rows(path, current(item).spec)
    told = licences.load_earlier(item=item, rows=rows, source=path.name, by=by, only_check=only_check)
    return told, [fault_of(path.name, line, problem) for line, problem in told.faults]


def fault_of(name: str, line: int, problem: Problem) -> FileFault:
    """A problem of a row as a fault of the file."""
    return FileFault(name, line, AT, field=problem.where, why=problem)


def files_of(folder: Path) -> list[tuple[str, Path]]:
    """The files of a pack, each with the short name of its item, which is its own name."""
    found = sorted(path for path in (folder / "certificates").glob("*") if path.suffix in ENDINGS)
    return [(path.stem, path) for path in found]


def load_certificates_of(folder: Path, *, by: Actor) -> int:
    """Take in the certificates a pack brings; how many were new.

    :raises FileFault: naming file, line and field of the first fault.
    """
    taken = 0
    for item, path in files_of(folder):
        told, faults = load_file(path, item=item, by=by)
        if faults:
            raise faults[0]
        taken += told.taken
    return taken
