"""帮办代办: whether and how a window helped an applicant through an application. Pure.

国发〔2022〕5号, from memory: halls have windows that help people apply, above all the old and the disabled.
"""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.errors import Invalid, Problem
from banli.kernel.text import Words, gettext_noop


class HelpKind(StrEnum):
    ALONGSIDE = "alongside"
    """帮办: the applicant was there and somebody helped with every step."""
    ON_BEHALF = "on_behalf"
    """代办: somebody of the centre went about it in the applicant's place."""


HELP_NAMES: dict[HelpKind, Words] = {
    HelpKind.ALONGSIDE: Words(zh="帮办", en="helped alongside"),
    HelpKind.ON_BEHALF: Words(zh="代办", en="done on their behalf"),
}


def checked_help(how: str) -> HelpKind:
    """The kind called ``how``. Raises :class:`Invalid` where there is none."""
    found = next((one for one in HelpKind if one == how), None)
    if found is None:
        raise Invalid([Problem("help", gettext_noop("Please choose how the applicant was helped."))])
    return found
