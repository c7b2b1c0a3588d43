"""A number or address as somebody typed it."""

from __future__ import annotations

from dataclasses import dataclass

from banli.accounts.states import ContactKind
from banli.kernel.errors import Invalid, Problem
from banli.kernel.text import gettext_noop
from banli.notices.rules import mail_of, mobile_of


@dataclass(frozen=True)
class Address:
    """By what somebody is reached, in its one spelling."""

    kind: ContactKind
    value: str


def address_of(text: str) -> Address | None:
    """The mobile number or e-mail address in ``text``; None where it is neither."""
    if mobile := mobile_of(text):
        return Address(ContactKind.MOBILE, mobile)
    mail = mail_of(text)
    return Address(ContactKind.MAIL, mail) if mail else None


def check_address(text: str) -> Address:
    """As :func:`address_of`. Raises :class:`Invalid` at ``contact``."""
    found = address_of(text)
    if found is None:
        words = gettext_noop("Enter a mobile number of 11 digits, or an e-mail address.")
        raise Invalid([Problem("contact", words)])
    return found
