"""What an act asks for: its fields, and the answers made clean or refused at their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from banli.kernel.errors import Invalid, Problem
from banli.kernel.printable import unsaid
from banli.kernel.text import Words, gettext_noop

AskKind = Literal["text", "long", "date", "whole", "money", "choice", "check", "officers", "lines"]
MOST = Decimal("999999999999.99")
"""No sum of a decision is larger; a larger one is a slip."""
WHOLE_MOST = 100_000
OFFICERS_LEAST = 2
MISSING = gettext_noop("Please answer this.")
NO_DAY = gettext_noop("Enter a day, such as 2022-10-17.")
NO_SUM = gettext_noop("Enter a sum in yuan, such as 8000 or 8000.50.")
NO_NUMBER = gettext_noop("Enter a whole number.")
NO_CHOICE = gettext_noop("Choose one of the answers.")
TWO_OFFICERS = gettext_noop(
    "Name at least two officers, one on each line, each with the number of the enforcement certificate"
    " (Administrative Penalty Law, art. 42)."
)
ONE_OFFICER_TWICE = gettext_noop("The same officer stands here twice.")
LATER_THAN_TODAY = gettext_noop("This day has not come yet.")


@dataclass(frozen=True)
class Ask:
    """One answer that an act asks for. ``lines`` is a list, one entry on each line; ``officers`` the same with at least
    two, each a name and the number of an enforcement certificate; ``money`` yuan with at most two decimals.

    ``past``: a day that is not after today. ``options`` of a choice: value to its words.
    """

    name: str
    label: Words
    kind: AskKind = "long"
    required: bool = True
    help: Words | None = None
    options: tuple[tuple[str, Words], ...] = ()
    past: bool = False
    value: str = ""
    """What the field holds before anybody types."""


def taken(asks: Iterable[Ask], given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The answers, clean and fit for JSON. Raises :class:`Invalid` with every fault at its place.

    What was not asked is left out; a text of blanks or invisible characters alone is no answer.
    """
    clean: dict[str, Any] = {}
    problems: list[Problem] = []
    for ask in asks:
        raw = given.get(ask.name)
        if _is_empty(raw, ask):
            if ask.required and ask.kind != "check":
                problems.append(Problem(ask.name, MISSING))
            continue
        try:
            clean[ask.name] = READERS[ask.kind](ask, raw, today)
        except Invalid as wrong:
            problems += wrong.problems
    if problems:
        raise Invalid(problems)
    return clean


def _is_empty(raw: Any, ask: Ask) -> bool:
    if raw is None or raw is False:
        return True
    if isinstance(raw, list | tuple):
        return not any(not unsaid(str(one), ask.name) for one in raw)
    return unsaid(str(raw), ask.name)


def _wrong(ask: Ask, message: str) -> Invalid:
    return Invalid([Problem(ask.name, message)])


def _text(ask: Ask, raw: Any, _today: date) -> str:
    return str(raw).strip()


def _day(ask: Ask, raw: Any, today: date) -> str:
    try:
        day = raw if isinstance(raw, date) else date.fromisoformat(str(raw).strip())
    except ValueError:
        raise _wrong(ask, NO_DAY) from None
    if ask.past and day > today:
        raise _wrong(ask, LATER_THAN_TODAY)
    return day.isoformat()


def _whole(ask: Ask, raw: Any, _today: date) -> int:
    text = str(raw).strip()
    if not text.isascii() or not text.isdigit() or int(text[:9]) > WHOLE_MOST:
        raise _wrong(ask, NO_NUMBER)
    return int(text)


def _money(ask: Ask, raw: Any, _today: date) -> str:
    text = str(raw).strip().replace(",", "").replace("，", "")
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise _wrong(ask, NO_SUM) from None
    if not found.is_finite() or not 0 <= found <= MOST or found != found.quantize(Decimal("0.01")):
        raise _wrong(ask, NO_SUM)
    return yuan(found)


def yuan(amount: Decimal) -> str:
    """A sum as it is kept and printed: without decimals where it has none."""
    return str(int(amount)) if amount == int(amount) else f"{amount:.2f}"


def _choice(ask: Ask, raw: Any, _today: date) -> str:
    if str(raw) not in dict(ask.options):
        raise _wrong(ask, NO_CHOICE)
    return str(raw)


def _check(_ask: Ask, _raw: Any, _today: date) -> bool:
    return True


def _lines(ask: Ask, raw: Any, _today: date) -> list[str]:
    given = raw if isinstance(raw, list | tuple) else str(raw).splitlines()
    return [str(one).strip() for one in given if not unsaid(str(one), ask.name)]


def _officers(ask: Ask, raw: Any, today: date) -> list[str]:
    found = _lines(ask, raw, today)
    if len(found) < OFFICERS_LEAST or any(len(one.split()) < OFFICERS_LEAST for one in found):
        raise _wrong(ask, TWO_OFFICERS)
    if len({one.split()[0] for one in found}) < len(found) or len({one.split()[-1] for one in found}) < len(
        found
    ):
        raise _wrong(ask, ONE_OFFICER_TWICE)
    return found


READERS: Mapping[AskKind, Callable[[Ask, Any, date], Any]] = {
    "text": _text,
    "long": _text,
    "date": _day,
    "whole": _whole,
    "money": _money,
    "choice": _choice,
    "check": _check,
    "officers": _officers,
    "lines": _lines,
}
OFFICERS = Ask(
    "officers",
    Words(zh="执法人员", en="Officers"),
    "officers",
    help=Words(
        zh="每行一人：姓名、空格、执法证件号；不少于两人",
        en="One on each line: name, a space, certificate number",
    ),
)
"""Who acts on the spot: at least two, with their enforcement certificates (行政处罚法 42, 行政强制法 18)."""
REASON = Ask("reason", Words(zh="理由", en="Reasons"))
PLACE = Ask("place", Words(zh="地点", en="Place"), "text")
TEXT = Ask("text", Words(zh="内容", en="What was said"))
