"""Keeping plans and projects, and letting a case into the green channel, which skips nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from banli.cases.service import Case, enter_channel, find, spec_of
from banli.catalogue.service import current
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.once import once
from banli.kernel.printable import unsaid
from banli.kernel.records import check_not_ahead, check_order
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.numbering.service import take
from banli.people.service import department
from banli.projects.models import Announcement, Channel, LogEntry, Plan, Project, Section, Spot
from banli.projects.permissions import GRANTS, ProjectPermission
from banli.projects.rules import (
    ChannelRecord,
    LogRecord,
    PlanRecord,
    ProjectRecord,
    SectionRecord,
    SpotRecord,
    check_people,
    check_stage,
    check_target,
)
from banli.projects.selectors import (
    announce_by,
    earliest,
    find_plan,
    find_project,
    open_announcements,
)
from banli.projects.states import Stage
from banli.worktime.service import OPEN_END

TOPIC = "project"


def _told(subject: str, name: str, scope: str, by: Actor, **body: Any) -> None:
    append(topic=TOPIC, subject=subject, name=name, by=by, scope=scope, body=body)


def _number(series: str) -> str:
    year = clock.today().year
    return f"{series}-{year}-{take(f'projects:{series}:{year}'):04d}"


@transaction.atomic
def make_plan(*, record: PlanRecord, by: Actor) -> Plan:
    """Begin a company's plan of a year; the same record twice is one plan."""
    GRANTS.require(by, ProjectPermission.KEEP, department=record.department)
    department(record.department)
    if current(record.item).spec.department != record.department:
        raise Invalid([Problem("item", gettext_noop("This item is another department's."))])
    values = {
        "department_id": record.department,
        "year": record.year,
        "owner": record.plan_owner,
        "item": record.item,
    }
    public_id = record.public_id or _number("JH")
    others = Plan.objects.filter(owner=record.plan_owner, year=record.year, item=record.item)
    if others.exclude(public_id=public_id).exists():
        message = gettext_noop("This company has a plan of that year already.")
        raise Invalid([Problem("plan_owner", message)])
    row, made = once(Plan, public_id, values)
    if made:
        _told(row.public_id, "plan_made", record.department, by, year=row.year, item=row.item)
    return row


@transaction.atomic
def add_project(*, record: ProjectRecord, by: Actor) -> Project:
    """Put a project on a plan, with the day by which its approval is planned."""
    plan = find_plan(record.plan, by)
    GRANTS.require(by, ProjectPermission.KEEP, department=plan.department_id)
    if record.planned_for.year != plan.year:
        message = gettext_noop("The planned day lies outside the year of the plan, %(year)s.")
        raise Invalid([Problem("planned_for", message, (("year", plan.year),))])
    values = {"plan_id": plan.pk, "name": record.project, "planned_for": record.planned_for}
    row, made = once(Project, record.public_id or _number("XM"), values)
    if made:
        day = row.planned_for.isoformat()
        _told(row.public_id, "project_added", plan.department_id, by, plan=plan.public_id, planned_for=day)
    return row


@transaction.atomic
def link_case(*, project: str, case: str, by: Actor, version: int | None = None) -> Project:
    """Say which application is the project's; a case of the plan's item that no other project has.

    :raises Overtaken: where something about the project was written after ``version``; None does not ask.
    """
    Project.objects.select_for_update().filter(public_id=project).first()
    row = _project(project, by)
    check_unchanged(topic=TOPIC, subject=project, version=version)
    found = find(case.strip(), by)
    if spec_of(found).slug != row.plan.item:
        raise Refused(gettext_noop("This case is for another item than the plan's."))
    if row.case_id not in (None, found.pk) or Project.objects.filter(case=found).exclude(pk=row.pk).exists():
        raise Refused(gettext_noop("The project has another case already, or the case another project."))
    if row.case_id is None:
        row.case = found
        row.save(update_fields=["case"])
        _told(row.public_id, "case_linked", row.plan.department_id, by, case=found.number)
    return row


