"""The faces that a reader's machine lends for characters beyond GB 2312."""

from __future__ import annotations

from banli.documents.faces import SONG, SONG_B, TIBETAN, YI
from banli.documents.fonts import PLAIN


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
