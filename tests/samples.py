"""Small files of every kind that people hand in, made anew for each run: true ones, and those that only pretend."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pikepdf
from PIL import Image


def pdf(pages: int = 1, *, action: pikepdf.Dictionary | None = None, **how: Any) -> bytes:
    """A PDF of so many blank pages, with something that is to happen when it is opened."""
    paper, out = pikepdf.new(), io.BytesIO()
    for _page in range(pages):
        paper.add_blank_page(page_size=(200, 280))
    if action:
        paper.Root.OpenAction = action
    paper.save(out, **how)
    return out.getvalue()


def action(kind: str) -> pikepdf.Dictionary:
    """An action that runs a program."""
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), F=pikepdf.String("cmd.exe"), JS=pikepdf.String("1"))


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 60)) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form)
    return out.getvalue()


def word(text: str = "申请书") -> bytes:
    """A Word file of one paragraph."""
    paper, out = docx.Document(), io.BytesIO()
    paper.add_paragraph(text)
    paper.save(out)
    return out.getvalue()


def word_with(name: str, content: bytes, into: str = "") -> bytes:
    """A Word file with one more part, or with ``content`` before the end tag of the part ``into``."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word())) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            data = source.read(part)
            if part.filename == into:
                place = data.rindex(b"</")
                data = data[:place] + content + data[place:]
            target.writestr(part, data)
        if name:
            target.writestr(name, content)
    return out.getvalue()


def packed(*names: str) -> bytes:
    """An archive with small files of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in names:
            target.writestr(name, "x")
    return out.getvalue()


def linked(target: str, kind: str) -> bytes:
    """A Word file with a relationship of that kind to something outside."""
    link = f'<Relationship Id="rId99" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    return word_with("", link.encode(), "word/_rels/document.xml.rels")


PDF = pdf()
LINK = b"[InternetShortcut]\r\nURL=file://evil/share/a.exe\r\n"
MACRO_WORKBOOK = packed("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")
RICH_TEXT = rb"{\rtf1\ansi hello}"
JUNK = b"\r\n%!junk of a scanner\r\n" * 8

TAKEN: dict[str, tuple[bytes, str]] = {
    "a PDF": (PDF, "pdf"),
    "a PDF behind a byte order mark": (b"\xef\xbb\xbf" + PDF, "pdf"),
    "a PDF behind a scanner's junk": (JUNK + PDF, "pdf"),
    "a PDF that only its owner may change": (pdf(encryption=pikepdf.Encryption(user="", owner="o")), "pdf"),
    "a JPEG": (picture(), "jpg"),
    "a photograph with a film behind it": (picture() + b"\x00\x00\x00\x18ftypmp42" + bytes(99), "jpg"),
    "a PNG": (picture("PNG"), "png"),
    "a Word file": (word(), "docx"),
    "a Word file with a link to click on": (linked("https://example.org/", "hyperlink"), "docx"),
}
"""What is taken, and the ending of its name."""

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "a link": ("link.url", LINK, "链接"),
    "a Windows shortcut": ("a.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(80), "链接"),
    "a workbook with macros": ("macro.xlsm", MACRO_WORKBOOK, "Excel"),
    "a workbook called PDF": ("表.pdf", packed("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
    "slides": ("a.pptx", packed("[Content_Types].xml", "ppt/presentation.xml"), "演示文稿"),
    "an OpenDocument file": ("a.odt", packed("mimetype", "content.xml"), "OpenDocument"),
    "an OFD file": ("票.ofd", packed("OFD.xml", "Doc_0/Document.xml"), "OFD"),
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版"),
    "rich text called PDF": ("r.pdf", RICH_TEXT, "RTF"),
    "an iPhone's photograph": ("IMG_1.HEIC", b"\x00\x00\x00\x18ftypheic" + bytes(99), "HEIC"),
    "the same called JPEG": ("IMG_1.jpg", b"\x00\x00\x00\x18ftypmif1" + bytes(99), "HEIC"),
    "a GIF": ("a.gif", picture("GIF"), "图片"),
    "a WebP called JPEG": ("a.jpg", b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(50), "图片"),
    "a film": ("a.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(99), "视频"),
    "an archive": ("a.zip", packed("a.pdf"), "压缩包"),
    "a RAR archive called PDF": ("a.pdf", b"Rar!\x1a\x07\x00" + bytes(60), "压缩包"),
    "a program called PDF": ("a.pdf", b"MZ\x90\x00" + bytes(300), "程序"),
    "a page of the web": ("a.html", b"<!DOCTYPE html><script>alert(1)</script>", "网页"),
    "a drawing that is a script": (
        "a.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "网页",
    ),
    "a text": ("说明.txt", "申请说明".encode(), "文本"),
    "a text of Windows": ("说明.txt", "申请说明".encode("gb18030"), "文本"),
    "nothing known": ("a.pdf", bytes(range(256)), "不是PDF"),
    "nothing": ("a.pdf", b"", "是空的"),
    "the head of a PDF alone": ("a.pdf", b"%PDF-", "打不开"),
    "half a PDF": ("a.pdf", PDF[: len(PDF) // 2], "打不开"),
    "a PDF whose head comes too late": ("a.pdf", b"%" * 1100 + PDF, "文本"),
    "a PDF with a password": ("a.pdf", pdf(encryption=pikepdf.Encryption(user="u", owner="o")), "密码"),
    "a PDF without a page": ("a.pdf", pdf(0), "没有页面"),
    "a PDF that starts a program": ("a.pdf", pdf(action=action("Launch")), "自动运行"),
    "a PDF with a script": ("a.pdf", pdf(action=action("JavaScript")), "自动运行"),
    "a PDF with an archive behind it": ("a.pdf", PDF + packed("a.exe"), "两种"),
    "a PDF behind a page of the web": ("a.pdf", b"<html>" + PDF, "网页"),
    "half a JPEG": ("a.jpg", picture(size=(400, 400))[:900], "打不开"),
    "half a PNG": ("a.png", picture("PNG", (400, 400))[:300], "打不开"),
    "the first bytes of a JPEG": ("a.jpg", b"\xff\xd8\xff", "打不开"),
    "a picture that is an archive": ("a.png", picture("PNG") + packed("a.exe"), "两种"),
    "a picture that is a PDF": ("a.jpg", b"\xff\xd8\xff\xfe\x00\x20" + PDF, "两种"),
    "a Word file with macros": ("a.docx", word_with("word/vbaProject.bin", b"x"), "宏"),
    "a Word file with a program in it": (
        "a.docx",
        word_with("", b'<w:object ProgID="Package"/>', "word/document.xml"),
        "宏",
    ),
    "a Word file with a template elsewhere": (
        "a.docx",
        linked("http://evil/t.dotm", "attachedTemplate"),
        "外部",
    ),
    "a Word file with a picture elsewhere": ("a.docx", linked("file://evil/a.png", "image"), "外部"),
    "half a Word file": ("a.docx", word()[:4000], "压缩包"),
    "a package that only says Word": ("a.docx", packed("[Content_Types].xml", "word/document.xml"), "打不开"),
    "a package that unpacks without end": (
        "a.docx",
        word_with("word/media/bomb.bin", bytes(201 << 20)),
        "内容过多",
    ),
}
"""Name and content of what is refused, and the word by which it is told."""
