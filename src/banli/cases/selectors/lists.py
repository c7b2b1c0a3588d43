"""Cases and what hangs on them: who may see which, one case, the lists."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from operator import attrgetter

from django.db.models import Q, QuerySet, Value
from django.utils.crypto import salted_hmac

from banli.cases.models import Case, Decision, Material, Notice, Opinion, Task
from banli.cases.permissions import GRANTS, CasePermission
from banli.cases.selectors.parts import part
from banli.cases.selectors.whose import of_applicant, of_company, why_not_mine
from banli.cases.states import OPEN, TO_HAND_OVER, State
from banli.catalogue.service import ItemSpec, in_channel, revision, task_codes, unrolled
from banli.kernel.actors import Actor
from banli.kernel.bigrams import contains
from banli.kernel.errors import Denied, Missing
from banli.kernel.folding import folded_number, spellings
from banli.kernel.query_number import query_number_in
from banli.kernel.text import gettext_noop
from banli.ledger.service import Event, events

PAGE = 50
BY_DUE = ("due_on", "id")
BY_ID = ("id",)
"""The orders of the lists."""
NO_CASE = gettext_noop("There is no such case, or it is not yours to see.")


SHORT_FORM = re.compile(r"20\d{6}\d{4,7}")
"""The day and the serial of a case number, without the code of the item before them."""
CHANNEL = "channel"
"""A mark beside the pinned limits: the steps run as the item's green channel says."""


def spec_of(case: Case) -> ItemSpec:
    """The definition the case pinned when it was handed in, with its steps as this case takes them.

    Let into the green channel, it takes that channel's; a step that is asked for each answer is there for each.
    """
    spec = revision(case.revision_id).spec
    return unrolled(in_channel(spec) if case.limits.get(CHANNEL) else spec, case.form)


def visible_to(by: Actor) -> QuerySet[Case]:
    """The cases ``by`` may see: an officer those of the department, an applicant the own ones."""
    if GRANTS.may_everywhere(by, CasePermission.READ):
        return Case.objects.all()
    mine = of_applicant(by)
    if by.department and GRANTS.may(by, CasePermission.READ, department=by.department):
        mine |= Q(department_id=by.department)
    return Case.objects.filter(mine)


def find(number: str, by: Actor) -> Case:
    """The case, where ``by`` may see it. Raises :class:`Missing` (which does not tell whether it exists)."""
    case = visible_to(by).select_related("department", "window").filter(number=number).first()
    if case is None and by.department and GRANTS.may(by, CasePermission.READ, department=by.department):
        # A department that is asked for its part sees the whole case.
        asked = Case.objects.filter(number=number, tasks__department_id=by.department)
        case = asked.select_related("department", "window").first()
    if case is None and by.id is not None:
        # Whoever handed it in for a company knows that it exists, and is told why it is out of reach now.
        handed_in = Case.objects.filter(number=number, owner_id=by.id).exclude(company="").first()
        if handed_in is not None:
            raise Denied(why_not_mine(handed_in, by) or NO_CASE)
    if case is None:
        raise Missing(NO_CASE)
    return case


def for_officer(number: str) -> Case:
    """The case for an act of an officer. Raises Missing; whether the act is theirs is checked by the act."""
    # Written out: composing this query costs the framework as much as the database needs to answer it.
    # Locked, so that of two at once the second waits and then finds itself stale.
    for case in Case.objects.raw("SELECT * FROM cases_case WHERE number = %s FOR UPDATE", [number]):
        return case
    raise Missing(NO_CASE)


def for_applicant(number: str, by: Actor) -> Case:
    """The case for an act of its applicant: the owner, one who unlocked it, or the window on their behalf."""
    case = for_officer(number)
    why = why_not_mine(case, by)
    if why is not None and not GRANTS.may(by, CasePermission.ACCEPT, department=case.department_id):
        raise Denied(why or gettext_noop("You are not allowed to do this."))
    return case


