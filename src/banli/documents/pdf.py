"""PDF by Typst: one compiler kept warm, the sheet handed over as JSON, nothing read outside the templates."""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

import segno
import typst
from segno.consts import MODE_BYTE, MODE_NUMERIC

from banli.documents.columns import block_widths
from banli.documents.fonts import FOLDER, drawn, lacking, needs_optional, require_glyphs
from banli.documents.machine_fonts import optional_faces
from banli.documents.sheets import Block, BlockKind, Certificate, Notice, Paper, WeeklySheet, date_words
from banli.kernel.errors import BanliError
from banli.kernel.text import gettext_noop

TEMPLATES = Path(__file__).parent / "templates"
PACKAGE = re.compile(r"""["']@|@(preview|local)\b""")
"""A template that asks for a Typst package would reach for the network."""

Standard = Literal["a-2a", "a-3a"]
"""PDF/A with tags; part 3 differs from part 2 by what files may be attached."""

_lock = threading.Lock()


class BadTemplate(BanliError):
    """A pack's own template does not compile, or asks for something outside the templates folder."""


@cache
def _compiler(optional: bool = False) -> typst.Compiler:
    """The compiler of this process; its file access ends at the templates folder.

    The ordinary one knows the bundled fonts only, so that what needs no optional font is the same on every machine.
    """
    places = [FOLDER, *(face.path.parent for face in optional_faces() if optional)]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=places)
    return typst.Compiler(root=TEMPLATES, font_paths=fonts)


SCANNED = frozenset({"verify_url", "verify_token"})
"""Parts of a sheet that are in its code and never set as text."""


@cache
def _template(name: str) -> bytes:
    """The source of a house template."""
    return (TEMPLATES / f"{name}.typ").read_bytes()


def _noon(day: date) -> datetime:
    """The moment written into the file: noon of the document's day, so equal sheets give equal bytes."""
    return datetime.combine(day, time(12), tzinfo=UTC)


def texts(value: Any) -> Iterator[str]:
    """Every string inside a sheet."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in SCANNED:
                yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def _drawn(value: Any) -> Any:
    """The parts of a sheet as they are set, with stand-ins for what cannot be drawn here; addresses stay."""
    if isinstance(value, str):
        return drawn(value)
    if isinstance(value, dict):
        return {key: part if key in SCANNED else _drawn(part) for key, part in value.items()}
    return [_drawn(part) for part in value] if isinstance(value, list | tuple) else value


def stand_ins(sheet: WeeklySheet | Certificate | Notice) -> str:
    """The characters of ``sheet`` for which this machine prints a stand-in, each once."""
    return lacking(texts(asdict(sheet)))


def _plain(value: Any) -> Any:
    """Dates in words, everything else as JSON knows it."""
    return date_words(value) if isinstance(value, date) else str(value)


def qr_code(address: str, token: str = "") -> segno.QRCode:
    """The code of an address; with a token, decimal digits that need 3.33 bits each, behind its ``#``.

    The level of error correction is M without a token; with one L, raised as far as its size allows.
    """
    if not token:
        return segno.make(address, error="m", micro=False)
    # Two parts in two modes; the library takes them as well as one text, though its types say otherwise.
    parts: Any = [(f"{address}#", MODE_BYTE), (token, MODE_NUMERIC)]
    return segno.make(parts, error="l", micro=False)


def _qr(address: str, token: str = "") -> str:
    """The address, and the token behind it, as an SVG QR code; or nothing."""
    if not address:
        return ""
    out = io.BytesIO()
    qr_code(address, token).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def _set(
    source: bytes,
    data: dict[str, Any],
    day: date,
    standard: Standard = "a-2a",
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Compile one document, whose templates find ``pictures`` by their names in the root folder."""
    made = _compiled(
        source,
        _drawn(data) | {"qr": _qr(data.get("verify_url", ""), data.get("verify_token", ""))},
        pictures or {},
        format="pdf",
        timestamp=_noon(day),
        pdf_standards=[standard],
    )
    assert isinstance(made, bytes), "one PDF document is one byte string"
    return made


