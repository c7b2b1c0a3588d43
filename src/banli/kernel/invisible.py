"""Characters without a shape of their own, and what a person calls those that are pasted most often."""

from __future__ import annotations

from banli.kernel.text import gettext_noop

TURNS = frozenset({0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)})
"""Marks that turn the direction of writing, or set it."""
UNSEEN = frozenset(
    {
        *(0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *(0x2800, 0x3164, 0xFEFF, 0xFFA0, 0xFFFC),
        *range(0xFE00, 0xFE10),
        *range(0xFFF9, 0xFFFC),
        *range(0x1BCA0, 0x1BCA4),
        *range(0x1D173, 0x1D17B),
        *range(0xE0000, 0xE1000),
    }
)
"""White space apart, what nobody sees on paper (Default_Ignorable_Code_Point and the blanks that are letters)."""
NAMES: dict[int, str] = {
    0x0000: gettext_noop("a zero byte"),
    0x0009: gettext_noop("a tabulator"),
    0x00AD: gettext_noop("a soft hyphen"),
    0x034F: gettext_noop("a combining joiner"),
    0x115F: gettext_noop("a Hangul filler"),
    0x1160: gettext_noop("a Hangul filler"),
    0x200B: gettext_noop("a space without width"),
    0x200C: gettext_noop("a mark that parts letters"),
    0x200D: gettext_noop("a mark that joins letters"),
    0x200E: gettext_noop("a left-to-right mark"),
    0x200F: gettext_noop("a right-to-left mark"),
    0x202A: gettext_noop("a left-to-right embedding"),
    0x202B: gettext_noop("a right-to-left embedding"),
    0x202C: gettext_noop("the end of a turned direction"),
    0x202D: gettext_noop("a left-to-right override"),
    0x202E: gettext_noop("a right-to-left override"),
    0x2028: gettext_noop("a line separator"),
    0x2029: gettext_noop("a paragraph separator"),
    0x2060: gettext_noop("a mark that joins words"),
    0x2066: gettext_noop("a left-to-right isolate"),
    0x2067: gettext_noop("a right-to-left isolate"),
    0x2068: gettext_noop("an isolate"),
    0x2069: gettext_noop("the end of an isolate"),
    0x2800: gettext_noop("an empty Braille pattern"),
    0x3164: gettext_noop("a Hangul filler"),
    0xFEFF: gettext_noop("a byte order mark"),
    0xFFA0: gettext_noop("a Hangul filler"),
    0xFFFD: gettext_noop("a replacement for what could not be read"),
}
"""Code point to what it is called."""
