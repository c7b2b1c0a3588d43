"""May this be printed? What a text may hold that a paper will show: every rule and every door asks here.

Pure Unicode, and the same on every machine: ``repertoire.txt`` lists what the bundled faces draw beside the Chinese
characters of the later extensions, which an optional face or a marked stand-in shows (``banli.documents.fonts``).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from banli.kernel.errors import Invalid, Problem
from banli.kernel.invisible import NAMES, TURNS, UNSEEN
from banli.kernel.language import gettext
from banli.kernel.text import gettext_noop

EXTENSIONS = (
    *((0x20000, 0x2A6DF), (0x2A700, 0x2B739), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0)),
    *((0x2EBF0, 0x2EE5D), (0x2F800, 0x2FA1D), (0x30000, 0x3134A), (0x31350, 0x323AF)),
)
"""Chinese characters beyond the first plane, Extensions B to I (Unicode 15.1; GB 18030-2022, level 3, has B to H)."""
COMPATIBILITY = ((0xF900, 0xFA6D), (0xFA70, 0xFAD9))
"""Compatibility ideographs. What no bundled face draws of them is drawn as its canonical equivalent (UAX #15)."""
PLAIN = re.compile(r"[ -~\u3400-\u4dbf\u4e00-\u9fff、。，；：？！“”‘’（）《》〈〉【】〔〕·—…　]*")
"""What nearly every text is made of, seen through at once."""
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What neither text nor JSON of PostgreSQL holds."""
MARKS_MOST = 3
"""Accents on one letter: Vietnamese has two, a slip or a joke has more."""

EMPTY_SIGN = gettext_noop("%(character)s is not seen on paper. Please take it out.")
TURN = gettext_noop("%(character)s turns the direction of writing. Please take it out.")
CONTROL = gettext_noop("%(character)s is a control character, which cannot be printed. Please take it out.")
LINE = gettext_noop("Please write it on one line.")
PRIVATE = gettext_noop(
    "%(character)s looks different on every machine (private use). Please write the character itself or its parts."
)
NO_SUCH = gettext_noop("%(character)s is not a character. Please enter it again.")
PICTURE = gettext_noop("%(character)s is a picture sign, which cannot be printed. Please write it in words.")
FOREIGN = gettext_noop("%(character)s cannot be printed here. Please write it with other characters.")
SCRIPT = gettext_noop(
    "%(character)s is of a script that cannot be printed here. Please write it in Chinese characters or Latin"
    " letters; a name as it stands in them on the identity card."
)
LONE = gettext_noop(
    "%(character)s belongs on the letter before it, and there is none. Please enter it again."
)
SELECTOR = gettext_noop("%(character)s chooses the form of the character before it, and fits none here.")


@dataclass(frozen=True)
class Named:
    """A character as a part of a message, called in the reader's language when it is read."""

    character: str

    def __str__(self) -> str:
        return named(self.character)


@dataclass(frozen=True)
class Fault:
    """The first character of a text that cannot be printed, and why; reads as a sentence in the reader's language."""

    character: str
    message: str

    def __str__(self) -> str:
        return gettext(self.message) % {"character": named(self.character)}

    def at(self, where: str) -> Problem:
        """The fault as a problem at the place ``where``."""
        return Problem(where, self.message, (("character", Named(self.character)),))


def fault(text: str, *, lines: bool = True) -> Fault | None:
    """What of ``text`` cannot be printed; None where all of it can.

    :param lines: the text may have several lines.
    """
    if PLAIN.fullmatch(text):
        return None
    for place, one in enumerate(text):
        message = _wrong(text, place, one, lines)
        if message:
            return Fault(one, message)
    return None


def blank(text: str) -> bool:
    """True where nobody would see anything of ``text``: white space and signs without a shape."""
    return all(one.isspace() or ord(one) in UNSEEN or unicodedata.category(one) == "Cf" for one in text)


def require(value: Any, where: str = "") -> None:
    """Ask of every text inside ``value`` (a text, a list, a mapping) whether it may be printed.

    :raises Invalid: with each fault at its place, ``where`` and the keys that lead to it joined by dots.
    """
    problems = [wrong.at(place) for place, wrong in faults(value, where)]
    if problems:
        raise Invalid(problems)


COPIED = frozenset({"before", "label", "name", "basis", "was"})
"""Keys under which an event repeats what is on record already, perhaps from before anybody asked."""


def require_new(body: Mapping[str, Any] | None) -> None:
    """The last guard of the write path: :func:`require` for what an event tells anew."""
    if body:
        require({key: value for key, value in body.items() if key not in COPIED})


def unsaid(text: str, where: str) -> bool:
    """True where ``text`` says nothing that could be seen; asked of what an act must be told.

    :raises Invalid: at ``where``, where what it says cannot be printed.
    """
    if blank(text):
        return True
    require(text, where)
    return False


def faults(value: Any, where: str = "") -> Iterator[tuple[str, Fault]]:
    """The first fault of each text inside ``value``, with its place."""
    if isinstance(value, str):
        if wrong := fault(value):
            yield where, wrong
        return
    inside: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, Mapping):
        inside = value.items()
    elif isinstance(value, list | tuple):
        inside = enumerate(value)
    for key, part in inside:
        yield from faults(part, f"{where}.{key}" if where else str(key))


