"""Page and styles of the Word form of the weekly bulletin (GB/T 9704-2012, chapters 5 and 7)."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from banli.documents.faces import FANG, HEI, KAI, SONG, SUBSTITUTES, XBS

TIGHTER = -5
"""Twentieths of a point between body characters: 28 of them then fit 156 mm."""
BOTTOM = Mm(35)
"""The margin at the foot, in which the number of the page stands."""
INDENT = 31.5
"""Points by which a paragraph of the body begins further in: two such characters."""


@dataclass(frozen=True)
class Look:
    """One paragraph style: sizes and line pitch in points."""

    name: str
    face: str
    size: float
    line: float
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: bool = False
    bold: bool = False
    red: bool = False
    before: float = 0
    after: float = 0


CENTRE = WD_ALIGN_PARAGRAPH.CENTER
LEFT = WD_ALIGN_PARAGRAPH.LEFT
LOOKS = (
    Look("Normal", FANG, 16, 28),
    Look("Body Text", FANG, 16, 28, indent=True),
    Look("Heading 1", HEI, 16, 28, indent=True),
    Look("Heading 2", KAI, 16, 28, indent=True),
    Look("Heading 3", FANG, 16, 28, indent=True),
    Look("Title", XBS, 54, 84, CENTRE, bold=True, red=True),
    Look("Subtitle", XBS, 22, 36, CENTRE, bold=True, before=21.75),
    Look("Issue Line", FANG, 16, 28, CENTRE),
    Look("Issuer Line", FANG, 16, 28, LEFT),
    Look("Period", KAI, 16, 28, CENTRE, after=14),
    Look("Distribution", FANG, 14, 24, LEFT),
    Look("Table Text", FANG, 14, 24, LEFT),
    Look("Caption", HEI, 14, 24, CENTRE, before=14),
    Look("Footer", SONG, 14, 16, LEFT),
)


def child(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    """Append an element ``w:tag`` with ``w:`` attributes."""
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)
    return made


def set_face(properties: BaseOxmlElement, face: str) -> None:
    """Name ``face`` for every script, in place of the theme's fonts."""
    old = properties.find(qn("w:rFonts"))
    if old is not None:
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face)
    properties.insert(0, fonts)


def _switch(properties: BaseOxmlElement, tag: str, value: str) -> None:
    """Set a switch of a paragraph style; the schema wants it before the spacing."""
    for old in properties.findall(qn(f"w:{tag}")):
        properties.remove(old)
    switch = OxmlElement(f"w:{tag}")
    switch.set(qn("w:val"), value)
    properties.find(qn("w:spacing")).addprevious(switch)


def _apply(style: ParagraphStyle, look: Look) -> None:
    """Write one look into a style."""
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, False
    font.color.rgb = RGBColor(0xFF, 0, 0) if look.red else RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    set_face(properties, look.face)
    for tag in ("spacing", "kern"):
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
    if look.size == 16:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(TIGHTER))
        properties.find(qn("w:sz")).addprevious(spacing)
    shape.alignment = look.align
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.widow_control = False
    shape.keep_with_next = look.name.startswith("Heading")
    paragraph = style.element.get_or_add_pPr()
    for old in paragraph.findall(qn("w:pBdr")) + paragraph.findall(qn("w:contextualSpacing")):
        paragraph.remove(old)
    # LibreOffice 7 reads the first switch the wrong way round: with "1" no comma of it hangs in the margin.
    _switch(paragraph, "overflowPunct", "1")
    _switch(paragraph, "snapToGrid", "0")
    if look.indent:
        shape.first_line_indent = Pt(INDENT)
        paragraph.find(qn("w:ind")).set(qn("w:firstLineChars"), "200")


def define_styles(document: Document) -> None:
    """Give the document the bulletin's styles; built-in names where there are some, so outlines work."""
    language = document.styles.element.find(".//" + qn("w:lang"))
    language.set(qn("w:eastAsia"), "zh-CN")
    # The library's own template says Japanese here.
    theme = document.settings.element.find(qn("w:themeFontLang"))
    theme.set(qn("w:eastAsia"), "zh-CN")
    for look in LOOKS:
        try:
            style = document.styles[look.name]
        except KeyError:
            style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles["Normal"]
        assert isinstance(style, ParagraphStyle), "every look is a paragraph style"
        _apply(style, look)


def set_page(document: Document) -> None:
    """A4, margins 37/35/28/26 mm, a grid of 28 pt lines, different odd and even feet."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), BOTTOM
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance, section.header_distance = Mm(25), Mm(15)
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.attrib.pop(qn("w:type"), None)
    grid.set(qn("w:linePitch"), "560")
    document.settings.odd_and_even_pages_header_footer = True


def font_table() -> bytes:
    """The part that tells a reader which face may stand in for which."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in SUBSTITUTES.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}\n<w:fonts xmlns:w="{space}">{rows}</w:fonts>'.encode()