@transaction.atomic
def open_channel(*, record: ChannelRecord, by: Actor) -> Channel:
    """Let an open case into the green channel: reason, task force and a target that every legal period fits into.

    Its steps run from now on as the item's channel says, side by side where it says so; the channel skips nothing.

    :raises Invalid: with the first day on which a lawful decision is possible.
    """
    case = find(record.case, by)
    GRANTS.require(by, ProjectPermission.OPEN_CHANNEL, department=case.department_id)
    if spec_of(case).green_channel is None:
        raise Refused(gettext_noop("This item has no green channel."))
    if case.completed_at is not None:
        raise Refused(gettext_noop("This case has ended."))
    if case.accepted_at is None:
        raise Refused(gettext_noop("A case is let into the green channel once it is accepted."))
    check_people(record.members, "members")
    promised = case.due_on
    check_target(record.target_on, clock.today(), earliest(case), promised)
    if Channel.objects.filter(case=case).exclude(public_id=record.public_id).exists():
        raise Refused(gettext_noop("This case is in the green channel already."))
    values = {
        "case_id": case.pk,
        "reason": record.reason,
        "priority": str(record.priority),
        "members": list(record.members),
        "target_on": record.target_on,
        "approved_by_id": by.id,
    }
    row, made = once(Channel, record.public_id or _number("LS"), values)
    if made:
        enter_channel(by=by, number=case.number)
        target = record.target_on.isoformat()
        _told(row.public_id, "channel_opened", case.department_id, by, case=case.number, target_on=target)
    return row


@transaction.atomic
def log_early_entry(*, record: LogRecord, by: Actor) -> LogEntry:
    """Note what was done for a project before its application was handed in (提前介入)."""
    project = _project(record.project, by)
    check_not_ahead(record.day, clock.today())
    if project.case and record.day > project.case.submitted_at.astimezone(clock.SHANGHAI).date():
        message = gettext_noop("The application was handed in before this day: that is no early entry.")
        raise Invalid([Problem("day", message)])
    values = {
        "project_id": project.pk,
        "day": record.day,
        "people": list(record.people),
        "matter": record.matter,
        "outcome": record.came_of_it,
    }
    row, made = once(LogEntry, record.public_id or _number("JR"), values)
    if made:
        day = record.day.isoformat()
        _told(
            project.public_id,
            "early_entry_logged",
            project.plan.department_id,
            by,
            entry=row.public_id,
            day=day,
        )
    return row


@transaction.atomic
def plan_spot(*, record: SpotRecord, by: Actor) -> Spot:
    """Plan to look at a point or line on a day; at least two go (art. 34)."""
    project = _project(record.project, by)
    check_people(record.people, "people")
    values = {
        "project_id": project.pk,
        "kind": str(record.spot),
        "place": record.place,
        "planned_on": record.planned_on,
        "people": list(record.people),
    }
    row, made = once(Spot, record.public_id or _number("TK"), values)
    if made:
        _told(project.public_id, "spot_planned", project.plan.department_id, by, spot=row.public_id)
    return row


@transaction.atomic
def visit_spot(*, spot: str, on: date, found: str, by: Actor) -> Spot:
    """Note on which day a point or line was looked at, and what was found. What was noted once stays."""
    row = Spot.objects.select_for_update().filter(public_id=spot).first()
    if row is None:
        raise Missing(gettext_noop("There is no such point or line."))
    project = _project(row.project.public_id, by)
    if row.visited_on is not None:
        raise Refused(gettext_noop("This was looked at before."))
    check_not_ahead(on, clock.today())
    if unsaid(found, "found"):
        raise Invalid([Problem("found", gettext_noop("Say what was found there."))])
    row.visited_on, row.found = on, found.strip()
    row.save(update_fields=["visited_on", "found"])
    _told(project.public_id, "spot_visited", project.plan.department_id, by, spot=spot, day=on.isoformat())
    return row


