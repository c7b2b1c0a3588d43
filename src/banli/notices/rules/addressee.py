"""To whom a message goes, and by which number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from banli.kernel.folding import folded_number
from banli.kernel.text import Words

MOBILE = re.compile(r"1[3-9]\d{9}")
MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{4,253}$)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True)
class Addressee:
    """Who is told: what it is about, whose case it is, and where the reader can be reached."""

    number: str
    """Of the case, the certificate or the proposal."""
    said: str
    """What the reader asks by: the number, or the part of it that is enough."""
    about: Words
    """What the reader calls the matter."""
    scope: str = ""
    """The department."""
    mobile: str = ""
    mail: str = ""
    english: bool = False
    path: str = ""
    """The page of the platform that tells more."""


def mobile_of(text: str) -> str:
    """The mobile number in ``text``, however it was typed; '' where it is none that short messages reach."""
    number = folded_number(text)
    for code in ("0086", "+86", "86"):
        if len(number) == len(code) + 11 and number.startswith(code):
            number = number[len(code) :]
    return number if MOBILE.fullmatch(number) else ""


def mail_of(text: str) -> str:
    """The e-mail address in ``text``, in small letters, as mailboxes read it; '' where it is none."""
    address = text.strip().lower()
    return address if MAIL.fullmatch(address) else ""
