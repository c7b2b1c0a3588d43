"""One-time codes: how long they are good, how often they may be tried and asked for, and the words they are sent in."""

from __future__ import annotations

from datetime import datetime, timedelta

from banli.kernel.errors import Refused
from banli.kernel.text import Words, gettext_noop

DIGITS = 6
TRIES = 5
"""Wrong ones; five of a million guess one code in two hundred thousand."""
GOOD_FOR = timedelta(minutes=5)
A_DAY = 10
"""Codes of one number or address in a day, and of one network those that nobody used: a hall's machines share an
address, and whoever uses what was asked for pesters nobody."""
DAY = timedelta(days=1)


class TooMany(Refused):
    """No more codes today."""

    def __init__(self) -> None:
        super().__init__(
            gettext_noop(
                "Too many codes were asked for today. Try again tomorrow, or show your identity card at the window."
            )
        )


def is_code(text: str) -> bool:
    """True for six digits."""
    return len(text) == DIGITS and text.isascii() and text.isdigit()


def is_open(*, tries: int, until: datetime, used: bool, now: datetime) -> bool:
    """True where a code may still be tried."""
    return not used and tries < TRIES and now < until


def code_text(code: str, *, sign: Words, english: bool) -> str:
    """The words of a short message with a code."""
    minutes = int(GOOD_FOR.total_seconds()) // 60
    if english:
        return f"[{sign.en or sign.zh}] Your code is {code}, good for {minutes} minutes. Tell it to nobody."
    return f"【{sign.zh}】验证码{code}，{minutes}分钟内有效。工作人员不会向您索要，请勿告诉他人。"


def code_mail(code: str, *, sign: Words) -> tuple[str, str]:
    """Subject and text of an e-mail with a code, in both languages."""
    both = (code_text(code, sign=sign, english=english) for english in (False, True))
    return f"【{sign.zh}】验证码 Code", "\n\n".join(both)