@transaction.atomic
def add_section(*, record: SectionRecord, by: Actor) -> Section:
    """Put a province's section of a line on the timetable; one province leads."""
    project = _project(record.project, by)
    others = project.sections.exclude(public_id=record.public_id)
    if others.filter(province=record.province).exists():
        raise Invalid([Problem("province", gettext_noop("This province has its section already."))])
    if record.leads and others.filter(leads=True).exists():
        raise Invalid([Problem("leads", gettext_noop("Another province leads."))])
    values = {
        "project_id": project.pk,
        "province": record.province,
        "authority": record.authority,
        "leads": record.leads,
        "planned_on": record.planned_on,
    }
    row, made = once(Section, record.public_id or _number("LD"), values, stage=str(Stage.NOT_BEGUN))
    if made:
        _told(project.public_id, "section_added", project.plan.department_id, by, province=record.province)
    return row


@transaction.atomic
def advance_section(*, section: str, to: Stage, on: date, by: Actor, version: int | None = None) -> Section:
    """Note that a section has come to its next stage.

    :raises Overtaken: where something about the project was written after ``version``; None does not ask.
    """
    row = Section.objects.select_for_update().filter(public_id=section).first()
    if row is None:
        raise Missing(gettext_noop("There is no such section."))
    project = _project(row.project.public_id, by)
    check_unchanged(topic=TOPIC, subject=project.public_id, version=version)
    check_stage(Stage(row.stage), to)
    check_not_ahead(on, clock.today())
    if row.stage_on:
        check_order(row.stage_on, on)
    row.stage, row.stage_on = str(to), on
    row.save(update_fields=["stage", "stage_on"])
    told = {"province": row.province, "stage": str(to), "day": on.isoformat()}
    _told(project.public_id, "section_advanced", project.plan.department_id, by, **told)
    return row


@transaction.atomic
def publish_decision(*, case: str, on: date, place: str, by: Actor) -> Announcement:
    """Note when and where a decision was made public; the law's last day is kept beside it."""
    found: Case = find(case, by)
    GRANTS.require(by, ProjectPermission.KEEP, department=found.department_id)
    last = announce_by(found)
    if last is None or found.completed_at is None:
        raise Refused(gettext_noop("There is no decision to publish, or the item sets no time for it."))
    check_not_ahead(on, clock.today())
    check_order(found.completed_at.astimezone(clock.SHANGHAI).date(), on)
    if unsaid(place, "place"):
        raise Invalid([Problem("place", gettext_noop("Say where it was published."))])
    values = {"due_on": last, "published_on": on, "place": place.strip(), "recorded_at": clock.now()}
    row, made = Announcement.objects.get_or_create(case=found, defaults=values)
    if not made:
        raise Refused(gettext_noop("The publication is on record already."))
    judged = {} if last == OPEN_END else {"in_time": on <= last}
    _told(found.number, "decision_published", found.department_id, by, day=on.isoformat(), **judged)
    return row


def count_announcements(*, by: Actor) -> int:
    """Give each publication on record the last day it lacks, where the notice it waited for is loaded; how many got it.

    Called after the cases were counted again; each in a transaction of its own.
    """
    return sum(_count(row.pk, by) for row in open_announcements())


@transaction.atomic
def _count(key: int, by: Actor) -> bool:
    row = Announcement.objects.select_for_update(of=("self",)).select_related("case").get(pk=key)
    GRANTS.require(by, ProjectPermission.KEEP, department=row.case.department_id)
    last = announce_by(row.case)
    if row.due_on != OPEN_END or last is None or last == OPEN_END:
        return False
    row.due_on = last
    row.save(update_fields=["due_on"])
    told = {"day": row.published_on.isoformat(), "in_time": row.published_on <= last}
    _told(row.case.number, "publication_counted", row.case.department_id, by, **told)
    return True


def _project(public_id: str, by: Actor) -> Project:
    """The project, where ``by`` may keep it."""
    row = find_project(public_id, by)
    GRANTS.require(by, ProjectPermission.KEEP, department=row.plan.department_id)
    return row
