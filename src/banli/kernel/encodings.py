"""In which encoding a Chinese table is written: told from all its bytes, by what its characters are.

Bytes of GBK may be sound UTF-8 by chance (执业 reads as ִҵ). So a line that both can read is read both ways, and the
reading counts whose characters Chinese tables use.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop

UTF8, GB18030, UTF16LE, UTF16BE = "utf-8", "gb18030", "utf-16-le", "utf-16-be"
NAMES = {UTF8: "UTF-8", GB18030: "GB18030", UTF16LE: "UTF-16", UTF16BE: "UTF-16"}
CHOICES = {"utf-8": UTF8, "gb18030": GB18030, "gbk": GB18030, "utf-16": UTF16LE, "utf-16-be": UTF16BE}
"""What may be asked for -> the encoding; UTF-16 of either order is told by its mark."""
WIDE = frozenset((UTF16LE, UTF16BE))
"""Encodings of two bytes a character."""
MARKS = ((codecs.BOM_UTF8, UTF8), (codecs.BOM_UTF16_LE, UTF16LE), (codecs.BOM_UTF16_BE, UTF16BE))
EITHER, NEITHER = "either", "neither"
ASCII = bytes(range(128))
THREE_BYTES = "\u0800"
"""The first character that UTF-8 writes in three bytes, as all Chinese ones."""
AMBIGUOUS = re.compile("[\\x00-\u00ff\u0391-\u03c9]+")
"""A text of nothing but these, read as UTF-8, is too little to tell by: signs, letters of Western Europe and Greece."""
READ = (UTF8, GB18030)
KEPT = frozenset(b"0123456789") | frozenset(range(0x40, 0x7F)) | frozenset(range(0x80, 0x100))
APART = bytes(one if one in KEPT else 0x20 for one in range(0x100))
"""Blanks for all bytes that no character of GB18030 has in it."""
LONGEST = 1 << 20
EXAMPLE = 8
"""Bytes of the longest line that is held; characters of an example."""
RARE, STRANGE = 2, 6
"""What a character counts against a reading: a rare Chinese one, and one that no Chinese table uses."""
ENOUGH = 12
"""Characters from which on a text mostly of rare ones is taken for garbled."""

GARBLED = gettext_noop(
    "%(file)s: read as %(encoding)s most characters are ones that no Chinese text uses, such as %(shown)s. Save the"
    " file as UTF-8, or say its encoding."
)
UNSURE = gettext_noop(
    "%(file)s may be UTF-8 or GB18030 and reads either way, such as %(one)s or %(other)s. Say its encoding."
)
ODD_LINE = gettext_noop(
    "%(file)s, line %(line)s: this line is in another encoding than the rest of the file, which is %(encoding)s."
)
NO_ENCODING = gettext_noop("%(file)s is neither UTF-8 nor UTF-16 nor GB18030. Save it as UTF-8.")


def marked(head: bytes) -> tuple[str, int]:
    """The encoding that the first bytes name, and the length of their mark; '' where they name none.

    A heading in UTF-16 without a mark is known by its noughts.
    """
    for mark, name in MARKS:
        if head.startswith(mark):
            return name, len(mark)
    head = head[:512]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and not even:
        return UTF16LE, 0
    return (UTF16BE, 0) if even > len(head) // 4 and not odd else ("", 0)


@cache
def _common() -> frozenset[str]:
    """The characters of GB2312 but its Greek, Cyrillic, Japanese and drawn ones: what nearly all Chinese tables use."""
    rows = (*range(0xA1, 0xA4), *range(0xB0, 0xF8))
    pairs = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return frozenset(one for pair in pairs for one in pair.decode("gb2312", "ignore"))


@cache
def _seldom() -> frozenset[str]:
    """The second level of GB2312: sound, and rare in tables."""
    pairs = (bytes((row, cell)) for row in range(0xD8, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(one for pair in pairs for one in pair.decode("gb2312", "ignore"))


@cache
def _plain() -> re.Pattern[str]:
    """Anything but common characters of three bytes in UTF-8."""
    return re.compile(f"[^{''.join(sorted(one for one in _common() if one >= THREE_BYTES))}]")


@cache
def _traditional(one: str) -> bool:
    try:
        return 0xA4 <= one.encode("big5")[0] <= 0xC6
    except UnicodeEncodeError:
        return False


@lru_cache(maxsize=1 << 16)
def weight(one: str) -> int:
    """How much a character speaks against its reading, from 0 to STRANGE."""
    if one in _common():
        return 1 if one in _seldom() else 0
    point = ord(one)
    if 0xA0 <= point <= 0xFF:
        return 0
    hanzi = 0x3400 <= point < 0xA000 or 0xF900 <= point < 0xFB00 or 0x20000 <= point < 0x33480
    if hanzi:
        return 1 if _traditional(one) else RARE
    used = 0x2000 <= point < 0x2800 or 0x3000 <= point < 0x3040 or 0xFE10 <= point < 0xFF66
    if used or 0xF00 <= point < 0x1000 or 0xA000 <= point < 0xA4D0:
        return 0
    return STRANGE if point < 0x1F000 or point >= 0x30000 else RARE


def cost(text: str) -> int:
    """The weight of all characters of ``text`` beyond ASCII; of two readings of the same bytes the lighter is right."""
    return sum(weight(one) for one in text if one > "\x7f")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=1 << 16)
def reading(part: bytes) -> str:
    """The encoding that bytes beyond ASCII read best in; EITHER where none is better, NEITHER where there is none."""
    one, other = _decoded(part, UTF8), _decoded(part, GB18030)
    if one is None or other is None:
        return UTF8 if one is not None else GB18030 if other is not None else NEITHER
    first, second = cost(one), cost(other)
    if first == second or not AMBIGUOUS.sub("", one):
        return EITHER
    return UTF8 if first < second else GB18030


def parts(data: bytes) -> list[bytes]:
    """The words of ``data`` that hold more than ASCII, whole in either encoding."""
    return [one for one in data.translate(APART).split() if not one.isascii()]


def odd_parts(data: bytes, encoding: str) -> frozenset[bytes]:
    """The parts of ``data``, a run of lines, that read better in another encoding."""
    if encoding not in READ or data.isascii() or (encoding == UTF8 and is_plain_utf8(data)):
        return frozenset()
    found = set(parts(data))
    return frozenset(one for one in found if reading(one) not in {encoding, EITHER})


def is_odd(line: bytes, encoding: str) -> bool:
    """True where a line as a whole reads better in another encoding."""
    return reading(b" ".join(parts(line))) not in {encoding, EITHER}


def is_plain_utf8(data: bytes) -> bool:
    """True where ``data`` is UTF-8 and every character beyond ASCII a common Chinese one: quickly, and most often."""
    if _decoded(data, UTF8) is None:
        return False
    return not _plain().search(data.translate(None, ASCII).decode(UTF8))


@dataclass
class Teller:
    """Is fed all bytes of a file and tells its encoding; flat memory whatever the file.

    ``votes`` counts characters by the reading of the part they stand in; ``weighed`` for each encoding all of them,
    the strange and the rare.
    """

    named: str = ""
    """The encoding where it is known: then it is only looked whether the file reads as Chinese in it."""
    votes: Counter[str] = field(default_factory=Counter)
    weighed: dict[str, Counter[int]] = field(default_factory=lambda: {UTF8: Counter(), GB18030: Counter()})
    shown: dict[str, str] = field(default_factory=dict)
    doubt: bytes = b""
    rest: bytes = b""

    def feed(self, data: bytes) -> None:
        """Look at the next bytes."""
        data = self.rest + data
        cut = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
        cut = len(data) if not cut and len(data) > LONGEST else cut
        self.rest = data[cut:]
        self._look(data[:cut])

    def _look(self, data: bytes) -> None:
        if data.isascii():
            return
        if self.named != GB18030 and is_plain_utf8(data):
            count = len(data.translate(None, ASCII)) // 3
            self.votes[UTF8] += count
            self.weighed[UTF8][0] += count
            return
        for part, times in Counter(parts(data)).items():
            self._part(part, times)

    def _part(self, part: bytes, times: int) -> None:
        found = reading(part)
        self.votes[found] += times * (len(part) + 1) // (3 if found == UTF8 else 2)
        if found == EITHER:
            self.doubt = self.doubt or part
        for encoding in READ:
            wanted = encoding == self.named or (not self.named and found in {encoding, EITHER})
            text = _decoded(part, encoding) if wanted else None
            for one in text or "":
                if one > "\x7f":
                    self._weigh(encoding, one, times)

    def _weigh(self, encoding: str, one: str, times: int) -> None:
        heavy = weight(one)
        self.weighed[encoding][heavy] += times
        if heavy == STRANGE and len(self.shown.get(encoding, "")) < EXAMPLE:
            self.shown[encoding] = self.shown.get(encoding, "") + one

    def told(self, file: str) -> str:
        """The encoding of all that was fed.

        :param file: its name, for what is refused.
        :raises Refused: where it reads both ways alike, in none, or garbled.
        """
        self._look(self.rest)
        self.rest, votes = b"", self.votes
        if self.named:
            self._check(self.named, file)
            return self.named
        if not votes[UTF8] and not votes[GB18030]:
            if votes[EITHER]:
                one, other = (self.doubt.decode(name)[:40] for name in READ)
                raise Refused(UNSURE, file=file, one=one, other=other)
            if votes[NEITHER]:
                raise Refused(NO_ENCODING, file=file)
            return UTF8
        found = UTF8 if votes[UTF8] >= votes[GB18030] else GB18030
        self._check(found, file)
        return found

    def _check(self, encoding: str, file: str) -> None:
        weights = self.weighed.get(encoding, Counter())
        every, strange, rare = weights.total(), weights[STRANGE], weights[RARE]
        if strange * 2 > every or (every >= ENOUGH and (strange + rare) * 2 > every):
            shown = self.shown.get(encoding, "")
            raise Refused(GARBLED, file=file, encoding=NAMES[encoding], shown=shown)


def decoded(data: bytes, file: str) -> str:
    """A whole file as text.

    :raises Refused: where the encoding cannot be told, or a line is in another one.
    """
    encoding, mark = marked(data)
    if encoding not in WIDE:
        teller = Teller(encoding)
        teller.feed(data)
        encoding = teller.told(file)
        odd = odd_parts(data, encoding)
        for number, line in enumerate(data[mark:].splitlines(), 1) if odd else ():
            if not line.isascii() and any(part in line for part in odd) and is_odd(line, encoding):
                raise Refused(ODD_LINE, file=file, line=number, encoding=NAMES[encoding])
    try:
        return data[mark:].decode(encoding)
    except UnicodeDecodeError:
        raise Refused(NO_ENCODING, file=file) from None
