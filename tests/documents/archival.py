"""What PDF/A asks of a file, clause by clause, read with qpdf: level A of ISO 19005-2 and ISO 19005-3.

Clauses and numbers are those of the list that the veraPDF consortium publishes of both parts, the words are our own.
docs/develop/archival.md says which of them are looked at and which are not. It is a check of ours: veraPDF itself was
not run.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

FILTERS = {
    *(
        "/ASCIIHexDecode",
        "/ASCII85Decode",
        "/FlateDecode",
        "/RunLengthDecode",
        "/CCITTFaxDecode",
        "/JBIG2Decode",
    ),
    *("/DCTDecode", "/JPXDecode"),
}
ANNOTATIONS = {
    *(
        "/Text",
        "/Link",
        "/FreeText",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Highlight",
        "/Underline",
    ),
    *(
        "/Squiggly",
        "/StrikeOut",
        "/Stamp",
        "/Caret",
        "/Ink",
        "/Popup",
        "/FileAttachment",
        "/Widget",
        "/PrinterMark",
    ),
    *("/TrapNet", "/Watermark", "/Redact"),
}
ACTIONS = {"/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm"}
STANDARD_TAGS = """
Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure
Formula Form
"""
TAGS = {f"/{name}" for name in STANDARD_TAGS.split()}
"""Standard structure types, ISO 32000-1, 14.8.4."""
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
MIME = re.compile(r"[-\w+.]+/[-\w+.]+")
HIDDEN, PRINTED = 1 | 2 | 32 | 256, 4
"""Bits of an annotation's flags: invisible, hidden, no view, toggled view; printed."""
LONGEST_STRING, LONGEST_NAME, LARGEST, MOST_OBJECTS = 32767, 127, 2**31 - 1, 8388607


def faults(pdf: bytes, part: int) -> list[str]:
    """What a file that claims level A of ``part`` (2 or 3) does against it: clause, colon, what is wrong."""
    found = list(_bytes(pdf))
    with Pdf.open(io.BytesIO(pdf)) as opened:
        found += [f"6.1.7.1: {fault}" for fault in opened.check_pdf_syntax()]
        found += _trailer(opened)
        found += _catalogue(opened.Root)
        found += _metadata(opened, part)
        found += _files(opened.Root, part)
        for one in [opened.trailer, *opened.objects]:
            found += _object(one)
        for page in opened.pages:
            found += _page(page.obj)
    return found


def _bytes(pdf: bytes) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7](\r\n|\r|\n)%[\x80-\xff]{4}", pdf):
        yield "6.1.2: the header is not at the first byte, or no four bytes over 127 follow it"
    if not re.search(rb"%%EOF(\r\n|\r|\n)?\Z", pdf):
        yield "6.1.3: something follows the end of the file"


def _trailer(pdf: Pdf) -> Iterator[str]:
    identity = pdf.trailer.get(Name.ID)
    if not isinstance(identity, Array) or not all(len(bytes(one)) for one in identity.as_list()):
        yield "6.1.3: the file has no identifier"
    if Name.Encrypt in pdf.trailer:
        yield "6.1.3: the file is encrypted"
    if len(pdf.objects) > MOST_OBJECTS:
        yield "6.1.13: more objects than a reader must be able to hold"


def _catalogue(root: Any) -> Iterator[str]:
    intents = root.get(Name.OutputIntents, Array())
    profiles = [one.DestOutputProfile for one in intents.as_list() if one.get(Name.S) == Name.GTS_PDFA1]
    if len(profiles) != 1:
        yield "6.2.3: not exactly one output intent for PDF/A"
    for profile in profiles:
        head = profile.read_bytes()[12:20]
        if head[:4] not in (b"prtr", b"mntr") or head[4:] != b"RGB ":
            yield "6.2.3: the output profile is not one of a screen or printer in RGB"
    yield from _logical(root)
    form = root.get(Name.AcroForm, Dictionary())
    if form.get(Name.NeedAppearances, False) or Name.XFA in form:
        yield "6.4: a form that needs a program to be seen"
    for key, clause in (("/AA", "6.5.2"), ("/NeedsRendering", "6.4.2"), ("/Requirements", "6.11")):
        if key in root:
            yield f"{clause}: the catalogue has {key}"
    if Name.AlternatePresentations in root.get(Name.Names, Dictionary()):
        yield "6.10: there are alternate presentations"
    if Name.OCProperties in root:
        yield "6.9: layers are not looked at"


def _logical(root: Any) -> Iterator[str]:
    """What level A asks above level B: tags and a language."""
    if root.get(Name.MarkInfo, Dictionary()).get(Name.Marked) is not True:
        yield "6.7.2.2: the file does not say that it is tagged"
    if Name.StructTreeRoot not in root:
        yield "6.7.3.3: there is no tree of tags"
    else:
        yield from _tags(root.StructTreeRoot)
    if not LANGUAGE.fullmatch(str(root.get(Name.Lang, ""))):
        yield "6.7.4: the file does not name its language"


def _tags(tree: Any) -> Iterator[str]:
    """Every name of a tag is a standard one or leads to one."""
    roles = {str(key): str(value) for key, value in tree.get(Name.RoleMap, Dictionary()).items()}
    if TAGS & set(roles):
        yield "6.7.3.4: a standard tag means something else"
    for name in _tag_names(tree, set()):
        met = set()
        while name in roles and name not in met:
            met.add(name)
            name = roles[name]
        if name not in TAGS:
            yield f"6.7.3.4: a tag {name} that leads to no standard one"


