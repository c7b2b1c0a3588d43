"""Make the bundled document fonts from the fonts of Debian 12. Run by hand when the character set changes.

    apt-get install texlive-lang-chinese fonts-lxgw-wenkai fonts-noto-cjk unicode-data
    uv run --no-project --with fonttools tools/build_fonts.py

Characters: GB 2312 (Python's codec), the 8,105 of the Table of General Standard Chinese Characters (Unihan's
kTGH), for the fallback face also the 5,401 of Big5's first level and characters met in personal names.
Each result is renamed, as the SIL licence asks of a changed font with a reserved name, and keeps its licence
beside it. ``coverage.json`` lists what each face can draw, so that nobody needs a font parser at run time.
"""

from __future__ import annotations

import bz2
import gzip
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "src" / "banli" / "documents" / "fonts"
FANDOL = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
NOTO = Path("/usr/share/fonts/opentype/noto")
WENKAI = Path("/usr/share/fonts/truetype/lxgw-wenkai")
UNIHAN = (
    Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2"),
    Path("/usr/share/unicode/Unihan_DictionaryLikeData.txt.bz2"),
)
NAMES = (
    "鑨龑镕喆堃昇珺犇淼焱垚赟翀頔旻玥彧昶燊烜烨煊璟瑄祎禕豪宸梓峯昇甯邨喦囍仝妘婼嫄璠"
    "琍珮璿瓈笵筱緈羴脩菓葰蕻褀誩鋆錡鍂鎏鎣鑫霝頫飏飚馫驫骉鱻麤"
)
SYMBOLS = "―‑‒–—―•‥…‰′″※℃℉№™Ω⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉←↑→↓⇒√≈≠≤≥□■○●◎△▲▽▼◇◆☆★☐☑☒✓✔〇〔〕〖〗㎎㎏㎜㎝㎞㎡㏄￥"


@dataclass(frozen=True)
class Face:
    """One bundled face: the family it becomes, the file it comes from, and what it shall be able to draw."""

    family: str
    bold: bool
    file: str
    source: Path
    index: int
    characters: frozenset[int]
    credit: str


def codec(name: str, first: range) -> frozenset[int]:
    """Every character a double-byte codec knows for the lead bytes in ``first``."""
    found: set[int] = set()
    for lead in first:
        for trail in range(0x40, 0xFF):
            try:
                found.add(ord(bytes((lead, trail)).decode(name)))
            except UnicodeDecodeError:
                continue
    return frozenset(found)


def standard_characters() -> frozenset[int]:
    """The 8,105 characters of the table of 2013, from Unihan."""
    found: set[int] = set()
    for path in UNIHAN:
        with bz2.open(path, "rt", encoding="utf-8") as lines:
            found.update(int(m[1], 16) for m in (re.match(r"U\+(\w+)\tkTGH\t", x) for x in lines) if m)
    if len(found) != 8105:
        raise SystemExit(f"expected 8105 standard characters, found {len(found)}")
    return frozenset(found)


def faces() -> list[Face]:
    """The five faces and their characters."""
    latin = frozenset({*range(0x20, 0x7F), *range(0xA0, 0x180)}) | frozenset(map(ord, SYMBOLS))
    chinese = codec("gb2312", range(0xA1, 0xF8)) | standard_characters() | latin
    marks = frozenset(c for c in codec("gb2312", range(0xA1, 0xAA)) if c < 0x3100 or c > 0xFEFF) | latin
    wide = chinese | codec("big5", range(0xA4, 0xC7)) | frozenset(map(ord, NAMES))
    noto = "Subset of Noto CJK, Copyright 2014-2022 Adobe, SIL Open Font License 1.1."
    return [
        Face("Banli FangSong", False, "BanliFangSong-Regular.otf", FANDOL / "FandolFang-Regular.otf", -1,
             chinese, "Subset of FandolFang, Copyright 2012-2015 Fandol team, GPL 3 with font exception."),
        Face("Banli Kai", False, "BanliKai-Regular.ttf", WENKAI / "LXGWWenKai-Regular.ttf", -1, wide,
             "Subset of a Kai face by lxgw (Copyright 2021-2023) after Klee (Copyright 2020), OFL 1.1."),
        Face("Banli Song", True, "BanliSong-Bold.otf", NOTO / "NotoSerifCJK-Bold.ttc", 2, chinese, noto),
        Face("Banli Song", False, "BanliSong-Regular.otf", NOTO / "NotoSerifCJK-Regular.ttc", 2, marks, noto),
        Face("Banli Hei", True, "BanliHei-Bold.otf", NOTO / "NotoSansCJK-Bold.ttc", 2, chinese, noto),
    ]  # fmt: skip


