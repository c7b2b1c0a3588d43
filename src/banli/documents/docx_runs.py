"""Words of the Word form in runs: each stretch of a script that the style's face lacks names a face that has it."""

from __future__ import annotations

from itertools import groupby

from docx.text.paragraph import Paragraph

from banli.documents.docx_styles import SONG, SONG_B, TIBETAN, YI, set_face
from banli.documents.fonts import PLAIN, drawn


def write(paragraph: Paragraph, text: str, face: str = "") -> None:
    """Append ``text`` as it is drawn on paper, in ``face`` or the paragraph's own.

    A reader's 仿宋_GB2312 ends with GB 2312; what is beyond it names the face that Windows has for it, and the font
    table says what may stand in for that.
    """
    for lent, part in groupby(drawn(text), key=lender):
        run = paragraph.add_run("".join(part))
        named = lent or face
        if named:
            set_face(run._r.get_or_add_rPr(), named)


def lender(character: str) -> str:
    """The face that a reader's machine lends for a character; '' where faces of GB 2312 have it."""
    code = ord(character)
    if PLAIN.fullmatch(character) and not 0x4E00 <= code <= 0x9FFF:
        return ""
    if 0xF00 <= code <= 0xFFF:
        return TIBETAN
    if 0xA000 <= code <= 0xA4CF:
        return YI
    if code > 0xFFFF:
        return SONG_B
    if 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF:
        return "" if _in_gb2312(character) else SONG
    return ""


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
