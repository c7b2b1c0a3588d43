"""The page that tells which face draws what: block by face, from the table of coverage and the optional fonts."""

from __future__ import annotations

BLOCKS = (
    ("Latin, with accents and tone marks", ((0x20, 0x7E), (0xA0, 0x24F), (0x1E00, 0x1EFF))),
    ("Greek and Cyrillic", ((0x370, 0x52F), (0x1F00, 0x1FFF))),
    ("Tibetan", ((0xF00, 0xFFF),)),
    ("Chinese, GB 2312", ()),
    ("Chinese, U+4E00..9FFF", ((0x4E00, 0x9FFF),)),
    ("Chinese, Extension A", ((0x3400, 0x4DBF),)),
    ("Chinese, compatibility", ((0xF900, 0xFAFF),)),
    ("Chinese, Extensions B to I", ((0x20000, 0x323AF),)),
    ("Yi syllables and radicals", ((0xA000, 0xA4CF),)),
)
"""Name and ranges; GB 2312 is asked of the codec."""


def fonts() -> str:
    """How many characters of each block each face draws itself, and who lends the rest."""
    from banli.documents.fonts import LENDERS, coverage

    faces = coverage()
    own = [name for name in faces if name not in LENDERS or name == "Banli Kai Regular"]
    lines = [_row(name, ranges, own, faces, LENDERS) for name, ranges in BLOCKS]
    titles = " | ".join(name.removeprefix("Banli ") for name in own)
    head = [
        "# What the fonts draw",
        "",
        "Made from `src/banli/documents/fonts/coverage.json`. A cell counts what a face draws itself; the",
        "last columns say who lends the rest, and what only an optional font of the machine draws (`./banli doctor`).",
        "",
        f"| block | {titles} | lent by | drawn in every face | optional |",
        f"|---|{'---:|' * len(own)}---|---:|---|",
    ]
    return "\n".join([*head, *lines, ""])


def _row(
    name: str,
    ranges: tuple[tuple[int, int], ...],
    own: list[str],
    faces: dict[str, frozenset[int]],
    lenders: tuple[str, ...],
) -> str:
    block = {code for first, last in ranges for code in range(first, last + 1)} or _gb2312()
    counts = [len(block & faces[face]) for face in own]
    lending = [
        face.removeprefix("Banli ").removesuffix(" Regular") for face in lenders if block & faces[face]
    ]
    every = block & frozenset().union(*faces.values())
    optional = "the rest" if name.endswith("to I") else ""
    cells = [name, *map(str, counts), ", ".join(lending), str(len(every)), optional]
    return f"| {' | '.join(cells)} |"


def _gb2312() -> set[int]:
    pairs = (bytes((lead, trail)) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF))
    return {ord(one) for pair in pairs for one in pair.decode("gb2312", errors="ignore")}