def _compiled(
    source: bytes, data: dict[str, Any], pictures: Mapping[str, bytes] | None = None, **options: Any
) -> Any:
    """What Typst makes of ``source`` and ``data``; an optional face is there where the data need it."""
    optional = needs_optional(texts(data))
    more = [face.family for face in optional_faces() if optional]
    inputs = {"doc": json.dumps(data, ensure_ascii=False, default=_plain), "more": json.dumps(more)}
    with _lock, _root(pictures or {}) as root:
        # The compiler remembers the root it was given last, so it is told each time.
        return _compiler(optional).compile(source, root=root, sys_inputs=inputs, **options)


@contextmanager
def _root(pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """The folder where Typst's file access ends: the templates, and for this once the pictures of one sheet."""
    if not pictures:
        yield TEMPLATES
        return
    with tempfile.TemporaryDirectory(prefix="banli-sheet-") as made:
        folder = Path(made)
        for template in TEMPLATES.glob("*.typ"):
            shutil.copyfile(template, folder / template.name)
        for name, content in pictures.items():
            (folder / name).write_bytes(content)
        yield folder


def weekly_pdf(sheet: WeeklySheet, *, attachable: bool = False) -> bytes:
    """The weekly bulletin as PDF/A-2a: A4, 22 lines of 28 characters (GB/T 9704-2012, 5.2).

    :param attachable: make it PDF/A-3a instead, the same pages in a file that may carry data (ISO 19005-3).
    """
    data = asdict(sheet)
    pictures: dict[str, bytes] = {}
    for block in data["blocks"]:
        block["widths"] = block_widths(block) if block["kind"] == BlockKind.TABLE else []
        if picture := block.pop("picture"):
            block["file"] = f"picture-{len(pictures) + 1}.jpg"
            pictures[block["file"]] = picture
    return _set(_template("weekly"), data, sheet.made_on, "a-3a" if attachable else "a-2a", pictures)


def bars_png(block: Block) -> bytes:
    """A chart alone as PNG, 156 mm wide at 200 points an inch, for forms that take pictures."""
    made = _compiled(_template("bars"), _drawn(asdict(block)), format="png", ppi=200)
    assert isinstance(made, bytes), "one page is one picture"
    return made


def chart_png(block: Block) -> bytes:
    """A chart alone as PNG, 156 mm wide at 300 points an inch, for forms that take pictures."""
    made = _compiled(_template("chart"), {"drawing": drawn(block.drawing)}, format="png", ppi=300)
    assert isinstance(made, bytes), "one page is one picture"
    return made


def picture(template: str, data: dict[str, Any], dots: int) -> bytes:
    """The one page of a house template as PNG, ``dots`` points an inch; ``verify_url`` is drawn as its code."""
    filled = _drawn(data) | {"qr": _qr(data.get("verify_url", ""))}
    made = _compiled(_template(template), filled, format="png", ppi=dots)
    assert isinstance(made, bytes), "one page is one picture"
    return made


def certificate_pdf(sheet: Certificate, template: str | None = None) -> bytes:
    """A certificate as PDF/A-2a with its QR code. ``template`` is an item's own Typst source, if it has one.

    The source finds the sheet in ``sys.inputs.doc`` (JSON) and may import ``house.typ``; no other file.
    """
    data = asdict(sheet)
    if template is None:
        return _set(_template("certificate"), data, sheet.issued_on)
    if PACKAGE.search(template):
        raise BadTemplate(
            gettext_noop(
                "The certificate cannot be made: the item's own template uses Typst packages, which it may not."
                " Nothing was changed. Please tell whoever administers the items."
            )
        )
    require_glyphs([template])
    try:
        return _set(template.encode(), data, sheet.issued_on)
    except typst.TypstError as fault:
        raise BadTemplate(
            gettext_noop(
                "The certificate cannot be made: the item's own template does not compile (%(fault)s)."
                " Nothing was changed. Please tell whoever administers the items."
            ),
            fault=fault.diagnostic,
        ) from fault


def notice_pdf(sheet: Notice) -> bytes:
    """A notice of the procedure as PDF/A-2a."""
    return _set(_template("notice"), asdict(sheet), sheet.issued_on)


def paper_pdf(sheet: Paper) -> bytes:
    """A paper to fill in as PDF/A-2a."""
    return _set(_template("paper"), asdict(sheet), sheet.made_on)
