"""A published issue goes out: copies to its recipients, receipts, marks of reading, the archive."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.numbering.service import take
from banli.weekly.acts.transition import locked, note
from banli.weekly.models import Archive, Delivery, Issue
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.archive import RETENTIONS, archive_number
from banli.weekly.rules.checks import check_own_department
from banli.weekly.rules.frame import EVERY
from banli.weekly.selectors.windows import departments_with_windows
from banli.weekly.states import State


@transaction.atomic
def distribute(*, by: Actor, issue_id: int) -> list[Delivery]:
    """Send a published issue to everybody on its list; sending it again changes nothing.

    :raises Refused: where it is not published, or the list asks for more copies than are printed.
    """
    GRANTS.require(by, WeeklyPermission.DISTRIBUTE)
    issue = _published(issue_id)
    there = list(issue.deliveries.all())
    if there:
        return there
    wanted = [
        (row["group"], name, code, row["copies"])
        for row in issue.frame.recipients
        for name, code in _places(row["name"], row["department"])
    ]
    total = sum(copies for *_, copies in wanted)
    if total > issue.frame.copies:
        raise Refused(
            gettext_noop("The recipients ask for %(wanted)s copies, and %(printed)s are printed."),
            wanted=total,
            printed=issue.frame.copies,
        )
    now = clock.now()
    made = Delivery.objects.bulk_create(
        Delivery(issue=issue, group=group, recipient=name, department=code, copies=copies, sent_at=now)
        for group, name, code, copies in wanted
    )
    note("distributed", issue, by, {"recipients": len(made), "copies": total})
    return made


def _places(name: str, department: str) -> list[tuple[str, str]]:
    """A recipient with its department; one row for each department with a window, where that is meant."""
    if department == EVERY:
        return [(f"{short}窗口", code) for code, short in departments_with_windows()]
    return [(name, department)]


@transaction.atomic
def confirm_receipt(*, by: Actor, delivery_id: int) -> Delivery:
    """Say that the copies arrived: the department's own people, or the editor for those outside; once."""
    sent = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if sent is None:
        raise Missing(gettext_noop("There is no such delivery."))
    if not GRANTS.may(by, WeeklyPermission.DISTRIBUTE):
        GRANTS.require(by, WeeklyPermission.RECEIVE)
        check_own_department(by.department, sent.department)
    if sent.received_at is None:
        sent.received_at, sent.received_by = clock.now(), by.label
        sent.save(update_fields=["received_at", "received_by"])
        note("receipt_confirmed", sent.issue, by, {"delivery": sent.pk, "recipient": sent.recipient})
    return sent


@transaction.atomic
def mark_read(*, by: Actor, issue_id: int) -> int:
    """Mark the deliveries of the reader's department as read, the first time; how many were."""
    GRANTS.require(by, WeeklyPermission.READ_PUBLISHED)
    if not by.department:
        return 0
    unread = Delivery.objects.select_for_update().filter(
        issue_id=issue_id, department=by.department, read_at=None
    )
    found = list(unread)
    for sent in found:
        sent.read_at, sent.read_by = clock.now(), by.label
        sent.save(update_fields=["read_at", "read_by"])
        note("read_first", sent.issue, by, {"delivery": sent.pk, "recipient": sent.recipient})
    return len(found)


@transaction.atomic
def archive(*, by: Actor, issue_id: int, retention: str) -> Archive:
    """Put a published issue into the archive under the next archive number of the year; it stays there.

    :raises Invalid: where the retention is not one of the archive's.
    """
    GRANTS.require(by, WeeklyPermission.DISTRIBUTE)
    issue = _published(issue_id)
    if retention not in RETENTIONS:
        raise Invalid([Problem("retention", gettext_noop("Choose how long the issue is kept."))])
    there = Archive.objects.filter(issue=issue).first()
    if there is not None:
        return there
    year = clock.today().year
    made = Archive.objects.create(
        issue=issue,
        number=archive_number(year, take(f"weekly-archive:{year}")),
        retention=retention,
        archived_at=clock.now(),
        archived_by=by.label,
    )
    note("issue_archived", issue, by, {"number": made.number, "retention": retention})
    return made


def _published(issue_id: int) -> Issue:
    issue = locked(issue_id)
    if issue.state != State.PUBLISHED:
        raise Refused(gettext_noop("This issue is not published yet."))
    return issue
