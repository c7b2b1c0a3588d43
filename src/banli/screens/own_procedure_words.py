"""What states and events of an organ's own procedures are called, for officers and for the party."""

from __future__ import annotations

from collections.abc import Mapping

from banli.cases.states import State
from banli.enforcement.service import ACTS
from banli.enforcement.service import STATES as NAMES
from banli.kernel.text import Words

S = State
TONES: Mapping[State, str] = {
    **dict.fromkeys(
        (S.LEAD, S.INVESTIGATING, S.LEGAL_REVIEW, S.TO_TELL, S.HEARD, S.TO_DECIDE, S.DECIDED), "action"
    ),
    **dict.fromkeys((S.ASKED, S.APPROVED, S.DECLARED, S.ASSESSED, S.DRAWN, S.INSPECTING), "action"),
    **dict.fromkeys((S.TOLD, S.IN_HEARING, S.SERVED, S.MENDING, S.IMPOSED, S.PAID), "warning"),
    **dict.fromkeys((S.URGED, S.ENFORCING, S.URGENT), "overdue"),
    **dict.fromkeys((S.CLOSED, S.LIFTED), "done"),
}
"""The colour of a state; those that are not here have none."""
YOUR_TURN: Mapping[State, Words] = {
    S.TOLD: Words(
        zh="您可以在告知书写明的期限内陈述、申辩，符合条件的可以要求听证。",
        en="You may state a defence, and ask for a hearing where the notice says so, until the day it names.",
    ),
    S.SERVED: Words(
        zh="请按文书写明的方式和期限履行。", en="Please do what the paper asks, by the day it names."
    ),
    S.URGED: Words(
        zh="请尽快履行；逾期不履行的，将申请人民法院强制执行。",
        en="Please perform; otherwise the court is asked to enforce it.",
    ),
    S.MENDING: Words(zh="请在期限前完成整改。", en="Please mend what the order names, by its day."),
    S.IMPOSED: Words(
        zh="财物在决定书写明的期限内被查封、扣押。",
        en="The goods are under seal until the day that the decision names.",
    ),
}
NOTHING = Words(zh="目前不需要您办理任何事项。", en="You need do nothing now.")
OVER = Words(zh="本案已经结束。", en="The case is over.")
ENDED = frozenset({S.CLOSED, S.NOT_FILED, S.NOT_PROVEN, S.TRANSFERRED, S.LIFTED, S.FORFEITED})
STATES: Mapping[State, tuple[Words, str, Words]] = {
    state: (name, TONES.get(state, ""), YOUR_TURN.get(state, OVER if state in ENDED else NOTHING))
    for state, name in NAMES.items()
    if state != S.REVOKED
}
"""State to its name, its colour, and what the party has to do."""
DONE = frozenset(
    {
        "case_closed",
        "inspection_passed",
        "recheck_passed",
        "measure_lifted",
        "levy_settled",
        "payment_recorded",
    }
)
BAD = frozenset({"payment_urged", "levy_urged", "enforcement_applied", "decision_annulled", "recheck_failed"})
EVENTS: Mapping[str, tuple[Words, Words, str]] = {
    act.transition.event: (
        act.label,
        act.mine.label if act.mine else act.label,
        "done" if act.transition.event in DONE else "overdue" if act.transition.event in BAD else "",
    )
    for act in ACTS.values()
}
"""Event to its name for officers and for the party, and its colour."""
