"""The closed tables of assessment: where marks come from, where a round and an objection stand, each act."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class Source(StrEnum):
    """Where the marks of a criterion come from."""

    SIGNALS = "signals"
    """Signals of supervision about cases, as long as they stand."""
    BAD_RATINGS = "bad_ratings"
    """Bad ratings that were handed to the department and not deemed void."""
    FINDINGS = "findings"
    """Findings of the hall's patrol."""
    OPINIONS = "overdue_opinions"
    """Opinions in consultations that came late or not at all."""
    ATTENDANCE = "attendance"
    """Shifts of the roster that were late, left early or missed."""
    LATE_SUGGESTIONS = "late_suggestions"
    """Suggestions that the department did not answer in time."""
    ADOPTED = "adopted_suggestions"
    """Suggestions that the department adopted."""
    BY_HAND = "by_hand"
    """What the hall's manager writes down with a reason."""


SOURCE_NAMES: dict[Source, Words] = {
    Source.SIGNALS: Words(zh="电子监察信号", en="signals of supervision"),
    Source.BAD_RATINGS: Words(zh="差评", en="bad ratings"),
    Source.FINDINGS: Words(zh="大厅巡查发现的问题", en="findings of the patrol"),
    Source.OPINIONS: Words(zh="会商逾期未答复", en="overdue opinions in consultations"),
    Source.ATTENDANCE: Words(zh="考勤", en="attendance"),
    Source.LATE_SUGGESTIONS: Words(zh="意见建议逾期未答复", en="suggestions not answered in time"),
    Source.ADOPTED: Words(zh="采纳意见建议", en="adopted suggestions"),
    Source.BY_HAND: Words(zh="人工记录", en="written down by hand"),
}
GRADES: dict[Source, frozenset[str]] = {
    Source.SIGNALS: frozenset({"blue", "yellow", "red"}),
    Source.BAD_RATINGS: frozenset({"4", "5"}),
    Source.FINDINGS: frozenset({"point"}),
    Source.OPINIONS: frozenset({"late", "silent"}),
    Source.ATTENDANCE: frozenset({"late", "early", "absent"}),
    Source.LATE_SUGGESTIONS: frozenset({"answer"}),
    Source.ADOPTED: frozenset({"adopted", "partly_adopted"}),
    Source.BY_HAND: frozenset({"each"}),
}
"""What a mark of each source can be; a template weighs each, and one that it does not name weighs nothing. A finding
weighs as many times as it has points in the plan of patrols."""


class AssessmentState(StrEnum):
    """Where a round of assessment stands."""

    FROZEN = "assessment_frozen"
    """Computed and kept; departments may object."""
    PUBLISHED = "assessment_published"
    """Read by all staff; nothing of it changes any more."""


STATE_NAMES: dict[AssessmentState, Words] = {
    AssessmentState.FROZEN: Words(zh="异议期", en="open to objections"),
    AssessmentState.PUBLISHED: Words(zh="已公布", en="published"),
}


class ObjectionState(StrEnum):
    """Where an objection stands."""

    RAISED = "objection_raised"
    UPHELD = "objection_upheld"
    REJECTED = "objection_rejected"


OBJECTION_NAMES: dict[ObjectionState, Words] = {
    ObjectionState.RAISED: Words(zh="异议待答复", en="to be answered"),
    ObjectionState.UPHELD: Words(zh="异议成立，不计分", en="upheld: not counted"),
    ObjectionState.REJECTED: Words(zh="异议不成立", en="not upheld"),
}


class AssessmentOwner(StrEnum):
    """Whose turn it is."""

    CENTRE = "centre"
    DEPARTMENT = "department"
    NOBODY = "nobody"


OWNERS: dict[AssessmentState, AssessmentOwner] = {
    AssessmentState.FROZEN: AssessmentOwner.CENTRE,
    AssessmentState.PUBLISHED: AssessmentOwner.NOBODY,
}


@dataclass(frozen=True)
class AssessmentMove:
    """One act: from any of ``sources`` to ``target`` (None: the state stays), leaving ``event``."""

    act: str
    sources: tuple[AssessmentState, ...]
    target: AssessmentState | None
    event: str
    owner: AssessmentOwner


S, O = AssessmentState, AssessmentOwner  # noqa: E741
FREEZE = AssessmentMove("freeze_month", (), S.FROZEN, "assessment_frozen", O.CENTRE)
OBJECT = AssessmentMove("object_to", (S.FROZEN,), None, "objection_raised", O.DEPARTMENT)
UPHOLD = AssessmentMove("uphold", (S.FROZEN,), None, "objection_upheld", O.CENTRE)
REJECT = AssessmentMove("reject", (S.FROZEN,), None, "objection_rejected", O.CENTRE)
PUBLISH = AssessmentMove("publish_month", (S.FROZEN,), S.PUBLISHED, "assessment_published", O.CENTRE)
PUBLISH_YEAR = AssessmentMove("publish_year", (), S.PUBLISHED, "year_assessed", O.CENTRE)
TRANSITIONS = (FREEZE, OBJECT, UPHOLD, REJECT, PUBLISH, PUBLISH_YEAR)