def query_password(number: str) -> str:
    """The six digits that open a case beside its number; derived, so that a receipt can be printed again."""
    value = int.from_bytes(
        salted_hmac("banli.cases.query-password", number, algorithm="sha256").digest()[:8],
        "big",
    )
    return f"{value % 1_000_000:06d}"


def opens(number: str, password: str) -> bool:
    """True where ``password`` opens the case and the case exists; none opens a company's."""
    fits = hmac.compare_digest(query_password(number).encode(), password.encode())
    return fits and Case.objects.filter(number=number, source="", company="").exists()


def opened_by(number: str, password: str) -> str:
    """The whole number of the case that ``number``, whole or in its short form, and ``password`` open; '' for none.

    The short form is the query number, or leaves the item's code out: day and serial, as lists set them apart.
    """
    if query_number_in(number):
        whole = list(asked_by(number).values_list("number", flat=True))
    else:
        whole = [code + number for code in task_codes()] if SHORT_FORM.fullmatch(number) else [number]
    return next((one for one in whole if opens(one, password)), "")


def asked_by(query_number: str) -> QuerySet[Case]:
    """The case of that query number, however it was typed; no rows where it is none."""
    found = query_number_in(query_number)
    return Case.objects.filter(query_number=found) if found else Case.objects.none()


def materials_of(case: Case) -> list[Material]:
    """What was handed in with the case, newest last; later files of one key replace earlier ones for reading."""
    return part(case, Material)


def notices(case: Case, kind: str = "") -> list[Notice]:
    """Written notices of the case, oldest first; those of one kind where it is named."""
    return [one for one in part(case, Notice) if not kind or one.kind == kind]


def opinions(case: Case) -> list[Opinion]:
    """Opinions of officers, oldest first, with their authors."""
    return part(case, Opinion)


def decision(case: Case) -> Decision | None:
    """The decision, where there is one."""
    return next(iter(part(case, Decision)), None)


def timeline(case: Case) -> list[Event]:
    """Every event of the case from the record, in order: applicant and officer see the same."""
    return events("case", str(case.pk))


def has_declared(case: Case) -> bool:
    """True where the applicant made the item's declaration when handing in (告知承诺)."""
    first = next(iter(timeline(case)), None)
    return bool(first and first.body and json.loads(first.body).get("declared"))


def open_cases(
    by: Actor, states: Iterable[State] = OPEN, after: tuple[date, int] | None = None
) -> list[Case]:
    """Open cases ``by`` may see, the most urgent first, a page of fifty after the key ``after`` (due, id)."""
    return _page(_from(open_rows(by, states), after), *BY_DUE)


def open_count(by: Actor, states: Iterable[State], most: int) -> int:
    """How many open cases ``by`` may see that stand in one of ``states``; ``most`` where there are more."""
    return open_rows(by, states)[:most].count()


def own_cases(by: Actor, company: str | None = None, before: int | None = None) -> list[Case]:
    """The signed-in applicant's cases, newest first, a page of fifty below the id ``before``.

    :param company: those of one company, '' for those of oneself, None for all that are seen.
    """
    if by.id is None:
        return []
    found = Case.objects.filter(of_applicant(replace(by, session=frozenset())))
    if company is not None:
        found = found.filter(of_company(company))
    return _page(found.filter(id__lt=before) if before else found, "-id")


def recent_cases(by: Actor, before: int | None = None, words: str = "") -> list[Case]:
    """Cases ``by`` may see, newest first, a page of fifty below the id ``before``; by number or applicant."""
    found = visible_to(by).filter(source="")
    if words:
        found = found.filter(_said(words))
    if before:
        found = found.filter(id__lt=before)
    return _page(found, "-id")


def _said(words: str) -> Q:
    """Cases whose number begins with these words or whose applicant's name says them, typed in any way."""
    said, number = Q(), folded_number(words)
    for name in spellings(words):
        said |= contains("applicant", name)
    if query_number_in(words):
        said |= Q(query_number=query_number_in(words))
    return said | Q(number__startswith=number) if number else said


