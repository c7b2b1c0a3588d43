"""The closed tables of consultations: where one stands, what a department may say, what each act leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class ConsultationState(StrEnum):
    """Where a consultation stands."""

    ASKED = "consulting"
    CONCLUDED = "consultation_concluded"
    CALLED_OFF = "consultation_called_off"


STATE_NAMES: dict[ConsultationState, Words] = {
    ConsultationState.ASKED: Words(zh="会商中", en="under way"),
    ConsultationState.CONCLUDED: Words(zh="已形成会商结论", en="concluded"),
    ConsultationState.CALLED_OFF: Words(zh="会商已取消", en="called off"),
}


class ConsultationOwner(StrEnum):
    """Whose turn it is."""

    CONSULTED = "consulted"
    """A department or division that was asked (会商单位)."""
    ASKER = "asker"
    """The department that asked (会商发起单位)."""
    NOBODY = "nobody"


OWNERS: dict[ConsultationState, ConsultationOwner] = {
    ConsultationState.ASKED: ConsultationOwner.CONSULTED,
    ConsultationState.CONCLUDED: ConsultationOwner.NOBODY,
    ConsultationState.CALLED_OFF: ConsultationOwner.NOBODY,
}


class Stance(StrEnum):
    """What somebody who was asked says, and what the consultation comes to."""

    AGREES = "agrees"
    WITH_CONDITIONS = "agrees_with_conditions"
    DISAGREES = "disagrees"


STANCE_NAMES: dict[Stance, Words] = {
    Stance.AGREES: Words(zh="同意", en="agrees"),
    Stance.WITH_CONDITIONS: Words(zh="有条件同意", en="agrees with conditions"),
    Stance.DISAGREES: Words(zh="不同意", en="does not agree"),
}


@dataclass(frozen=True)
class ConsultationMove:
    """One act: from any of ``sources`` to ``target`` (None: the state stays), leaving ``event``."""

    act: str
    sources: tuple[ConsultationState, ...]
    target: ConsultationState | None
    event: str
    owner: ConsultationOwner


S, O = ConsultationState, ConsultationOwner  # noqa: E741
ASK = ConsultationMove("consult", (), S.ASKED, "consultation_asked", O.ASKER)
GIVE = ConsultationMove("give_opinion", (S.ASKED,), None, "consultation_opinion", O.CONSULTED)
MEET = ConsultationMove("record_meeting", (S.ASKED,), None, "consultation_met", O.ASKER)
CONCLUDE = ConsultationMove("conclude", (S.ASKED,), S.CONCLUDED, "consultation_concluded", O.ASKER)
CALL_OFF = ConsultationMove("call_off", (S.ASKED,), S.CALLED_OFF, "consultation_called_off", O.ASKER)
TRANSITIONS = (ASK, GIVE, MEET, CONCLUDE, CALL_OFF)
