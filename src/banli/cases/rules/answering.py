"""When a look-up may be answered, and when at once without anybody looking on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.accounts.rules import is_about_oneself
from banli.catalogue.rules import AnswerSpec, ItemSpec
from banli.databanks.rules import Databank
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.people.rules import Identity

AWAITED = "awaited"
"""A mark beside the pinned limits: the databank was silent, and the platform asks again until it answers."""


def check_look_up(spec: ItemSpec) -> AnswerSpec:
    """How the item is answered. Raises :class:`Refused` where it is no look-up."""
    if spec.answer is None:
        raise Refused(gettext_noop("This item is no look-up; no databank answers it."))
    return spec.answer


def check_no_look_up(spec: ItemSpec) -> None:
    """Raise :class:`Refused` where a databank answers the item: nothing is examined, granted or refused then."""
    if spec.answer is not None:
        raise Refused(gettext_noop("This is a look-up: it is answered, and nothing is examined or granted."))


def question_of(told: AnswerSpec, form: Mapping[str, Any]) -> dict[str, str]:
    """What the databank is asked, from the answers of the form; what was left empty is not asked."""
    found = {key: form.get(field) for key, field in told.asks.items()}
    return {key: str(value) for key, value in found.items() if value not in (None, "")}


def check_at_once(
    databank: Databank,
    question: Mapping[str, str],
    applicant: str,
    identity: Identity | None,
    *,
    awaited: bool,
) -> None:
    """Raise :class:`Refused` unless the platform may answer by itself: what is public, what somebody asks about
    themselves with an account whose identity was verified, what the window was shown the papers for.

    :param applicant: the name that the answer will bear.
    :param identity: name and number verified for the account that asks; None for none.
    :param awaited: the question was let through before, and the databank was silent.
    """
    if databank.open or awaited:
        return
    if not is_about_oneself(identity, name=applicant, number=question.get(databank.person, "")):
        raise Refused(
            gettext_noop(
                "Only the person themselves is answered at once, signed in with their own name and identity number."
                " The window answers this question."
            )
        )


def check_typed(columns: int, rows: tuple[tuple[str, ...], ...], *, found: bool) -> None:
    """What the window typed from the databank's screen is whole: every line says something, or nothing is found."""
    if not found:
        return
    if not rows or any(len(row) != columns for row in rows) or not any(any(row) for row in rows):
        raise Invalid(
            [Problem("line.0", gettext_noop("Type what the databank says, or choose that nothing is found."))]
        )
    faults = [
        Problem(f"line.{place}", gettext_noop("Type what the databank says; a stroke where it says nothing."))
        for row in rows
        for place, value in enumerate(row)
        if unsaid(value, f"line.{place}")
    ]
    if faults:
        raise Invalid(faults)
