"""What is put up for comment, for everybody; comments, for the organ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from banli.cases.service import Case, Task, find, spec_of
from banli.catalogue.service import ItemSpec, Step, current, derive, fact_label, fact_shown, items
from banli.disclosure.models import Comment, PublicFile
from banli.disclosure.permissions import GRANTS, DisclosurePermission
from banli.disclosure.rules.comments import public_step, why_not_comment
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.masking import masked_in, masked_name, masked_numbers
from banli.kernel.text import Words, gettext_noop

PAGE = 20
DESK_PAGE = 50
WITHIN = timedelta(days=1)
NOTHING = gettext_noop("Nothing of that name is put up for comment.")


@dataclass(frozen=True)
class Publicity:
    """A step of publicity as strangers read it: the case, its first and last day."""

    task: Task
    case: Case
    spec: ItemSpec
    step: Step

    @property
    def last(self) -> date | None:
        """The last day; None where it is not known."""
        return self.task.due_on

    @property
    def open(self) -> bool:
        """Whether it runs today."""
        over = self.last is not None and clock.today() > self.last
        return not over and self.task.finished_at is None

    @property
    def why_not_comment(self) -> Refused | None:
        """Why nobody may comment now; None where one may."""
        if self.step.public is None or self.step.public.comments is None:
            return Refused(gettext_noop("This is put up to be read; no comments are taken here."))
        return why_not_comment(
            self.task.begun_on, self.last, self.task.finished_at is not None, clock.today()
        )

    @property
    def lines(self) -> list[tuple[Words, str]]:
        """What of the application is public, as the item says; persons in part."""
        if self.step.public is None:
            return []
        facts = derive(self.spec, self.case.form)
        shown = [(key, fact_shown(self.spec, key, facts)) for key in self.step.public.shows]
        return [(fact_label(self.spec, key), self._masked(text)) for key, text in shown if text]

    @property
    def applicant(self) -> str:
        """Who applies; a person in part."""
        return masked_name(self.case.applicant, self.case.applicant_code)

    def _masked(self, text: str) -> str:
        return masked_numbers(masked_in(text, self.case.applicant, self.case.applicant_code))


def _put_up() -> QuerySet[Task]:
    """The steps of publicity of the items that strangers read of, in no order."""
    specs = (current(card.slug).spec for card in items())
    slugs = [spec.slug for spec in specs if any(step.public for step in spec.steps)]
    rows = Task.objects.filter(
        kind="publicity", case__source="", case__revision__item__slug__in=slugs, begun_on__lte=clock.today()
    )
    return rows.select_related("case__revision", "department")


def _shown(rows: Iterable[Task]) -> list[Publicity]:
    found = []
    for task in rows:
        spec = spec_of(task.case)
        step = public_step(spec, task.key)
        if step is not None:
            found.append(Publicity(task, task.case, spec, step))
    return found


def running_publicity() -> list[Publicity]:
    """What is put up now, what ends first in front."""
    today = clock.today()
    rows = _put_up().filter(Q(due_on__isnull=True) | Q(due_on__gte=today), finished_at__isnull=True)
    return _shown(rows.order_by("due_on", "id")[: 5 * PAGE])


def ended_publicity(before: int | None = None) -> tuple[list[Publicity], int | None]:
    """What was put up before, the latest first, and the key of the next page."""
    rows = _put_up().filter(Q(due_on__lt=clock.today()) | Q(finished_at__isnull=False))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[:PAGE])
    return _shown(found), found[-1].pk if len(found) == PAGE else None


def find_publicity(key: int) -> Publicity:
    """One, for everybody. Raises :class:`Missing`."""
    found = _shown(_put_up().filter(pk=key))
    if not found:
        raise Missing(NOTHING)
    return found[0]


def public_files(case: Case) -> list[PublicFile]:
    """What strangers may read of the case, in the order it was put up."""
    rows = PublicFile.objects.filter(case=case, taken_down_at__isnull=True)
    return list(rows.select_related("file").order_by("pk"))


def public_file(publicity: Publicity, key: int) -> PublicFile:
    """One of them. Raises :class:`Missing`."""
    found = next((one for one in public_files(publicity.case) if one.pk == key), None)
    if found is None:
        raise Missing(gettext_noop("There is no such file."))
    return found


def publicity_of_case(number: str, by: Actor) -> Case:
    """The case for an officer who puts files up. Raises Missing, and Refused where nothing of it is ever put up."""
    case = find(number, by)
    GRANTS.require(by, DisclosurePermission.READ, department=case.department_id)
    if not is_put_up(case):
        raise Refused(gettext_noop("Nothing of this case is put up for the public."))
    return case


def is_put_up(case: Case) -> bool:
    """True where strangers read of a step of the case."""
    return any(step.public for step in spec_of(case).steps)


def publicities_of(case: Case) -> list[Publicity]:
    """The steps of the case that were or are put up, in their order."""
    rows = Task.objects.filter(case=case, kind="publicity").select_related("case__revision", "department")
    return _shown(rows.order_by("pk"))


@dataclass(frozen=True)
class Counted:
    """The comments of a case: all, taken up, not taken up, without an answer."""

    all: int
    adopted: int
    declined: int

    @property
    def open(self) -> int:
        """Those that nobody answered yet."""
        return self.all - self.adopted - self.declined


def comments_counted(case: Case) -> Counted:
    """How many comments on a case there are, and what became of them."""
    counted = Comment.objects.filter(task__case=case).aggregate(
        all=Count("pk"),
        adopted=Count("pk", filter=Q(answer__adopted=True)),
        declined=Count("pk", filter=Q(answer__adopted=False)),
    )
    return Counted(**counted)


def of_origin(origin: str) -> int:
    """How many comments came from one address within a day."""
    return Comment.objects.filter(origin=origin, given_at__gt=clock.now() - WITHIN).count()


def visible_comments(by: Actor) -> QuerySet[Comment]:
    """The comments on the cases of the own department, or all for those who oversee."""
    rows = Comment.objects.select_related("task__case__revision", "task__department", "answer__by")
    if GRANTS.may_everywhere(by, DisclosurePermission.READ):
        return rows
    GRANTS.require(by, DisclosurePermission.READ, department=by.department)
    return rows.filter(task__case__department_id=by.department)


def find_comment(number: str, by: Actor) -> Comment:
    """One comment for an officer. Raises :class:`Missing`."""
    found = visible_comments(by).filter(number=number).first()
    if found is None:
        raise Missing(gettext_noop("There is no such comment."))
    return found


def listed_comments(by: Actor, case: str = "", before: int | None = None) -> list[Comment]:
    """The comments of one case, the latest first; without a case those that wait for an answer, the oldest first."""
    rows = visible_comments(by)
    if case:
        return list(rows.filter(task__case__number=case).order_by("-pk")[: 4 * DESK_PAGE])
    rows = rows.filter(answer__isnull=True)
    if before is not None:
        rows = rows.filter(pk__gt=before)
    return list(rows.order_by("pk")[:DESK_PAGE])
