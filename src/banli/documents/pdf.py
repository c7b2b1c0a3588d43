"""PDF by Typst: one compiler kept warm, the sheet handed over as JSON, nothing read outside the templates."""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

import segno
import typst

from banli.documents.fonts import FOLDER, require_glyphs
from banli.documents.sheets import Block, Certificate, Notice, WeeklySheet, date_words
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
def _compiler() -> typst.Compiler:
    """The compiler of this process; its file access ends at the templates folder."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
    return typst.Compiler(root=TEMPLATES, font_paths=fonts)


@cache
def _template(name: str) -> bytes:
    """The source of a house template."""
    return (TEMPLATES / f"{name}.typ").read_bytes()


def _noon(day: date) -> datetime:
    """The moment written into the file: noon of the document's day, so equal sheets give equal bytes."""
    return datetime.combine(day, time(12), tzinfo=UTC)


def _texts(value: Any) -> Iterator[str]:
    """Every string inside a sheet."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key != "verify_url":
                yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _plain(value: Any) -> Any:
    """Dates in words, everything else as JSON knows it."""
    return date_words(value) if isinstance(value, date) else str(value)


def _qr(address: str) -> str:
    """The address as an SVG QR code, or nothing."""
    if not address:
        return ""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def _set(source: bytes, data: dict[str, Any], day: date, standard: Standard = "a-2a") -> bytes:
    """Compile one document."""
    require_glyphs(_texts(data))
    text = json.dumps(
        data | {"qr": _qr(data.get("verify_url", ""))},
        ensure_ascii=False,
        default=_plain,
    )
    with _lock:
        made = _compiler().compile(
            source,
            format="pdf",
            sys_inputs={"doc": text},
            timestamp=_noon(day),
            pdf_standards=[standard],
        )
    assert isinstance(made, bytes), "one PDF document is one byte string"
    return made


def weekly_pdf(sheet: WeeklySheet, *, attachable: bool = False) -> bytes:
    """The weekly bulletin as PDF/A-2a: A4, 22 lines of 28 characters (GB/T 9704-2012, 5.2).

    :param attachable: make it PDF/A-3a instead, the same pages in a file that may carry data (ISO 19005-3).
    """
    return _set(_template("weekly"), asdict(sheet), sheet.made_on, "a-3a" if attachable else "a-2a")


def bars_png(block: Block) -> bytes:
    """A chart alone as PNG, 156 mm wide at 200 points an inch, for forms that take pictures."""
    data = asdict(block)
    require_glyphs(_texts(data))
    with _lock:
        made = _compiler().compile(
            _template("bars"), format="png", ppi=200, sys_inputs={"doc": json.dumps(data, ensure_ascii=False)}
        )
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
        raise BadTemplate(gettext_noop("A certificate template may not use Typst packages."))
    require_glyphs([template])
    try:
        return _set(template.encode(), data, sheet.issued_on)
    except typst.TypstError as fault:
        raise BadTemplate(
            gettext_noop("The certificate template does not compile: %(fault)s"),
            fault=fault.diagnostic,
        ) from fault


def notice_pdf(sheet: Notice) -> bytes:
    """A notice of the procedure as PDF/A-2a."""
    return _set(_template("notice"), asdict(sheet), sheet.issued_on)
