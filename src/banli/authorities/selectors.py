"""Reads of the network."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from banli.authorities.models import Attendance, Authority, FormsGone, HandOver, Training
from banli.authorities.permissions import GRANTS, AuthorityPermission
from banli.authorities.rules import (
    Count,
    Life,
    Range,
    Trained,
    count,
    fresh_in_year,
    handed_to_all,
    stage,
    subtract,
)
from banli.authorities.states import NETWORK, Stage, Thing
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop


def visible(by: Actor) -> QuerySet[Authority]:
    """The authorities ``by`` may see: those of the own department's network, or all."""
    every = Authority.objects.select_related("region", "department").prefetch_related("suspensions")
    if GRANTS.may_everywhere(by, AuthorityPermission.READ):
        return every
    may = bool(by.department) and GRANTS.may(by, AuthorityPermission.READ, department=by.department)
    return every.filter(department_id=by.department) if may else every.none()


def network_of(department: str) -> QuerySet[Authority]:
    """The authorities that the department keeps, in no order."""
    return Authority.objects.filter(department_id=department)


def has_network(department: str) -> bool:
    """True where the department keeps authorities already."""
    return network_of(department).exists()


def find_authority(public_id: str, by: Actor) -> Authority:
    """The authority, where ``by`` may see it. Raises :class:`Missing`."""
    found = visible(by).filter(public_id=public_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such authority, or it is not yours to see."))
    return found


def life_of(row: Authority) -> Life:
    """The days of an authority as the rules see them."""
    held = tuple((one.first, one.until) for one in sorted(row.suspensions.all(), key=lambda one: one.first))
    return Life(row.live_on, row.ended_on, row.withdrawn, held)


def network(by: Actor, day: date, words: str = "") -> list[tuple[Authority, Stage]]:
    """The authorities entrusted by ``day`` and where each stood, by level and region; by a part of the name."""
    rows = visible(by).filter(entrusted_on__lte=day)
    if words.strip():
        rows = rows.filter(name__icontains=words.strip())
    return [(row, stage(life_of(row), day)) for row in rows.order_by("region", "-level", "public_id")]


def count_on(by: Actor, day: date) -> Count:
    """How many authorities the network had on ``day``."""
    return count([(row.level, life_of(row)) for row in visible(by).order_by("id")], day)


def in_network(row: Authority, day: date) -> bool:
    """True where the authority is one of the network on ``day``."""
    return stage(life_of(row), day) in NETWORK


def held_forms(authority: Authority) -> list[Range]:
    """The ranges of blank forms handed to the authority."""
    rows = HandOver.objects.filter(authority=authority, thing=str(Thing.FORMS)).order_by("first_number")
    return [(one.first_number or 0, one.last_number or 0) for one in rows]


def gone_forms(authority: Authority) -> list[Range]:
    """The ranges that were used, returned or lost."""
    rows = FormsGone.objects.filter(authority=authority).order_by("first_number")
    return [(one.first_number, one.last_number) for one in rows]


def left_forms(authority: Authority) -> list[Range]:
    """The forms that should lie on the authority's shelf."""
    return subtract(held_forms(authority), gone_forms(authority))


def trainings(by: Actor) -> list[Training]:
    """The batches of the networks ``by`` may see, latest first."""
    departments = visible(by).order_by().values("department_id").distinct()
    rows = Training.objects.filter(department_id__in=departments).select_related("department")
    return list(rows.prefetch_related("attendances__authority").order_by("-day", "-batch", "-id"))


def trained(*, department: str, since: date, until: date) -> Trained:
    """What the batches of ``since`` to ``until`` come to, and the department's network on ``until``. No names."""
    batches = list(Training.objects.filter(department_id=department, day__range=(since, until)))
    batches.sort(key=lambda one: (one.day, one.batch, one.pk))
    came = list(Attendance.objects.filter(training__in=batches).values_list("attended", flat=True))
    rows = list(
        Authority.objects.filter(department_id=department, live_on__lte=until)
        .select_related("region")
        .prefetch_related("suspensions", "hand_overs")
        .order_by("region_id", "id")
    )
    lives = [life_of(row) for row in rows]
    fresh = [row for row, new in zip(rows, fresh_in_year(lives, until), strict=True) if new]
    handed = [[one.thing for one in row.hand_overs.all() if one.day <= until] for row in fresh]
    return Trained(
        batches=tuple(one.public_id for one in batches),
        told=len(came),
        came=sum(came),
        places=tuple(dict.fromkeys(row.region.name for row in fresh)),
        fresh=len(fresh),
        total=sum(stage(one, until) in NETWORK for one in lives),
        things=handed_to_all(handed),
    )
