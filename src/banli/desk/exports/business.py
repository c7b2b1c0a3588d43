"""Cases, own procedures and certificates as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.cases.service import (
    Case,
    Task,
    asked_of,
    hand_over_rows,
    joint_rows,
    open_rows,
    recent_cases,
    visible_to,
    waiting_rows,
)
from banli.desk.cases.list import BY_DUE, VIEWS
from banli.desk.cases.rows import Row, rows, task_rows
from banli.desk.certificates.pages import STANDINGS
from banli.desk.certificates.pages import VIEWS as CERTIFICATE_VIEWS
from banli.desk.exports.listing import Cells, Listing, day, moment, paged, streamed, text
from banli.documents.service import TableColumn
from banli.enforcement.service import case_rows
from banli.kernel.actors import Actor
from banli.kernel.masking import masked_name
from banli.kernel.text import Words
from banli.licences.service import Certificate, expiry_rows, standing_of
from banli.people.service import departments, named
from banli.screens.face import LIGHTS


def cases(by: Actor, asked: QueryDict) -> Listing:
    """A view of the cases, or what a search found."""
    words, view = asked.get("q", "").strip(), asked.get("view", "open")
    states = {name: states for name, _label, states in VIEWS}.get(view)
    if words or states is None:
        view = "all"
    filters = [(_("View"), str({name: label for name, label, _states in VIEWS}[view]))]
    filters += [(_("Search"), words)] if words else []
    title = pgettext("desk", "Cases")
    if words:
        # Few are found, and the search knows spellings that no other query does.
        found = paged(lambda after: recent_cases(by, after, words), lambda last: last.pk, _cases())
        return Listing(title, case_columns(), found, filters=filters)
    if view == "asked":
        tasks = paged(lambda after: asked_of(by, after), _place, _steps)
        return Listing(title, _step_columns(), tasks, filters=filters)
    query = _view(by, view, states or ())
    return Listing(title, case_columns(), streamed(_listed(query), _cases()), query.count(), filters)


def _view(by: Actor, view: str, states: Iterable[str]) -> QuerySet[Case]:
    if view in BY_DUE:
        return open_rows(by, states).order_by("due_on", "id")  # type: ignore[arg-type]
    if view == "handover":
        return hand_over_rows(by).order_by("due_on", "id")
    if view == "joint":
        return joint_rows(by).order_by("due_on", "id")
    if view == "all":
        return visible_to(by).filter(source="").order_by("-id")
    return waiting_rows(by, states).order_by("id")  # type: ignore[arg-type]


def _listed(query: QuerySet[Case]) -> QuerySet[Case]:
    return query.select_related("revision__item", "department").defer("revision__definition")


def _place(last: Task) -> tuple[date, int]:
    return last.due_on or date.max, last.pk


def case_columns() -> list[TableColumn]:
    """What is told of a case."""
    return [
        text(_("Number"), 36),
        text(_("Applicant"), 28),
        text(_("Item"), 34),
        text(_("Facts"), 34),
        text(_("Department"), 18),
        text(_("State"), 14),
        text(pgettext("supervision", "Lights"), 10),
        text(pgettext("supervision", "Clock"), 16),
        day(_("Due")),
        moment(pgettext("export", "Handed in")),
        moment(pgettext("export", "Accepted")),
        moment(pgettext("export", "Completed")),
    ]


def _cases() -> Callable[[list[Case]], Iterable[Cells]]:
    names = {one.code: named(one) for one in departments()}

    return lambda found: (case_cells(row, names) for row in rows(found))


def case_cells(row: Row, names: Mapping[str, Any]) -> Cells:
    """One case under :func:`case_columns`, its applicant in part where it is a person."""
    case = row.case
    return (
        case.number,
        row.applicant,
        row.item,
        row.facts,
        names.get(case.department_id, case.department_id),
        row.state,
        LIGHTS[row.light][0] if row.light else "",
        row.left,
        row.due_on,
        case.submitted_at,
        case.accepted_at,
        case.completed_at,
    )


def _step_columns() -> list[TableColumn]:
    return [
        text(_("Number"), 36),
        text(_("Applicant"), 28),
        text(_("Item"), 34),
        text(_("Step"), 20),
        text(_("Asked by"), 18),
        text(pgettext("supervision", "Lights"), 10),
        text(pgettext("supervision", "Clock"), 16),
        day(_("Due")),
    ]


def _steps(found: list[Task]) -> Iterator[Cells]:
    for row in task_rows(found):
        light = LIGHTS[row.light][0] if row.light else ""
        yield row.case.number, row.applicant, row.item, row.step, row.asker, light, row.left, row.due_on


def enforcement(by: Actor, asked: QueryDict) -> Listing:
    """The own procedures of the department."""
    ended = asked.get("view") == "ended"
    query = case_rows(by, ended=ended)
    shown = _("Ended") if ended else _("Under way")
    return Listing(
        pgettext("desk", "Enforcement"),
        case_columns(),
        streamed(query, _cases()),
        query.count(),
        [(_("View"), shown)],
    )


def certificates(by: Actor, asked: QueryDict) -> Listing:
    """The certificates by expiry or validation, or the ended ones."""
    view, words = asked.get("view", "expiry"), asked.get("q", "").strip()
    view = view if view in dict(CERTIFICATE_VIEWS) else "expiry"
    query = expiry_rows(by, view, words)
    columns = [
        text(_("Number"), 30),
        text(pgettext("certificate", "Certificate"), 26),
        text(pgettext("certificate", "Holder"), 30),
        text(_("Department"), 18),
        text(_("State"), 14),
        day(pgettext("export", "Issued")),
        day(_("Valid from")),
        day(_("Valid to")),
        day(_("To be validated by")),
        day(pgettext("export", "Ended")),
    ]
    filters = [(_("View"), str(dict(CERTIFICATE_VIEWS)[view])), *([(_("Search"), words)] if words else [])]
    return Listing(
        pgettext("desk", "Certificates"), columns, streamed(query, _certificates), query.count(), filters
    )


def _certificates(found: list[Certificate]) -> Iterator[Cells]:
    names = {one.code: named(one) for one in departments()}
    for one in found:
        yield (
            one.face_number,
            Words(**one.title),
            masked_name(one.holder, one.holder_code),
            names.get(one.department_id, one.department_id),
            STANDINGS[standing_of(one)][0],
            one.issued_on,
            one.valid_from,
            one.valid_to,
            one.validate_by,
            one.ended_on,
        )