def waiting(by: Actor, states: Iterable[State], after: int | None = None) -> list[Case]:
    """Cases ``by`` may see that stand in one of ``states``, the longest there first, fifty above the id ``after``.

    For states without a running clock: in correction, decided but not handed over.
    """
    found = waiting_rows(by, states)
    return _page(found.filter(id__gt=after) if after else found, "id")


def joint_cases(by: Actor, after: tuple[date, int] | None = None) -> list[Case]:
    """Open cases that several departments handle jointly (art. 42(2)), as far as ``by`` may see them, by page."""
    return _page(_from(joint_rows(by), after), *BY_DUE)


def asked_of(by: Actor, after: tuple[date, int] | None = None) -> list[Task]:
    """The steps under way that ``by``'s department owes to cases of other departments, the most urgent first; a page
    of fifty after the key ``after`` (due, id)."""
    if not by.department:
        return []
    GRANTS.require(by, CasePermission.READ, department=by.department)
    found = Task.objects.filter(department_id=by.department, finished_at=None, due_on__isnull=False)
    found = found.exclude(case__department_id=by.department)
    if after:
        found = found.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], id__gt=after[1]))
    found = found.select_related("case__revision__item", "case__department").defer(
        "case__revision__definition"
    )
    return list(found.order_by("due_on", "id")[:PAGE])


def to_hand_over(by: Actor, after: tuple[date, int] | None = None) -> list[Case]:
    """Decided cases whose result is not in the applicant's hands yet, the most urgent first (art. 44), by page."""
    return _page(_from(hand_over_rows(by), after), *BY_DUE)


def open_rows(by: Actor, states: Iterable[State] = OPEN) -> QuerySet[Case]:
    """The query behind :func:`open_cases`, in no order."""
    found = visible_to(by).filter(completed_at__isnull=True, state__in=[str(state) for state in states])
    return found.filter(source="", due_on__isnull=False)


def waiting_rows(by: Actor, states: Iterable[State]) -> QuerySet[Case]:
    """The query behind :func:`waiting`."""
    return visible_to(by).filter(source="", state__in=[str(state) for state in states])


def joint_rows(by: Actor) -> QuerySet[Case]:
    """The query behind :func:`joint_cases`."""
    found = visible_to(by).filter(completed_at__isnull=True, source="", due_on__isnull=False)
    return found.filter(accepted_at__isnull=False, revision__definition__joint=True)


def hand_over_rows(by: Actor) -> QuerySet[Case]:
    """The query behind :func:`to_hand_over`."""
    waits = [str(state) for state in TO_HAND_OVER]
    return visible_to(by).filter(completed_at__isnull=False, due_on__isnull=False, source="", state__in=waits)


def first_pages(*lists: tuple[QuerySet[Case], tuple[str, ...]]) -> list[list[Case]]:
    """The first page of several lists in one statement: each by its query and its order, :data:`BY_DUE` or the id."""
    found = [
        _shown(rows).annotate(place=Value(place)).order_by(*order)[:PAGE]
        for place, (rows, order) in enumerate(lists)
    ]
    pages: list[list[Case]] = [[] for _ in lists]
    for case in found[0].union(*found[1:], all=True) if len(found) > 1 else found[0] if found else ():
        pages[case.place].append(case)
    return [sorted(page, key=attrgetter(*order)) for page, (_rows, order) in zip(pages, lists, strict=True)]


def _from(found: QuerySet[Case], after: tuple[date, int] | None) -> QuerySet[Case]:
    """What of a list by its last day comes after this key."""
    if after is None:
        return found
    return found.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], id__gt=after[1]))


def _page(found: QuerySet[Case], *order: str) -> list[Case]:
    return list(_shown(found).order_by(*order)[:PAGE])


def _shown(found: QuerySet[Case]) -> QuerySet[Case]:
    """With items and departments. Without the definitions of the items: each is large, and a list shows none."""
    return found.select_related("revision__item", "department").defer("revision__definition")


def numbers_of(ids: Iterable[int]) -> dict[int, str]:
    """The public numbers of cases by id, whoever asks: a number alone opens nothing."""
    return dict(Case.objects.filter(pk__in=list(ids)).values_list("pk", "number"))
