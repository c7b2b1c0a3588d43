"""How Word writes the number of a list (ISO/IEC 29500-1, 17.18.59), in the formats that Word, WPS and LibreOffice use
for Chinese and Latin lists; a format that is not known counts in Arabic figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from banli.kernel.numerals import chinese

HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
LEGAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
HIGHEST = 9_999


def _han(number: int) -> str:
    return chinese(number) if 1 <= number <= 99 else str(number)


def _letters(number: int) -> str:
    """a to z, then aa to zz, as Word repeats them."""
    times, place = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + place) * min(times + 1, 9)


def _roman(number: int) -> str:
    made = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        made += sign * times
    return made


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _heavenly(number: int) -> str:
    return HEAVENLY[number - 1] if 1 <= number <= len(HEAVENLY) else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord(one) + 0xFEE0) for one in str(number))


FORMATS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "koreanCounting"),
            *(
                "taiwaneseCounting",
                "taiwaneseCountingThousand",
                "ideographDigital",
                "japaneseDigitalTenThousand",
            ),
        ),
        _han,
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional"), lambda n: _han(n).translate(LEGAL)
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "ideographTraditional": _heavenly,
    "decimalFullWidth": _wide,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _number: "",
}


def written(form: str, number: int) -> str:
    """``number`` in the format ``form``: 一, 1, ①, a."""
    return FORMATS.get(form, str)(min(max(number, 0), HIGHEST))
