"""Reading what an applicant entered: clean values and, where something is wrong, what to do about it.

Every answer comes as JSON or as form text; both are accepted for every type. Full-width digits and letters are
taken as their plain forms. The clean values are JSON: numbers, texts, true/false, lists, days as YYYY-MM-DD.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from banli.catalogue.rules.definition.conditions import holds
from banli.catalogue.rules.definition.fields import NUMERIC, Field
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.tables import measure
from banli.catalogue.rules.meaning.bounded import not_taken
from banli.catalogue.rules.meaning.entered import of_the_organ
from banli.kernel.checkdigits import is_credit_code, is_identity_number
from banli.kernel.days import NotADay, day_of
from banli.kernel.errors import Problem
from banli.kernel.folding import folded_number, visible
from banli.kernel.polygons import Crooked, read_area
from banli.kernel.printable import LINE, blank, fault
from banli.kernel.text import Words, gettext_noop

TEXT_MAX = 200
LONG_TEXT_MAX = 4000
LIST_MAX = 60
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳临]"
)
YEARS = range(1900, 2201)
"""Years of a day that an application may tell."""
HUGE = 10**40
"""No answer is as great as this; a longer number is a slip or an attack."""
MOBILE = re.compile(r"1[3-9]\d{9}")
COUNTRY = re.compile(r"^\(?(?:\+|00)?86\)?")
TRUE = frozenset({"true", "yes", "on", "1", "是", "有"})
FALSE = frozenset({"false", "no", "off", "0", "否", "无"})
SEPARATORS = re.compile(r"(?:[;、；\s]|,(?=\s))+")
"""Between the numbers of a list; a comma alone divides only where nothing else does."""
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
SHORT_TAIL = re.compile(r"[+-]?\d+,\d{1,2}", re.ASCII)
"""Two numbers, or one with a comma for its point."""
POINTED = re.compile(r"[+-]?\d+,\d+", re.ASCII)


class Wrong(Exception):
    """The value cannot be taken; carries the message key and its parameters."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


