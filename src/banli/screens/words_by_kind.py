"""What a decision is called by the kind of item: a payment is not a licence, and a look-up is not granted.

The words of :mod:`banli.screens.words` are those of licences (行政许可); here stands what differs for other kinds that
begin with an application.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from banli.cases.states import State
from banli.kernel.text import Words
from banli.screens.event_words import EVENTS, EventWords
from banli.screens.words import STATES, StateWords


@dataclass(frozen=True)
class Decided:
    """The words of a kind: what was decided, and the acts that decide it with their buttons."""

    granted: Words
    refused: Words
    grant: Words
    grant_button: Words
    refuse: Words
    refuse_button: Words
    revoke: Words


def _of(yes: str, no: str, noun_zh: str, **en: str) -> Decided:
    return Decided(
        granted=Words(zh=yes, en=en["granted"]),
        refused=Words(zh=no, en=en["refused"]),
        grant=Words(zh=yes, en=en["grant"]),
        grant_button=Words(zh=f"作出{noun_zh}", en=f"{en['grant']} in writing"),
        refuse=Words(zh=no, en=en["refuse"]),
        refuse_button=Words(zh=f"作出{no}决定", en=f"{en['refuse']} in writing"),
        revoke=Words(zh=f"撤销{noun_zh}", en=f"Revoke the {en['noun']}"),
    )


DECIDED: Mapping[str, Decided] = {
    "05": _of(
        "决定给付", "不予给付", "给付决定",
        granted="Payment granted", refused="Payment refused", grant="Grant the payment", refuse="Refuse the payment",
        noun="payment",
    ),
    "07": _of(
        "予以确认", "不予确认", "确认决定",
        granted="Confirmed", refused="Not confirmed", grant="Confirm", refuse="Refuse to confirm", noun="confirmation",
    ),
    "08": _of(
        "给予奖励", "不予奖励", "奖励决定",
        granted="Award granted", refused="Award refused", grant="Grant the award", refuse="Refuse the award",
        noun="award",
    ),
    "09": _of(
        "作出裁决", "驳回请求", "裁决",
        granted="Ruled", refused="Request rejected", grant="Rule", refuse="Reject the request", noun="ruling",
    ),
    "10": _of(
        "予以办理", "不予办理", "办理决定",
        granted="Approved", refused="Not approved", grant="Approve", refuse="Refuse", noun="decision",
    ),
    "20": _of(
        "已办结", "不予办理", "办理结果",
        granted="Done", refused="Not done", grant="Give the result", refuse="Refuse", noun="result",
    ),
}  # fmt: skip
"""By the code of the kind."""


def state_words(state: str, kind: str) -> StateWords:
    """A state of a case in words."""
    words, of_kind = STATES[state], DECIDED.get(kind)
    if of_kind is None:
        return words
    if state == State.GRANTED:
        told = of_kind.granted
        after = Words(
            zh=f"{told.zh}，10 个工作日内送达结果。", en="The result is handed over within 10 working days."
        )
        return replace(words, officer=told, applicant=told, next=after)
    if state == State.REFUSED:
        return replace(words, officer=of_kind.refused, applicant=of_kind.refused)
    if state == State.REFUSAL_TOLD:
        meant = f"拟{of_kind.refused.zh}"
        officer = Words(zh=f"已告知{meant}", en="Refusal told, to be answered")
        return replace(words, officer=officer, applicant=Words(zh=meant, en="Proposed to be refused"))
    return words


def event_words(name: str, kind: str) -> EventWords:
    """An event of the record in words; its name where nobody knows it."""
    words, of_kind = EVENTS.get(name, EventWords(name, name)), DECIDED.get(kind)
    if of_kind is None:
        return words
    told = {"granted": of_kind.granted, "refused": of_kind.refused, "revoked": of_kind.revoke}.get(name)
    return replace(words, officer=told, applicant=told) if told else words


def act_words(act: str, kind: str) -> tuple[Words | None, Words | None]:
    """What an act that decides is called, and its button; None for each where the general words are meant."""
    of_kind = DECIDED.get(kind)
    if of_kind is None:
        return None, None
    return {
        "grant": (of_kind.grant, of_kind.grant_button),
        "decide_on_the_spot": (None, of_kind.grant_button),
        "refuse": (of_kind.refuse, of_kind.refuse_button),
        "revoke": (of_kind.revoke, None),
    }.get(act, (None, None))
