"""What is known of a case when somebody asks whether an act may be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from banli.cases.rules.grounds import Ground
from banli.cases.rules.promises import Promised
from banli.cases.rules.serving import Serving
from banli.cases.rules.steps import Done
from banli.cases.rules.together import Needed
from banli.catalogue.rules import Finding, ItemSpec, Step
from banli.kernel.errors import Problem, Refused
from banli.worktime.rules import Calendar


class OpenStep(Protocol):
    """A step under way."""

    key: str
    kind: str
    begun_on: date
    due_on: date | None


class Consulting(Protocol):
    """A consultation under way: its number, the step it is about ('' for the case), whether the case waits for it."""

    public_id: str
    step: str
    holds: bool


class HearingKept(Protocol):
    """A hearing as it is kept; each day is None until it comes."""

    asked_on: date | None
    called_on: date | None
    on: date | None
    given_up_on: date | None
    held_at: Any


class Known(Protocol):
    """The facts of a case and of the person who asks; one object serves every rule, and each fact is read once.

    ``head`` and ``window``: the person decides, or is at the window, in the case's department.
    """

    @property
    def spec(self) -> ItemSpec: ...
    @property
    def state(self) -> str: ...
    @property
    def result(self) -> str: ...
    @property
    def forwarded(self) -> bool:
        """A lower organ examined it first."""

    @property
    def waits_for(self) -> Sequence[Needed]:
        """The cases of its bundle that are granted before it."""

    @property
    def reviewer(self) -> int | None: ...
    @property
    def person(self) -> int | None: ...
    @property
    def head(self) -> bool: ...
    @property
    def window(self) -> bool: ...
    @property
    def today(self) -> date: ...
    @property
    def days(self) -> Calendar: ...
    @property
    def received_on(self) -> date: ...
    @property
    def silent(self) -> bool:
        """The five days to answer the application have passed without an answer."""

    @property
    def extended_days(self) -> int: ...
    @property
    def statutory_due(self) -> date | None: ...
    @property
    def paused_for(self) -> str: ...
    @property
    def in_channel(self) -> bool: ...
    @property
    def ban(self) -> Refused | None:
        """Why the applicant may not apply today."""

    @property
    def derived(self) -> Mapping[str, Any]: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def taken(self) -> tuple[Step, ...]: ...
    @property
    def done(self) -> tuple[Done, ...]: ...
    @property
    def open_steps(self) -> Sequence[OpenStep]: ...
    @property
    def panels_concluded(self) -> Sequence[bool]:
        """Of each panel of experts drawn for the case, whether it has its conclusion."""

    @property
    def consultations(self) -> Sequence[Consulting]:
        """Consultations about the case that are under way."""

    @property
    def promised(self) -> tuple[Promised, ...]: ...
    @property
    def handed_in(self) -> frozenset[str]: ...
    @property
    def hearings(self) -> Sequence[HearingKept]: ...
    @property
    def told_on(self) -> date | None:
        """The day of the last notice of a proposed refusal."""

    @property
    def told_served_on(self) -> date | None:
        """The day on which that notice was served; None while it is not."""

    @property
    def serving(self) -> Serving | None:
        """How the service of the notice stands that the applicant is to answer now; None where there is none."""

    @property
    def stated(self) -> bool: ...
    @property
    def waived(self) -> bool: ...
    @property
    def answer_until(self) -> date | None:
        """The last day to answer the correction notice that is out; None while it is not served."""

    @property
    def helped(self) -> bool:
        """It is noted that a window helped with the application."""

    @property
    def refusals(self) -> Mapping[str, Ground]:
        """The grounds on which acceptance may be refused, whoever asks."""

    @property
    def ground_taken(self) -> Sequence[Problem]:
        """What the register of rights to ground holds against a grant."""