def _plain(value: Any) -> str:
    """The text of a single answer: NFKC, so that full-width digits count, without space around it and hidden marks."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Wrong(
            gettext_noop("%(label)s: this answer has a form that cannot be read. Please enter it again.")
        )
    if isinstance(value, int) and abs(value) >= HUGE:
        raise Wrong(gettext_noop("%(label)s: this is not a number. Enter digits, such as 4.2."))
    text = unicodedata.normalize("NFKC", visible(str(value))).strip()
    _check_printable(text)
    return text


def _check_printable(text: str, *, lines: bool = True) -> None:
    wrong = fault(text, lines=lines)
    if wrong is not None and wrong.message == LINE:
        raise Wrong(gettext_noop("%(label)s: please write it on one line."))
    if wrong is not None:
        raise Wrong(gettext_noop("%(label)s: %(fault)s"), fault=wrong)


def _text(field: Field, value: Any) -> str:
    raw = value if isinstance(value, str) else _plain(value)
    text = raw.strip()
    _check_printable(text, lines=field.type == "long_text")
    most = (
        int(field.max)
        if field.max is not None
        else (LONG_TEXT_MAX if field.type == "long_text" else TEXT_MAX)
    )
    if len(text) > most:
        raise Wrong(
            gettext_noop("%(label)s: at most %(most)s characters; there are %(count)s."),
            most=most,
            count=len(text),
        )
    if field.min is not None and len(text) < field.min:
        raise Wrong(
            gettext_noop("%(label)s: at least %(least)s characters."),
            least=int(field.min),
        )
    if field.pattern and not re.fullmatch(field.pattern, text):
        raise Wrong(
            gettext_noop("%(label)s: this is not in the expected form. %(hint)s"),
            hint=field.pattern_hint or "",
        )
    return text


def _figures(value: Any) -> str:
    """The digits of a number, thousands marks taken out.

    A comma that does not stand before exactly three digits marks no thousands: on many keyboards it is the point. It is
    asked back, never guessed. Signs that only look like digits (², ①) are none.
    """
    if isinstance(value, str) and any(one.isnumeric() and not one.isdecimal() for one in value):
        raise Wrong(gettext_noop("%(label)s: write the number with the digits 0 to 9."))
    text = _plain(value)
    if "," not in text or THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    if text.count(",") == 1 and POINTED.fullmatch(text):
        raise Wrong(
            gettext_noop("%(label)s: did you mean %(number)s? Write the decimal point as a point."),
            number=text.replace(",", "."),
        )
    raise Wrong(
        gettext_noop(
            "%(label)s: a comma stands before three digits only, as in 12,000; please write without commas."
        )
    )


def _number(field: Field, value: Any) -> float:
    text = _figures(value)
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", text, re.ASCII):
        if field.type == "integer":
            raise Wrong(gettext_noop("%(label)s: this is not a number. Enter digits, such as 12."))
        raise Wrong(gettext_noop("%(label)s: this is not a number. Enter digits, such as 4.2."))
    number = float(text)
    if not math.isfinite(number) or abs(number) >= HUGE:
        raise Wrong(gettext_noop("%(label)s: this is not a number. Enter digits, such as 4.2."))
    unit = f" {measure(field.unit)}" if field.unit else ""
    if field.min is not None and number < field.min:
        raise Wrong(
            gettext_noop("%(label)s: at least %(least)s%(unit)s."),
            least=f"{field.min:g}",
            unit=unit,
        )
    if field.max is not None and number > field.max:
        raise Wrong(
            gettext_noop("%(label)s: at most %(most)s%(unit)s."),
            most=f"{field.max:g}",
            unit=unit,
        )
    return number


def _integer(field: Field, value: Any) -> int:
    number = _number(field, value)
    if number != int(number):
        raise Wrong(gettext_noop("%(label)s: enter a whole number."))
    return int(number)


def _parted(value: Any) -> list[str]:
    """The numbers of a list as text. Commas alone divide, unless they could be marks in one number."""
    parts = [one for one in SEPARATORS.split(_plain(value)) if one]
    if len(parts) == 1 and (THOUSANDS.fullmatch(parts[0]) or SHORT_TAIL.fullmatch(parts[0])):
        raise Wrong(
            gettext_noop(
                "%(label)s: one number or several? Part numbers with a space, as in 8,000 9,000 or 3.4 3.6."
            )
        )
    found: list[str] = []
    for part in parts:
        whole = THOUSANDS.fullmatch(part) or SHORT_TAIL.fullmatch(part)
        found += [part] if whole else [one for one in part.split(",") if one]
    return found


def _numbers(field: Field, value: Any) -> list[float]:
    parts = value if isinstance(value, list | tuple) else _parted(value)
    if len(parts) > LIST_MAX:
        raise Wrong(gettext_noop("%(label)s: at most %(most)s numbers."), most=LIST_MAX)
    return [_number(field, part) for part in parts]


def _date(field: Field, value: Any) -> str:
    text = _plain(value)
    try:
        day = day_of(text)
    except NotADay:
        raise Wrong(gettext_noop("%(label)s: this is not a day. Enter it as 2022-10-17.")) from None
    if day is None or day.year not in YEARS:
        raise Wrong(gettext_noop("%(label)s: %(day)s cannot be right. Please check the year."), day=text)
    return day.isoformat()


def _choice(field: Field, value: Any) -> str:
    text = _plain(value)
    if text not in {option.value for option in field.options}:
        raise Wrong(gettext_noop("%(label)s: choose one of the answers offered."))
    return text


def _multi(field: Field, value: Any) -> list[str]:
    parts = value if isinstance(value, list | tuple) else [value]
    chosen = {_choice(field, part) for part in parts if part not in ("", None)}
    return [option.value for option in field.options if option.value in chosen]


def _yes_no(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _plain(value).lower()
    if text in TRUE or text in FALSE:
        return text in TRUE
    raise Wrong(gettext_noop("%(label)s: answer yes or no."))


def _identity(field: Field, value: Any) -> str:
    text = folded_number(_plain(value))
    if not is_identity_number(text):
        raise Wrong(
            gettext_noop("%(label)s: this is not a valid identity card number. Compare all 18 characters.")
        )
    return text


def _uscc(field: Field, value: Any) -> str:
    text = folded_number(_plain(value))
    if not is_credit_code(text):
        raise Wrong(
            gettext_noop(
                "%(label)s: this is not a valid unified social credit code. Compare all 18 characters."
            )
        )
    return text


def _subject(field: Field, value: Any) -> str:
    """A person by identity number or an organisation by credit code."""
    text = folded_number(_plain(value))
    if not (is_identity_number(text) or is_credit_code(text)):
        raise Wrong(
            gettext_noop(
                "%(label)s: this is neither an identity card number nor a unified social credit code. Compare all 18 "
                "characters."
            )
        )
    return text


def _mobile(field: Field, value: Any) -> str:
    text = COUNTRY.sub("", folded_number(_plain(value)), count=1)
    if not MOBILE.fullmatch(text) or not text.isascii():
        raise Wrong(gettext_noop("%(label)s: enter a mobile number of 11 digits."))
    return text


def _plate(field: Field, value: Any) -> str:
    text = folded_number(_plain(value))
    if not PLATE.fullmatch(text):
        raise Wrong(
            gettext_noop("%(label)s: this is not a number plate. Enter it like 川A12345 or 川A1234挂.")
        )
    return text


def _polygon(_field: Field, value: Any) -> str:
    """An area by its corners: text, one corner a line, or a list of pairs."""
    if isinstance(value, list | tuple):
        pairs = [one for one in value if isinstance(one, list | tuple) and len(one) == 2]
        value = "\n".join(f"{_plain(east)}, {_plain(north)}" for east, north in pairs)
    _plain(value)
    try:
        return read_area(str(value))
    except Crooked as wrong:
        raise Wrong(wrong.message, **wrong.params) from None


READERS: Mapping[str, Callable[[Field, Any], Any]] = {
    "text": _text,
    "long_text": _text,
    "number": _number,
    "integer": _integer,
    "number_list": _numbers,
    "date": _date,
    "choice": _choice,
    "multi": _multi,
    "yes_no": _yes_no,
    "identity": _identity,
    "uscc": _uscc,
    "subject": _subject,
    "mobile": _mobile,
    "plate": _plate,
    "polygon": _polygon,
}


def _empty(value: Any) -> bool:
    return value is None or value == [] or value == () or (isinstance(value, str) and blank(value))


def read_answer(field: Field, value: Any) -> Any:
    """The clean value of one answer, None where it is empty. Raises :class:`Wrong`."""
    if _empty(value):
        return None
    clean = READERS[field.type](field, value)
    return None if _empty(clean) else clean


def validate_form(
    spec: ItemSpec, data: Any, *, partial: bool = False
) -> tuple[dict[str, Any], list[Problem]]:
    """The clean answers and the problems of ``data``; both may be filled. ``partial``: a draft may leave gaps.

    Answers to questions that are not shown are dropped without a word: a browser sends them. Keys that the form
    does not know are refused.
    """
    if not isinstance(data, Mapping):
        return {}, [Problem("", gettext_noop("What was sent is not a filled-in form."))]
    clean, problems = validate_fields(spec.form.fields, data, partial=partial)
    problems += not_taken(spec, clean)
    known = {field.key for field in spec.form.fields}
    message = gettext_noop("The form has no question “%(key)s”.")
    problems += [Problem("", message, (("key", _name(key)),)) for key in data if key not in known]
    return clean, problems


def validate_fields(
    fields: Iterable[Field], data: Mapping[str, Any], *, partial: bool = False
) -> tuple[dict[str, Any], list[Problem]]:
    """The clean answers to ``fields`` and their problems, as :func:`validate_form`; other keys are passed over."""
    clean: dict[str, Any] = {}
    labels: dict[str, Words] = {}
    problems: list[Problem] = []
    for field in fields:
        if not holds(field.show_when, clean) or of_the_organ(field, clean):
            continue
        try:
            value = read_answer(field, data.get(field.key))
        except Wrong as wrong:
            params = {"label": field.label, **wrong.params}
            problems.append(Problem(field.key, wrong.message, tuple(params.items())))
            continue
        labels[field.key] = field.label
        if early := _ends_early(field, value, clean, labels):
            problems.append(early)
        elif value is not None:
            clean[field.key] = value
        elif field.required and not field.carried and not partial:
            problems.append(_wanted(field))
    return clean, problems


def _ends_early(
    field: Field, value: Any, clean: Mapping[str, Any], labels: Mapping[str, Words]
) -> Problem | None:
    """The problem of a period that ends before it begins; days as YYYY-MM-DD stand in their order."""
    first = clean.get(field.not_before)
    if value is None or first is None or value >= first:
        return None
    message = gettext_noop("%(label)s: this lies before “%(first)s”, %(day)s.")
    params = (("label", field.label), ("first", labels[field.not_before]), ("day", first))
    return Problem(field.key, message, params)


def _wanted(field: Field) -> Problem:
    message = gettext_noop("%(label)s: please fill this in.")
    if field.type in ("choice", "multi", "yes_no"):
        message = gettext_noop("%(label)s: please choose an answer.")
    return Problem(field.key, message, (("label", field.label),))


def _name(key: Any) -> str:
    """A stranger's key, short and printable enough to be shown."""
    text = str(key)[:40]
    return text if text.isprintable() else json.dumps(text)


def shown(field: Field, value: Any) -> str:
    """An answer in the reader's words: labels for choices, units behind numbers, '' where nothing was entered."""
    if value is None:
        return ""
    if field.type == "yes_no":
        return str(Words(zh="是" if value else "否", en="Yes" if value else "No"))
    if field.type in ("choice", "multi"):
        labels = {option.value: str(option.label) for option in field.options}
        chosen = value if isinstance(value, list | tuple) else [value]
        return str(Words(zh="、", en=", ")).join(labels.get(str(one), str(one)) for one in chosen)
    unit = f" {measure(field.unit)}" if field.unit else ""
    if field.type == "number_list":
        return ", ".join(map(_figure, value if isinstance(value, list | tuple) else [value])) + unit
    return _figure(value) + unit if field.type in NUMERIC else str(value)


def _figure(value: Any) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)
