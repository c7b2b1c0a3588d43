"""Word files as Word, WPS and LibreOffice write them, made from their markup for each run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{WORD}.numbering+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{WORD}.header+xml"/></Types>'
)
RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
ROOT = (
    f"{HEAD}<Relationships {RELATIONSHIPS}>"
    f'<Relationship Id="rId1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="numbered"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="H"><w:name w:val="unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def word_file(
    body: str,
    *,
    numbering: str = "",
    styles: str = STYLES,
    links: str = "",
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word file with this body; ``links`` are more relationships of the document, ``parts`` more parts."""
    rels = f'<Relationship Id="rId1" Type="{KIND}/styles" Target="styles.xml"/>{links}'
    if numbering:
        rels += f'<Relationship Id="rId2" Type="{KIND}/numbering" Target="numbering.xml"/>'
    told = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"{HEAD}<Relationships {RELATIONSHIPS}>{rels}</Relationships>",
        "word/styles.xml": f"{HEAD}<w:styles {SPACES}>{styles}</w:styles>",
    }
    if numbering:
        told["word/numbering.xml"] = f"{HEAD}<w:numbering {SPACES}>{numbering}</w:numbering>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in told.items():
            target.writestr(name, text)
        for name, content in (parts or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A stretch of words with its look."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(inner: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain words."""
    inside = inner if inner.startswith("<") else run(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def styled(text: str, style: str, more: str = "") -> str:
    """A paragraph of that style."""
    return para(text, f'<w:pStyle w:val="{style}"/>{more}')


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph that Word numbers itself."""
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, also: str = "") -> str:
    """One abstract list with these levels, in use as number 1; ``also`` are further numbers."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{also}'
    )


OFFICIAL = lists(
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)
"""一、（一）1.（1）, as Word writes the levels of official documents."""
WPS = lists(level(0, "japaneseCounting", "%1、"), level(1, "japaneseCounting", "(%2)"))
"""WPS counts Chinese figures by the format that bears a Japanese name, and keeps half-width brackets."""


def cell(inner: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner.startswith('<') else para(inner)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells."""
    drawn = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{drawn}</w:tbl>"


def picture(told: str, how: str = 'r:embed="rId9"') -> str:
    """A picture in its paragraph; embedded, or linked from outside."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="{told}"/><a:graphic><a:graphicData uri="x"><pic:pic>'
        f"<pic:blipFill><a:blip {how}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )


def text_box(inner: str) -> str:
    """A text box as Word 2010 and later writes it, with the same words once more for older readers."""
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x">'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
