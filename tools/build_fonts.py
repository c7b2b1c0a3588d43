"""Make the bundled document fonts from the fonts of Debian 12. Run by hand when the character set changes.

    apt-get install texlive-lang-chinese fonts-lxgw-wenkai fonts-noto-cjk fonts-noto-core unicode-data
    uv run --no-project --with fonttools tools/build_fonts.py

The four faces of official papers draw GB 2312 (Python's codec) and the 8,105 of the Table of General Standard Chinese
Characters (Unihan's kTGH). What else a name may hold is drawn by faces that lend: the Kai all of U+4E00..9FFF, the
Rare face Extension A and what else the Kai lacks, and one face each for Latin, Greek and Cyrillic letters, for Yi and
for Tibetan. Each result is renamed, as the SIL licence asks of a changed font with a reserved name, and keeps its
licence beside it. ``coverage.json`` lists the ranges each face can draw, so that nobody needs a font parser.
"""

from __future__ import annotations

import bz2
import gzip
import json
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "src" / "banli" / "documents" / "fonts"
REPERTOIRE = TARGET.parents[1] / "kernel" / "repertoire.txt"
FANDOL = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
NOTO = Path("/usr/share/fonts/opentype/noto")
WENKAI = Path("/usr/share/fonts/truetype/lxgw-wenkai")
UNIHAN = (
    Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2"),
    Path("/usr/share/unicode/Unihan_DictionaryLikeData.txt.bz2"),
)
CORE = Path("/usr/share/fonts/truetype/noto")
HAN = frozenset(
    {*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x40000)}
)
"""The planes' blocks of Chinese characters, compatibility characters among them."""
LETTERS = frozenset({*range(0x20, 0x7F), *range(0xA0, 0x530), *range(0x1E00, 0x2000), *range(0x2010, 0x20D0)})
"""Latin, Greek and Cyrillic with their accents and marks, and general punctuation."""
ASIAN = frozenset(
    {*range(0x2100, 0x3400), *range(0xA000, 0xA4D0), *range(0xFE10, 0xFF00), *range(0xFF01, 0xFFEF)}
)
"""Signs, radicals, kana, bopomofo, Yi, forms of punctuation."""
TIBETAN = frozenset(range(0xF00, 0x1000))
UNSEEN = frozenset({0xAD, 0x34F, 0x115F, 0x1160, 0x3164, 0xFFA0, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
                    *range(0x2060, 0x2070)})  # fmt: skip
"""Characters without a shape of their own, which no face shall pretend to draw."""
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
    features: tuple[str, ...] = ("vert", "locl")
    """The layout a script needs: marks set on letters, letters stacked."""

    @property
    def name(self) -> str:
        return f"{self.family} {'Bold' if self.bold else 'Regular'}"


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
    """The faces of official papers, then those that lend them what they lack."""
    latin = frozenset({*range(0x20, 0x7F), *range(0xA0, 0x180)}) | frozenset(map(ord, SYMBOLS))
    chinese = codec("gb2312", range(0xA1, 0xF8)) | standard_characters() | latin
    marks = frozenset(c for c in codec("gb2312", range(0xA1, 0xAA)) if c < 0x3100 or c > 0xFEFF) | latin
    noto = "Subset of Noto CJK, Copyright 2014-2022 Adobe, SIL Open Font License 1.1."
    kai = WENKAI / "LXGWWenKai-Regular.ttf"
    return [
        Face("Banli FangSong", False, "BanliFangSong-Regular.otf", FANDOL / "FandolFang-Regular.otf", -1,
             chinese, "Subset of FandolFang, Copyright 2012-2015 Fandol team, GPL 3 with font exception."),
        Face("Banli Kai", False, "BanliKai-Regular.ttf", kai, -1, HAN | LETTERS | ASIAN,
             "Subset of a Kai face by lxgw (Copyright 2021-2023) after Klee (Copyright 2020), OFL 1.1."),
        Face("Banli Song", True, "BanliSong-Bold.otf", NOTO / "NotoSerifCJK-Bold.ttc", 2, chinese, noto),
        Face("Banli Song", False, "BanliSong-Regular.otf", NOTO / "NotoSerifCJK-Regular.ttc", 2, marks, noto),
        Face("Banli Hei", True, "BanliHei-Bold.otf", NOTO / "NotoSansCJK-Bold.ttc", 2, chinese, noto),
        Face("Banli Rare", False, "BanliRare-Regular.otf", NOTO / "NotoSerifCJK-Regular.ttc", 2,
             (HAN | ASIAN) - drawn_by(kai), noto),
        *lenders(),
    ]  # fmt: skip


