"""What PDF/A asks of the text and the drawing of a file, clause by clause: fonts, characters, colours, operators."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Pdf

KNOWN = """
b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri
s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
"""
OPERATORS = set(KNOWN.split())
INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
WAYS_TO_BLEND = """
Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion
Hue Saturation Color Luminosity
"""
BLENDS = {f"/{way}" for way in WAYS_TO_BLEND.split()}
SHOWING = ("Tj", "TJ", "'", '"')
DEEPEST = 28
PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
FORBIDDEN = {0, 0xFEFF, 0xFFFE}
WIDTH_APART = 1.0
"""Thousandths of the type size by which a width may differ from the font's own."""


def text_faults(pdf: bytes) -> list[str]:
    """What the pages do against level A of both parts: clause, colon, what is wrong."""
    found: list[str] = []
    with Pdf.open(io.BytesIO(pdf)) as opened:
        shown: dict[tuple[int, int], tuple[Any, set[int]]] = {}
        for page in opened.pages:
            found += _stream(page.obj, page.obj.get(Name.Resources), shown)
        for font, codes in shown.values():
            found += _font(font, codes)
    return sorted(set(found))


def _stream(owner: Any, resources: Any, shown: dict[tuple[int, int], tuple[Any, set[int]]]) -> Iterator[str]:
    """One page or drawing: its operators in order, with what they name."""
    if resources is None:
        yield "6.2.2: a drawing has no resources of its own"
        return
    for state in resources.get(Name.ExtGState, Dictionary()).values():
        if str(state.get(Name.BM, "/Normal")) not in BLENDS:
            yield "6.2.10: an unknown way to blend"
    operations = list(_operations(owner))
    yield from _operators(operations)
    font = None
    for operands, name in operations:
        if name == "Tf":
            font = resources.Font[str(operands[0])]
            shown.setdefault(font.objgen, (font, set()))
        if name in SHOWING and font is not None:
            shown[font.objgen][1].update(_codes(operands))
        if name == "Do":
            drawing = resources.XObject[str(operands[0])]
            if drawing.get(Name.Subtype) == Name.Form:
                yield from _stream(drawing, drawing.get(Name.Resources), shown)


def _operations(stream: Any) -> Iterator[tuple[Any, str]]:
    """Operands and operator, one after another."""
    parsed: Any = pikepdf.parse_content_stream(stream)
    yield from ((operands, str(operator)) for operands, operator in parsed)


def _operators(operations: Iterable[tuple[Any, str]]) -> Iterator[str]:
    """What operators do that have nothing to do with text."""
    depth = 0
    for operands, name in operations:
        if name not in OPERATORS:
            yield f"6.2.2: an unknown operator {name}"
        depth += {"q": 1, "Q": -1}.get(name, 0)
        if depth > DEEPEST:
            yield "6.1.13: states are nested too deep"
        if name == "ri" and str(operands[0]) not in INTENTS:
            yield "6.2.6: an unknown rendering intent"
        if name in ("k", "K") or (name in ("cs", "CS") and str(operands[0]) == "/DeviceCMYK"):
            yield "6.2.4.3: colours of a press where the output is a screen"


def _codes(operands: Any) -> Iterator[int]:
    """The codes of two bytes that an operator shows."""
    for operand in operands:
        parts = operand.as_list() if isinstance(operand, pikepdf.Array) else [operand]
        for part in parts:
            if isinstance(part, pikepdf.String):
                raw = bytes(part)
                yield from (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))


def _font(font: Any, codes: set[int]) -> Iterator[str]:
    if font.Subtype != Name.Type0 or font.Encoding != Name("/Identity-H"):
        yield f"6.2.11.3: a font of a kind that is not looked at: {font.Subtype}"
        return
    if 0 in codes:
        yield "6.2.11.8: a character that the font does not have"
    told = _unicode(font[Name.ToUnicode]) if Name.ToUnicode in font else {}
    if missing := codes - set(told):
        yield f"6.2.11.7.2: {len(missing)} codes say no character"
    for text in (told[code] for code in codes & set(told)):
        if any(ord(one) in FORBIDDEN for one in text):
            yield "6.2.11.7.2: a code says what is no character"
        if any(low <= ord(one) <= high for one in text for low, high in PRIVATE):
            yield "6.2.11.7.3: a code says a character of private use"
    below = font.DescendantFonts[0]
    if below.Subtype == Name.CIDFontType2 and Name.CIDToGIDMap not in below:
        yield "6.2.11.3.2: a font does not say which outline is whose"
    descriptor = below.FontDescriptor
    programs = [descriptor[key] for key in (Name.FontFile2, Name.FontFile3) if key in descriptor]
    if len(programs) != 1:
        yield "6.2.11.4.1: a font is not in the file"
        return
    yield from _widths(below, programs[0], codes)


def _unicode(table: Any) -> dict[int, str]:
    """What a ToUnicode map says of each code: single ones and ranges, as our typesetter writes them."""
    told: dict[int, str] = {}
    for operands, operator in _operations(table):
        words = [bytes(one) if isinstance(one, pikepdf.String) else one for one in operands]
        if operator == "endbfchar":
            told |= {
                int.from_bytes(words[at], "big"): words[at + 1].decode("utf-16-be")
                for at in range(0, len(words), 2)
            }
        elif operator == "endbfrange":
            for at in range(0, len(words), 3):
                first, last, text = words[at : at + 3]
                start = int.from_bytes(first, "big")
                for code in range(start, int.from_bytes(last, "big") + 1):
                    told[code] = chr(ord(text.decode("utf-16-be")) + code - start)
    return told


def _widths(below: Any, program: Any, codes: set[int]) -> Iterator[str]:
    """Where a shown character takes another width than its outline: readers would set the line anew."""
    own = _own_widths(program)
    said = dict(_said_widths(below))
    for code in codes:
        if code not in own:
            yield "6.2.11.4.1: an outline of a shown character is not in the file"
        elif abs(said.get(code, float(below.get(Name.DW, 1000))) - own[code]) > WIDTH_APART:
            yield "6.2.11.5: a width is not the font's own"


def _own_widths(program: Any) -> dict[int, float]:
    """Widths by outline in thousandths of the type size, from the program in the file."""
    raw = io.BytesIO(program.read_bytes())
    if program.get(Name.Subtype) == Name.CIDFontType0C:
        fonts = CFFFontSet()
        fonts.decompile(raw, None)
        top = fonts[0]
        scale = 1000 * (top.FontMatrix[0] if hasattr(top, "FontMatrix") else 0.001)
        return {
            _cid(name, at): _cff_width(top.CharStrings[name]) * scale for at, name in enumerate(top.charset)
        }
    font = TTFont(raw)
    scale = 1000 / font["head"].unitsPerEm
    return {at: font["hmtx"][name][0] * scale for at, name in enumerate(font.getGlyphOrder())}


def _cid(name: str, at: int) -> int:
    return int(name.removeprefix("cid")) if name.startswith("cid") else at


def _cff_width(outline: Any) -> float:
    outline.decompile()
    outline.draw(NullPen())
    return float(outline.width)


def _said_widths(below: Any) -> Iterator[tuple[int, float]]:
    """The array W: a first code and its widths, or first and last code and one width."""
    words = below.get(Name.W, pikepdf.Array()).as_list()
    at = 0
    while at < len(words):
        first = int(words[at])
        if isinstance(words[at + 1], pikepdf.Array):
            yield from ((first + place, float(width)) for place, width in enumerate(words[at + 1].as_list()))
            at += 2
        else:
            yield from ((code, float(words[at + 2])) for code in range(first, int(words[at + 1]) + 1))
            at += 3