def _tag_names(node: Any, seen: set[tuple[int, int]]) -> set[str]:
    """The names of the tags below ``node``, each element looked at once."""
    found: set[str] = set()
    children = node.get(Name.K, Array())
    for child in children.as_list() if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and Name.S in child and child.objgen not in seen:
            seen.add(child.objgen)
            found |= {str(child.S)} | _tag_names(child, seen)
    return found


def _metadata(pdf: Pdf, part: int) -> Iterator[str]:
    if Name.Metadata not in pdf.Root:
        yield "6.6.2.1: there is no metadata"
        return
    raw = pdf.Root.Metadata.read_bytes()
    if re.match(rb"<\?xpacket[^>]*\b(bytes|encoding)=", raw):
        yield "6.6.2.1: the packet of metadata bears an attribute of old"
    raw.decode("utf-8")
    with pdf.open_metadata() as told:
        if (told.get("pdfaid:part"), told.get("pdfaid:conformance")) != (str(part), "A"):
            yield "6.6.4: the file does not claim its part and level"


def _files(root: Any, part: int) -> Iterator[str]:
    attached = list(pikepdf.NameTree(root.Names.EmbeddedFiles).values()) if _embeds(root) else []
    if attached and part == 2:
        yield "6.8: a file is attached, which part 2 allows for PDF/A alone"
    associated = root.get(Name.AF, Array()).as_list()
    for file in attached:
        if not {"/F", "/UF", "/AFRelationship"} <= set(file.keys()):
            yield "6.8: an attached file lacks a name or how it belongs to the pages"
        if not MIME.fullmatch(str(file.EF.F.get(Name.Subtype, ""))[1:]):
            yield "6.8: an attached file does not say of what kind it is"
        if not any(one.objgen == file.objgen for one in associated):
            yield "6.8: an attached file belongs to nothing"


def _embeds(root: Any) -> bool:
    return Name.Names in root and Name.EmbeddedFiles in root.Names


def _object(one: Any) -> Iterator[str]:
    """Every object by itself, and what stands inside it without a number of its own."""
    if isinstance(one, Stream):
        filters = one.get(Name.Filter, Array())
        if not {str(name) for name in (filters if isinstance(filters, Array) else [filters])} <= FILTERS:
            yield "6.1.7.2: a stream is packed in a way that is not allowed"
        if {"/F", "/FFilter", "/FDecodeParms"} & set(one.keys()):
            yield "6.1.7.1: a stream lies outside the file"
        yield from _drawing(one)
    if isinstance(one, Dictionary | Stream):
        yield from _named(one)
        for key, value in one.items():
            if len(key.encode()) - 1 > LONGEST_NAME:
                yield "6.1.13: a name is too long"
            if key != "/Parent":
                yield from _inside(value)
    elif isinstance(one, Array):
        for value in one.as_list():
            yield from _inside(value)


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        if len(bytes(value)) > LONGEST_STRING:
            yield "6.1.13: a string is too long"
    elif isinstance(value, Name):
        if len(str(value).encode()) - 1 > LONGEST_NAME:
            yield "6.1.13: a name is too long"
    elif isinstance(value, int):
        if abs(value) > LARGEST:
            yield "6.1.13: a number is too large"
    elif isinstance(value, Dictionary | Array) and not value.is_indirect:
        yield from _object(value)


def _drawing(one: Any) -> Iterator[str]:
    """Pictures and drawings that pages use."""
    kind = one.get(Name.Subtype)
    if kind == Name.Image:
        if {"/Alternates", "/OPI"} & set(one.keys()) or one.get(Name.Interpolate, False):
            yield "6.2.8: a picture has another in its place, or is smoothed"
        if one.get(Name.BitsPerComponent, 8) not in (1, 2, 4, 8, 16):
            yield "6.2.8: a picture of an unknown depth"
    if kind == Name.PS or (kind == Name.Form and {"/OPI", "/PS", "/Subtype2", "/Ref"} & set(one.keys())):
        yield "6.2.9: a drawing is a program or a reference"


def _named(one: Any) -> Iterator[str]:
    """What is told by its type: graphics states, actions, annotations."""
    kind = one.get(Name.Type)
    if kind == Name.ExtGState and {"/TR", "/TR2", "/HTP", "/HT"} & set(one.keys()):
        yield "6.2.5: a graphics state changes how colours come out"
    if Name.S in one and kind in (None, Name.Action) and {"/URI", "/JS", "/D", "/F", "/N"} & set(one.keys()):
        action = str(one.S)
        if kind == Name.Action and action not in ACTIONS:
            yield f"6.5.1: an action {action}"
    if kind == Name.Annot:
        yield from _annotation(one)


def _annotation(one: Any) -> Iterator[str]:
    kind, flags = str(one.Subtype), int(one.get(Name.F, -1))
    if kind not in ANNOTATIONS:
        yield f"6.3.1: an annotation {kind}"
    if kind != "/Popup" and (flags < 0 or flags & HIDDEN or not flags & PRINTED):
        yield "6.3.2: an annotation is not printed"
    left, low, right, high = (float(side) for side in one.Rect)
    unseen = (left, low) == (right, high)  # a signature without a picture takes no room on the page
    if kind not in ("/Popup", "/Link") and not unseen and Name.AP not in one:
        yield "6.3.3: an annotation without its look"
    if Name.AA in one or (kind == "/Widget" and Name.A in one):
        yield "6.4.1: a field acts by itself"


def _page(page: Any) -> Iterator[str]:
    for key, clause in (("/AA", "6.5.2"), ("/PresSteps", "6.10")):
        if key in page:
            yield f"{clause}: a page has {key}"
    for key in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if key in page:
            left, bottom, right, top = (float(edge) for edge in page[key].as_list())
            if not (3 <= abs(right - left) <= 14400 and 3 <= abs(top - bottom) <= 14400):
                yield "6.1.13: a page is too small or too large"
