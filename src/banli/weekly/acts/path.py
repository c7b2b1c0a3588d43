"""What every act on an issue does: take it under its lock, check, count the change, leave one event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.weekly.models import Issue
from banli.weekly.rules.checks import check_act, check_version
from banli.weekly.states import State, Transition

TOPIC = "weekly"


def locked(issue_id: int) -> Issue:
    """The issue, held until the transaction ends. Raises :class:`Missing`."""
    issue = Issue.objects.select_for_update(of=("self",)).select_related("frame").filter(pk=issue_id).first()
    if issue is None:
        raise Missing(gettext_noop("There is no such issue of the weekly report."))
    return issue


def taken(step: Transition, issue_id: int, version: int) -> Issue:
    """The issue under its lock, fit for ``step`` and unchanged since ``version``."""
    issue = locked(issue_id)
    check_version(version, issue.version)
    check_act(step, State(issue.state))
    return issue


def moved(step: Transition, issue: Issue, by: Actor, body: Mapping[str, Any]) -> Issue:
    """Save ``issue`` in the state ``step`` leads to, one version on, and leave the event."""
    issue.state = step.target.value
    issue.version += 1
    issue.save()
    append(
        topic=TOPIC,
        subject=issue.subject,
        name=step.event,
        by=by,
        body={"version": issue.version, **body},
    )
    return issue
