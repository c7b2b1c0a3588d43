"""What is made public, until when, and when a publication may be moved. Pure.

双公示: 国办发〔2015〕51号（十八） and 国发〔2016〕33号（十七） want permits and penalties online within seven working
days of the decision; the item's own rule (``announcement``) goes before.
"""

from __future__ import annotations

from banli.catalogue.rules import ItemSpec, Limit
from banli.disclosure.states import GROUNDS, PublicationMove, PublicationState
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import fault
from banli.kernel.text import Words, gettext_noop

LICENCE = "01"
LONGEST = 500
"""Characters of a reason."""
SEVEN_DAYS = Limit(
    days=7,
    unit="working",
    basis=Words(
        zh="国办发〔2015〕51号（十八）、国发〔2016〕33号（十七）：自作出行政决定之日起7个工作日内上网公开",
        en="Documents 51 of 2015 (18) and 33 of 2016 (17): online within 7 working days of the decision",
    ),
)
NOT_NOW: dict[PublicationState, str] = {
    PublicationState.DUE: gettext_noop("It is not public yet."),
    PublicationState.PUBLIC: gettext_noop("It is public already."),
    PublicationState.KEPT_BACK: gettext_noop("It is kept back."),
    PublicationState.TAKEN_BACK: gettext_noop("It was taken back."),
}


def limit_to_publish(spec: ItemSpec) -> Limit | None:
    """The time in which a decision that grants is made public; None where nothing wants that of the item.

    What only shows the platform (``example``) and what is booked for others (not ``listed``) is nobody's decision here.
    """
    if spec.example or not spec.listed:
        return None
    return spec.announcement or (SEVEN_DAYS if spec.kind == LICENCE else None)


def why_not_move(move: PublicationMove, state: str) -> Refused | None:
    """Why ``move`` cannot be done in ``state``; None where it can."""
    return None if state in move.sources else Refused(NOT_NOW[PublicationState(state)])


def check_ground(ground: str) -> None:
    """One of the grounds of the regulations, chosen by the officer. Raises :class:`Invalid`."""
    if ground not in GROUNDS:
        raise Invalid([Problem("ground", gettext_noop("Choose the ground on which it is kept back."))])


def check_reason(reason: str) -> str:
    """The reason, trimmed. Raises :class:`Invalid` where it says nothing, too much or what cannot be printed."""
    text = reason.strip()
    if wrong := fault(text):
        raise Invalid([wrong.at("reason")])
    if not text:
        raise Invalid([Problem("reason", gettext_noop("Give the reason."))])
    if len(text) > LONGEST:
        message = gettext_noop("Please keep it under %(n)s characters.")
        raise Invalid([Problem("reason", message, (("n", LONGEST),))])
    return text