def lenders() -> list[Face]:
    """The faces of single scripts, with the layout those need."""
    credit = "Subset of Noto, Copyright 2015-2020 Google, SIL Open Font License 1.1."
    marked = ("ccmp", "mark", "mkmk", "locl")
    return [
        Face("Banli Latin", False, "BanliLatin-Regular.ttf", CORE / "NotoSerif-Regular.ttf", -1,
             LETTERS, credit, marked),
        Face("Banli Latin", True, "BanliLatin-Bold.ttf", CORE / "NotoSerif-Bold.ttf", -1, LETTERS, credit, marked),
        Face("Banli Yi", False, "BanliYi-Regular.ttf", CORE / "NotoSansYi-Regular.ttf", -1, ASIAN, credit),
        Face("Banli Tibetan", False, "BanliTibetan-Regular.ttf", CORE / "NotoSerifTibetan-Regular.ttf", -1,
             TIBETAN, credit, ("*",)),
    ]  # fmt: skip


def drawn_by(source: Path) -> frozenset[int]:
    """The code points a font file can draw."""
    return frozenset(TTFont(source).getBestCmap())


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


def build(face: Face) -> list[int]:
    """Write one face; give back the code points it can draw, in order."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = list(face.features)
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = TTFont(face.source, fontNumber=face.index, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=face.characters - UNSEEN)
    subsetter.subset(font)
    rename(font, face)
    font.save(TARGET / face.file)
    return sorted(font.getBestCmap())


def ranges(codes: list[int]) -> str:
    """Code points in order as hexadecimal ranges: ``20-7e a0``."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return " ".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in runs)


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
        "BanliSong-*.otf, BanliHei-Bold.otf and BanliRare-Regular.otf are renamed subsets of Noto Serif and Sans\n"
        "CJK SC. BanliLatin-*.ttf, BanliYi-Regular.ttf and BanliTibetan-Regular.ttf are renamed subsets of Noto\n"
        "Serif, Noto Sans Yi and Noto Serif Tibetan, Copyright 2015-2020 Google LLC, under the same licence.\n",
    }
    for name, head in heads.items():
        text = packed if name == "FangSong" else ofl
        (TARGET / f"LICENSE-{name}.txt").write_text(f"{head}\n{text}", encoding="utf-8")


def repertoire(drawn: dict[str, list[int]]) -> list[int]:
    """What may be written for a paper: all that some face draws, without what has no shape or no fixed meaning."""
    every = frozenset[int]().union(*drawn.values()) - UNSEEN
    kinds = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return sorted(code for code in every if unicodedata.category(chr(code)) not in kinds and code < 0xFFF0)


def main() -> None:
    """Build every face, the licences, the table of coverage and the repertoire."""
    drawn: dict[str, list[int]] = {}
    for face in faces():
        drawn[face.name] = build(face)
        size = (TARGET / face.file).stat().st_size
        sys.stdout.write(f"{face.file}: {len(drawn[face.name])} characters, {size:,} bytes\n")
    coverage = {name: ranges(codes) for name, codes in drawn.items()}
    (TARGET / "coverage.json").write_text(json.dumps(coverage, indent=0) + "\n", encoding="utf-8")
    REPERTOIRE.write_text(ranges(repertoire(drawn)) + "\n", encoding="utf-8")
    licences()


if __name__ == "__main__":
    main()
