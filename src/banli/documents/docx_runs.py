"""Words of the Word form in runs: each stretch of a script that the style's face lacks names a face that has it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docx.text.paragraph import Paragraph

from banli.documents.docx_styles import child, set_face
from banli.documents.fonts import drawn
from banli.documents.pdf_lines import Setting
from banli.documents.spacing import WHOLE, Column, fitted
from banli.documents.substitute_faces import lender


def write(paragraph: Paragraph, text: str, face: str = "") -> None:
    """Append ``text`` as it is drawn on paper, in ``face`` or the paragraph's own."""
    words = drawn(text)
    _runs(paragraph, words, [face] * len(words), [WHOLE] * len(words))


def write_as_set(
    paragraph: Paragraph, parts: Sequence[tuple[str, str]], setting: Setting, column: Column
) -> int:
    """Append ``parts``, texts with their faces, so that each line ends where it does in ``setting``; how many lines."""
    told = [(drawn(text), face) for text, face in parts]
    words = "".join(text for text, _face in told)
    lines = setting.lines(words)
    fit = fitted(words, lines, column)
    _runs(paragraph, fit.text, fit.spread([face for text, face in told for _ in text]), fit.scales)
    return len(lines)


def _runs(paragraph: Paragraph, words: str, faces: Sequence[str], scales: Sequence[int]) -> None:
    """A run for each stretch of one look.

    A reader's 仿宋_GB2312 ends with GB 2312; what is beyond it names the face that Windows has for it, and the font
    table says what may stand in for that.
    """
    looks = [
        (lender(character) or face, scale)
        for character, face, scale in zip(words, faces, scales, strict=True)
    ]
    for (named, scale), part in groupby(zip(words, looks, strict=True), key=lambda one: one[1]):
        run = paragraph.add_run("".join(character for character, _look in part))
        if named:
            set_face(run._r.get_or_add_rPr(), named)
        if scale != WHOLE:
            child(run._r.get_or_add_rPr(), "w", val=str(scale))