def rename(font: TTFont, face: Face) -> None:
    """Give the subset its own names; the origin stays readable in the copyright and description records."""
    style = "Bold" if face.bold else "Regular"
    postscript = face.file.split(".")[0]
    table = font["name"]
    copyright_line = table.getDebugName(0) or ""
    table.names = []
    records = {0: f"{copyright_line}\n{face.credit}", 1: face.family, 2: style, 3: f"{postscript};1.0",
               4: f"{face.family} {style}", 5: "Version 1.0", 6: postscript, 10: face.credit}  # fmt: skip
    for number, text in records.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if face.bold else 400
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = postscript
        cff.topDictIndex[0].FamilyName = face.family
        cff.topDictIndex[0].FullName = f"{face.family} {style}"


def build(face: Face) -> str:
    """Write one face; give back the characters it can draw, in code order."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["vert", "locl"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = TTFont(face.source, fontNumber=face.index, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=face.characters)
    subsetter.subset(font)
    rename(font, face)
    font.save(TARGET / face.file)
    return "".join(chr(code) for code in sorted(font.getBestCmap()))


def open_font_licence(copyright_file: Path, heading: str) -> str:
    """The SIL licence text out of a Debian copyright file, without its leading blanks and dots."""
    text = copyright_file.read_text(encoding="utf-8").split(heading, 1)[1]
    lines = text.split("\nLicense:", 1)[0].splitlines()[1:]
    return "\n".join("" if line.strip() == "." else line.removeprefix(" ") for line in lines).strip() + "\n"


def licences() -> None:
    """Write each origin's licence beside the fonts."""
    fandol = Path("/usr/share/doc/texlive-doc/fonts/fandol")
    packed = gzip.decompress((fandol / "COPYING.gz").read_bytes()).decode()
    readme = (fandol / "README").read_text(encoding="utf-8")
    ofl = open_font_licence(Path("/usr/share/doc/fonts-lxgw-wenkai/copyright"), "\nLicense: OFL-1.1\n -")
    heads = {
        "FangSong": "BanliFangSong-Regular.otf is a subset of FandolFang-Regular.otf. The origin's own note,\n"
        f"with the font exception, and then its licence:\n\n{readme}",
        "Kai": 'Copyright 2021-2023 LXGW, with Reserved Font Names "霞鹜" and "LXGW".\n'
        "Copyright 2020 The Klee Project Authors.\nBanliKai-Regular.ttf is a renamed subset.\n",
        "Noto": "Copyright 2014-2022 Adobe. Noto is a trademark of Google LLC.\n"
        "BanliSong-*.otf and BanliHei-Bold.otf are renamed subsets of Noto Serif and Sans CJK SC.\n",
    }
    for name, head in heads.items():
        text = packed if name == "FangSong" else ofl
        (TARGET / f"LICENSE-{name}.txt").write_text(f"{head}\n{text}", encoding="utf-8")


def main() -> None:
    """Build every face, the licences and the coverage table."""
    coverage: dict[str, str] = {}
    for face in faces():
        key = f"{face.family} {'Bold' if face.bold else 'Regular'}"
        coverage[key] = build(face)
        size = (TARGET / face.file).stat().st_size
        sys.stdout.write(f"{face.file}: {len(coverage[key])} characters, {size:,} bytes\n")
    (TARGET / "coverage.json").write_text(
        json.dumps(coverage, ensure_ascii=False, indent=0), encoding="utf-8"
    )
    licences()


if __name__ == "__main__":
    main()
