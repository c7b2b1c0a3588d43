"""Every paper keeps to level A of PDF/A by the clauses that can be looked at here, and a broken one does not.

docs/develop/archival.md lists the clauses. The files are not validated by veraPDF.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf
from tests.documents.archival import faults
from tests.documents.archival_text import text_faults
from tests.documents.sheets import body, bulletin, correction, permit
from tests.documents.test_layout import BARS, FIGURES
from tests.signatures.test_pades import NOW, material

from banli.documents.service import attach, certificate_pdf, notice_pdf, weekly_pdf
from banli.signatures.rules.pades import sign

RARE = "𬭚㧑𠮷→—“”·℃；ABC 123"
SCRIPT = Dictionary(Type=Name.Action, S=Name.JavaScript, JS="app.alert(1)")
LIST = b'{"figures": []}'


@cache
def issue() -> bytes:
    """A published issue: a table, a chart, rare characters, and its figures attached."""
    sheet = bulletin(body("国" * 900), FIGURES, BARS, body(f"{RARE}，见https://example.invalid/a。"))
    return attach(weekly_pdf(sheet, attachable=True), LIST)


@cache
def plain() -> bytes:
    return weekly_pdf(bulletin(body("国" * 30)))


PAPERS: dict[str, tuple[Callable[[], bytes], int]] = {
    "issue": (issue, 3),
    "proof of an issue": (plain, 2),
    "certificate": (lambda: certificate_pdf(permit()), 2),
    "signed certificate": (
        lambda: sign(certificate_pdf(permit()), material=material(), at=NOW, reason="试用"),
        2,
    ),
    "notice": (lambda: notice_pdf(correction()), 2),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_keeps_to_level_a(paper: str) -> None:
    make, part = PAPERS[paper]
    made = make()
    assert [*faults(made, part), *text_faults(made)] == []


def changed(pdf: bytes, change: Callable[[Pdf], object]) -> bytes:
    """The file with something wrong in it."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out, fix_metadata_version=False, static_id=True)
    return out.getvalue()


def claims(part: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as told:
            told["pdfaid:part"] = part

    return change


def add(pdf: Pdf, **annotation: Any) -> None:
    made = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **annotation)
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([made]))


def shows(words: bytes) -> Callable[[Pdf], None]:
    """More at the end of the first page."""
    return lambda pdf: pdf.pages[0].contents_add(words)


def first_font(pdf: Pdf) -> pikepdf.Object:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def without(place: Callable[[Pdf], pikepdf.Object], key: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        del place(pdf)[key]

    return change


def files(pdf: Pdf) -> pikepdf.Object:
    return next(iter(pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles).values()))


def below(pdf: Pdf) -> pikepdf.Object:
    return first_font(pdf).DescendantFonts[0]


BROKEN: dict[str, tuple[str, Callable[[Pdf], object]]] = {
    "no output intent": ("6.2.3", without(lambda pdf: pdf.Root, "/OutputIntents")),
    "no tags": ("6.7.3.3", without(lambda pdf: pdf.Root, "/StructTreeRoot")),
    "a tag of its own": (
        "6.7.3.4",
        lambda pdf: setattr(pdf.Root.StructTreeRoot, "RoleMap", Dictionary(P=Name.Paragraph)),
    ),
    "not marked": ("6.7.2.2", without(lambda pdf: pdf.Root, "/MarkInfo")),
    "no language": ("6.7.4", without(lambda pdf: pdf.Root, "/Lang")),
    "no metadata": ("6.6.2.1", without(lambda pdf: pdf.Root, "/Metadata")),
    "another part": ("6.6.4", claims("1")),
    "a script on opening": ("6.5.1", lambda pdf: setattr(pdf.Root, "OpenAction", pdf.make_indirect(SCRIPT))),
    "acts by itself": ("6.5.2", lambda pdf: setattr(pdf.Root, "AA", Dictionary())),
    "a film": ("6.3.1", lambda pdf: add(pdf, Subtype=Name.Movie, F=4)),
    "a link that is not printed": ("6.3.2", lambda pdf: add(pdf, Subtype=Name.Link, F=0)),
    "a note without a look": ("6.3.3", lambda pdf: add(pdf, Subtype=Name.Text, F=4)),
    "an attachment of no kind": ("6.8", without(lambda pdf: files(pdf).EF.F, "/Subtype")),
    "an attachment of nothing": ("6.8", without(lambda pdf: pdf.Root, "/AF")),
    "an attachment without a name": ("6.8", without(files, "/UF")),
    "a form to be drawn": (
        "6.4",
        lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(NeedAppearances=True)),
    ),
    "layers": ("6.9", lambda pdf: setattr(pdf.Root, "OCProperties", Dictionary())),
    "a postage stamp": ("6.1.13", lambda pdf: setattr(pdf.pages[0], "CropBox", pikepdf.Array([0, 0, 2, 2]))),
    "a long string": ("6.1.13", lambda pdf: setattr(pdf.Root, "Note", pikepdf.String("n" * 40000))),
    "a font elsewhere": ("6.2.11.4.1", without(lambda pdf: below(pdf).FontDescriptor, "/FontFile3")),
    "no characters": ("6.2.11.7.2", without(first_font, "/ToUnicode")),
    "other widths": ("6.2.11.5", lambda pdf: setattr(below(pdf), "W", pikepdf.Array([0, 65535, 333]))),
    "an unknown operator": ("6.2.2", shows(b"q banli Q")),
    "deep states": ("6.1.13", shows(b"q " * 30 + b"Q " * 30)),
    "colours of a press": ("6.2.4.3", shows(b"q 0 0 0 1 k Q")),
    "an unknown intent": ("6.2.6", shows(b"q /Loud ri Q")),
    "a missing character": ("6.2.11.8", lambda pdf: pdf.pages[0].contents_add(_missing(pdf))),
}


def _missing(pdf: Pdf) -> bytes:
    name = next(iter(pdf.pages[0].Resources.Font.keys()))
    return f"BT {name} 9 Tf <0000> Tj ET".encode()


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_wrong_is_found_under_its_clause(what: str) -> None:
    clause, change = BROKEN[what]
    broken = changed(issue(), change)
    told = [*faults(broken, 3), *text_faults(broken)]
    assert clause in {one.partition(":")[0] for one in told}, told


def test_bytes_before_and_after_are_found() -> None:
    assert any(one.startswith("6.1.2:") for one in faults(b"\n" + plain(), 2))
    assert any(one.startswith("6.1.3:") for one in faults(plain() + b"\nmore", 2))


def test_the_page_of_clauses_names_each_that_is_looked_at() -> None:
    page = (Path(__file__).parents[2] / "docs" / "develop" / "archival.md").read_text(encoding="utf-8")
    looked_at = {clause for clause, _change in BROKEN.values()}
    assert {one for one in looked_at if f"| {one} |" not in page} == set()
