"""What is put up for comment, and what is said of it: files for strangers, comments, what became of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from banli.disclosure.models import Comment, CommentAnswer, CommentFile, PublicFile
from banli.disclosure.permissions import GRANTS, DisclosurePermission
from banli.disclosure.rules import comments as rules
from banli.disclosure.rules.publishing import LONGEST
from banli.disclosure.selectors.comments import find_comment, find_publicity, of_origin, publicity_of_case
from banli.files.service import StoredFile
from banli.kernel import clock
from banli.kernel.actors import VISITOR, Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.printable import fault
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.numbering.service import take

TOPIC = "comment"


@transaction.atomic
def put_up_file(*, by: Actor, number: str, title: str, file: StoredFile) -> PublicFile:
    """Let strangers read a file of the case: a text without what is secret or private, as the officer answers for.

    :raises Refused: where nothing of the case is put up for comment.
    """
    case = publicity_of_case(number, by)
    GRANTS.require(by, DisclosurePermission.PUBLISH, department=case.department_id)
    if problems := rules.title_faults(title):
        raise Invalid(problems)
    row = PublicFile.objects.create(
        case=case, file=file, title=title.strip(), put_up_at=clock.now(), by_id=by.id
    )
    _told(case.number, "file_put_up", by, case.department_id, file=file.sha256)
    return row


@transaction.atomic
def take_down_file(*, by: Actor, number: str, key: int) -> None:
    """Let strangers read it no more; it stays on record that it was there."""
    case = publicity_of_case(number, by)
    GRANTS.require(by, DisclosurePermission.PUBLISH, department=case.department_id)
    row = PublicFile.objects.select_for_update().filter(case=case, pk=key).first()
    if row is None:
        raise Missing(gettext_noop("There is no such file."))
    if row.taken_down_at is None:
        row.taken_down_at = clock.now()
        row.save(update_fields=["taken_down_at"])
        _told(case.number, "file_taken_down", by, case.department_id, file=row.file.sha256)


def comment(
    *, task: int, said: rules.Comment, address: str = "", files: Sequence[StoredFile] = ()
) -> Comment:
    """Take in what somebody says of a case that is put up for comment. Sent twice it is one comment.

    There is no ``by``: whoever says it need not be known here, and is a visitor in the record.

    :raises Missing: where it is not put up for comment.
    :raises Refused: before its first and after its last day, and where too many came from one address.
    :raises Invalid: with every fault of the text at its place.
    """
    found = find_publicity(task)
    if error := found.why_not_comment:
        raise error
    clean = rules.checked(said)
    if len(files) > rules.MOST_FILES:
        message = gettext_noop("At most %(most)s files for one comment.")
        raise Invalid([Problem("material.comment", message, (("most", rules.MOST_FILES),))])
    origin = _digest(address) if address else ""
    mark = _digest(f"{clean.contact}\n{clean.text}")
    before = Comment.objects.filter(task_id=task, said=mark).first()
    if before is not None:
        return before
    if origin and of_origin(origin) >= rules.MOST_OF_ORIGIN:
        raise Refused(rules.TOO_MANY)
    try:
        return _keep(found.case.department_id, found.case.number, task, clean, origin, mark, files)
    except IntegrityError:  # the same sent twice at once
        return Comment.objects.get(task_id=task, said=mark)


@transaction.atomic
def _keep(
    department: str,
    case: str,
    task: int,
    clean: rules.Comment,
    origin: str,
    mark: str,
    files: Sequence[StoredFile],
) -> Comment:
    year = clock.today().year
    row = Comment.objects.create(
        number=f"YJ-{year}-{take(f'comment:{year}'):06d}",
        task_id=task,
        name=clean.name,
        contact=clean.contact,
        text=clean.text,
        origin=origin,
        said=mark,
        given_at=clock.now(),
    )
    CommentFile.objects.bulk_create(CommentFile(comment=row, file=one) for one in files)
    _told(row.number, "commented", VISITOR, department, case=case)
    return row


@transaction.atomic
def answer_comment(*, by: Actor, number: str, adopted: bool | None, text: str) -> CommentAnswer:
    """Note whether a comment was taken up, and why or why not. Once: the comment is locked meanwhile.

    :raises Refused: where it was answered before.
    """
    row = find_comment(number, by)
    Comment.objects.select_for_update().get(pk=row.pk)
    department = row.task.case.department_id
    GRANTS.require(by, DisclosurePermission.PUBLISH, department=department)
    if CommentAnswer.objects.filter(comment=row).exists():
        raise Refused(gettext_noop("This comment was answered already."))
    said, problems = text.strip(), []
    if adopted is None:
        problems.append(Problem("adopted", gettext_noop("Choose whether the comment was taken up.")))
    if wrong := fault(said):
        problems.append(wrong.at("text"))
    elif not said:
        problems.append(Problem("text", gettext_noop("Give the reason.")))
    elif len(said) > LONGEST:
        message = gettext_noop("Please keep it under %(n)s characters.")
        problems.append(Problem("text", message, (("n", LONGEST),)))
    if problems or adopted is None:
        raise Invalid(problems)
    made = CommentAnswer.objects.create(
        comment=row, adopted=adopted, text=said, answered_at=clock.now(), by_id=by.id
    )
    _told(number, "comment_answered", by, department, adopted=adopted)
    return made


def _told(subject: str, name: str, by: Actor, department: str, **body: object) -> None:
    append(topic=TOPIC, subject=subject, name=name, by=by, scope=department, body=body)


def _digest(value: str) -> str:
    """What tells two apart and nobody whose it is."""
    return salted_hmac("banli.disclosure.comment", value, algorithm="sha256").hexdigest()
