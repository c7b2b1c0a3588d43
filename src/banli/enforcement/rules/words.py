"""What states and kinds are called, and the refusal of an act that a state does not allow."""

from __future__ import annotations

from collections.abc import Mapping

from banli.cases.states import State, Transition
from banli.enforcement.states import COERCION, INSPECTION, LEVY, PENALTY
from banli.kernel.errors import Refused
from banli.kernel.text import Words, gettext_noop

S = State
STATES: Mapping[State, Words] = {
    S.LEAD: Words(zh="线索核查", en="Lead"),
    S.INVESTIGATING: Words(zh="立案调查", en="Investigating"),
    S.LEGAL_REVIEW: Words(zh="审核", en="Review of legality"),
    S.TO_TELL: Words(zh="待告知", en="To be told"),
    S.TOLD: Words(zh="已告知，待陈述申辩", en="Told, may state a defence"),
    S.IN_HEARING: Words(zh="听证", en="In hearing"),
    S.HEARD: Words(zh="听证后审核", en="Review after the hearing"),
    S.TO_DECIDE: Words(zh="待决定", en="To be decided"),
    S.DECIDED: Words(zh="已决定，待送达", en="Decided, to be served"),
    S.SERVED: Words(zh="已送达，待履行", en="Served, to be performed"),
    S.URGED: Words(zh="已催告", en="Urged"),
    S.ENFORCING: Words(zh="申请强制执行", en="Before the court"),
    S.CLOSED: Words(zh="结案", en="Closed"),
    S.NOT_FILED: Words(zh="不予立案或者未实施", en="Not filed"),
    S.NOT_PROVEN: Words(zh="不成立，已撤销", en="Not proven, ended"),
    S.TRANSFERRED: Words(zh="已移送", en="Handed over"),
    S.ASKED: Words(zh="待批准", en="To be approved"),
    S.APPROVED: Words(zh="已批准，待实施", en="Approved, to be carried out"),
    S.URGENT: Words(zh="紧急实施，待补办批准", en="Urgent, to be approved"),
    S.IMPOSED: Words(zh="查封、扣押中", en="Under seal"),
    S.LIFTED: Words(zh="已解除", en="Lifted"),
    S.FORFEITED: Words(zh="已没收", en="Confiscated"),
    S.DECLARED: Words(zh="待核定", en="To be assessed"),
    S.ASSESSED: Words(zh="已核定，待决定", en="Assessed, to be decided"),
    S.PAID: Words(zh="已缴清", en="Paid"),
    S.DRAWN: Words(zh="待检查", en="To be inspected"),
    S.INSPECTING: Words(zh="检查中", en="Inspecting"),
    S.MENDING: Words(zh="整改中", en="To be mended"),
    S.REVOKED: Words(zh="已撤销", en="Annulled"),
}
KINDS: Mapping[str, Words] = {
    PENALTY: Words(zh="行政处罚", en="Penalty"),
    COERCION: Words(zh="行政强制", en="Coercive measure"),
    LEVY: Words(zh="行政征收", en="Levy"),
    INSPECTION: Words(zh="行政检查", en="Inspection"),
}


def check_state(transition: Transition, state: str) -> None:
    """Raise :class:`Refused` unless the act may be done in ``state``; it says where the case stands."""
    if state not in transition.sources:
        raise Refused(
            gettext_noop("The case has moved on: %(state)s. Nothing was written; please reload."),
            state=STATES.get(State(state), Words(zh=state)),
        )
