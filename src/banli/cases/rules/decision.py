"""Opinions, decisions, and what may follow them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from banli.cases.states import REVOCATIONS, Result, State
from banli.catalogue.rules import Finding, ItemSpec, certified
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop


def check_opinion(text: str) -> None:
    """An opinion says something."""
    if unsaid(text, "opinion"):
        raise Invalid([Problem("opinion", gettext_noop("Write your opinion."))])


def check_other_person(reviewer: int | None, by: int | None) -> None:
    """Who examined a case does not decide it."""
    if reviewer is not None and reviewer == by:
        raise Refused(gettext_noop("You examined this case; somebody else must decide it."))


def check_refusal(reasons: str, answer: str, *, stated: bool) -> None:
    """A refusal gives reasons (art. 38(2)), and says of views that were stated why they do not hold (art. 7); where to
    turn follows from the item's law."""
    faults = []
    if unsaid(reasons, "reasons"):
        faults.append(Problem("reasons", gettext_noop("A refusal needs its reasons (art. 38).")))
    if stated and unsaid(answer, "answer"):
        message = gettext_noop("The applicant stated views; say why they do not hold (art. 7).")
        faults.append(Problem("answer", message))
    if faults:
        raise Invalid(faults)


def check_grantable(findings: Iterable[Finding]) -> None:
    """What breaks a rule of the item cannot be granted."""
    broken = [str(finding.message) for finding in findings if finding.forbids]
    if broken:
        raise Refused(gettext_noop("This cannot be granted: %(why)s"), why="；".join(broken))


def check_forwarding(spec: ItemSpec, forwarding: bool) -> None:
    """An item whose result is the upper organ's is forwarded; every other is decided (art. 35)."""
    if forwarding and spec.result.type != "40":
        raise Refused(gettext_noop("This item is decided here; it is not forwarded (art. 35)."))
    if not forwarding and spec.result.type == "40":
        raise Refused(gettext_noop("This item is examined here and forwarded to the upper organ (art. 35)."))


def check_certified(spec: ItemSpec, facts: Mapping[str, Any]) -> None:
    """A certificate is issued where the grant is given as one (art. 39)."""
    if not certified(spec, facts):
        raise Refused(gettext_noop("This item is granted without a certificate."))


def check_deliverable(spec: ItemSpec, facts: Mapping[str, Any], state: str) -> None:
    """A result that is a certificate is handed over after it was issued."""
    if state == State.GRANTED and certified(spec, facts):
        raise Refused(gettext_noop("Issue the certificate first."))


def check_spot(spec: ItemSpec) -> None:
    """Only an instant item is decided on the spot."""
    if spec.case_type != "instant":
        raise Refused(gettext_noop("This is not an instant item; it goes through examination and decision."))


def check_granted(result: str) -> None:
    """What was never granted cannot be revoked (art. 69)."""
    if result != Result.CERTIFICATE:
        raise Refused(gettext_noop("This case was not granted; there is nothing to revoke (art. 69)."))


def check_ground(ground: str, reason: str) -> None:
    """A grant is revoked on a ground of law and with the facts (art. 69)."""
    faults = []
    if ground not in REVOCATIONS:
        faults.append(Problem("ground", gettext_noop("Choose the ground in law (art. 69).")))
    if unsaid(reason, "reason"):
        faults.append(Problem("reason", gettext_noop("Say which facts the revocation rests on.")))
    if faults:
        raise Invalid(faults)


def check_reason(reason: str) -> None:
    """What ends a case outside the procedure is explained."""
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why."))])