def storable(value: Any) -> Any:
    """``value`` as a database can hold it before anybody checked it.

    What it cannot hold becomes U+FFFD, which is refused like what it stands for.
    """
    if isinstance(value, str):
        return UNSTORABLE.sub(chr(REPLACEMENT), value)
    if isinstance(value, Mapping):
        return {storable(key): storable(part) for key, part in value.items()}
    return [storable(part) for part in value] if isinstance(value, list | tuple) else value


def named(character: str) -> str:
    """A character with its code point, and by its name where nobody sees it: ``岀 (U+5C80)``."""
    code = f"U+{ord(character):04X}"
    if ord(character) in NAMES:
        return f"{code} ({gettext(NAMES[ord(character)])})"
    kind = unicodedata.category(character)
    if kind[0] in "CZ" or kind == "Mn":
        name = unicodedata.name(character, "")
        return f"{code} ({name.capitalize()})" if name else code
    return f"{character} ({code})"


def shaped(text: str) -> str:
    """``text`` as it is drawn: without the selectors of variants, and with the equivalent of a compatibility
    ideograph that no bundled face draws. What was typed stays in the record."""
    if PLAIN.fullmatch(text):
        return text
    return "".join(_equivalent(one) for one in text if not selects(one))


def _equivalent(one: str) -> str:
    if not _within(ord(one), COMPATIBILITY) or _in_repertoire(ord(one)):
        return one
    return unicodedata.normalize("NFC", one)


def selects(character: str) -> bool:
    """True for a selector of a variant form."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def is_han(code: int) -> bool:
    """True for the code point of a Chinese character, compatibility characters among them."""
    return (
        0x3400 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
        or _within(code, COMPATIBILITY)
        or _within(code, EXTENSIONS)
    )


@cache
def repertoire() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first and the last code points of the runs that bundled faces draw."""
    text = (Path(__file__).parent / "repertoire.txt").read_text(encoding="ascii")
    runs = [run.partition("-") for run in text.split()]
    firsts = tuple(int(first, 16) for first, _dash, _last in runs)
    return firsts, tuple(int(last or first, 16) for first, _dash, last in runs)


@cache
def outside() -> str:
    """A class of regular expressions (RE2's) for what no text may hold, whatever stands beside it."""
    runs = [
        *zip(*repertoire(), strict=True),
        *EXTENSIONS,
        *COMPATIBILITY,
        (0xFE00, 0xFE0F),
        (0xE0100, 0xE01EF),
        (9, 10),
        (13, 13),
    ]
    return "[^" + "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in runs) + "]"


def _within(code: int, runs: Iterable[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in runs)


def _in_repertoire(code: int) -> bool:
    firsts, lasts = repertoire()
    place = bisect_right(firsts, code) - 1
    return place >= 0 and code <= lasts[place]


def _known(code: int) -> bool:
    return _in_repertoire(code) or _within(code, EXTENSIONS) or _within(code, COMPATIBILITY)


def _wrong(text: str, place: int, one: str, lines: bool) -> str:
    """Why the character at ``place`` cannot be printed; '' where it can."""
    if one in "\n\r\t":
        return "" if lines else LINE if one != "\t" else CONTROL
    if selects(one):
        return "" if place and _takes_selector(text[place - 1], one) else SELECTOR
    code = ord(one)
    if not _known(code):
        return _why(code, unicodedata.category(one))
    kind = unicodedata.category(one)
    return "" if kind[0] != "M" or _rests(text, place) else LONE


REPLACEMENT = 0xFFFD
BY_KIND = {
    "Cf": EMPTY_SIGN,
    "Zl": LINE,
    "Zp": LINE,
    "Cc": CONTROL,
    "Co": PRIVATE,
    "So": PICTURE,
    "Sk": PICTURE,
}
"""The reason by the character's general category; the rest is another script's letter or sign."""


def _why(code: int, kind: str) -> str:
    """The reason in the writer's words for a character outside the repertoire."""
    if code in TURNS:
        return TURN
    if code in UNSEEN:
        return EMPTY_SIGN
    if kind in ("Cs", "Cn") or code == REPLACEMENT:
        # A picture of a later edition of Unicode is still a picture.
        return PICTURE if 0x1F000 <= code <= 0x1FAFF else NO_SUCH
    return SCRIPT if kind in ("Lo", "Ll", "Lu") else BY_KIND.get(kind, FOREIGN)


def _takes_selector(before: str, selector: str) -> bool:
    """True where a selector may follow: a Chinese character takes any, a sign the choice of plain or coloured."""
    code = ord(before)
    if is_han(code):
        return True
    return selector in "\ufe0e\ufe0f" and _known(code) and not before.isspace()


def _rests(text: str, place: int) -> bool:
    """True where the mark at ``place`` rests on a letter that can bear it."""
    start = place
    while start and unicodedata.category(text[start - 1])[0] == "M":
        start -= 1
    if not start:
        return False
    base, mark = ord(text[start - 1]), ord(text[place])
    if 0xF00 <= mark <= 0xFFF:
        return 0xF00 <= base <= 0xFFF
    if place - start >= MARKS_MOST or unicodedata.category(text[start - 1])[0] != "L":
        return False
    if mark < 0x530:
        return base < 0x530 or 0x1E00 <= base <= 0x1FFF
    if mark in (0x3099, 0x309A):
        return 0x3041 <= base <= 0x30FF
    return is_han(base)
