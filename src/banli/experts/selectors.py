"""Reads of the pool and of panels."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from banli.experts.models import Expert, ExpertField, ExpertOpinion, Panel, PanelSeat
from banli.experts.permissions import GRANTS, ExpertPermission
from banli.experts.rules.draw import Candidate, Drawn, Exclusion, call, candidate, draw, proof, told
from banli.experts.rules.panel import Seat, panel_state
from banli.experts.states import DRAW, PanelState, SeatState, Verdict
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import events

PAGE = 50
TOPIC = "experts"


def expert_fields() -> list[ExpertField]:
    """Fields of expertise, by code."""
    return list(ExpertField.objects.order_by("code"))


def fields_kept(by: Actor) -> frozenset[str]:
    """Codes of the fields whose experts ``by`` keeps: those of the own department, and all for the platform."""
    found = ExpertField.objects.all()
    if Role.SYSTEM not in by.roles:
        found = found.filter(department_id=by.department or None).exclude(department=None)
    return frozenset(found.values_list("code", flat=True))


def require_fields(by: Actor, fields: Collection[str], *, every: bool = False) -> None:
    """Raise :class:`Denied` unless ``by`` keeps one of the known ``fields``, or ``every`` one of them."""
    known = {one.code for one in expert_fields()} & set(fields)
    kept = fields_kept(by) & known
    if known and (not kept or (every and kept != known)):
        raise Denied(gettext_noop("Experts of these fields are kept by another department."))


def experts(words: str = "", field: str = "", after: int = 0, limit: int = PAGE) -> list[Expert]:
    """Experts of the pool, newest first, a page after the id ``after``; by a part of name, employer or number."""
    found = Expert.objects.select_related("region")
    if words.strip():
        text = words.strip()
        found = found.filter(
            Q(name__icontains=text) | Q(employer__icontains=text) | Q(public_id__istartswith=text)
        )
    if field:
        found = found.filter(fields__contains=[field])
    return list((found.filter(id__lt=after) if after else found).order_by("-id")[:limit])


def find_expert(public_id: str) -> Expert:
    """The expert. Raises :class:`Missing`."""
    found = Expert.objects.select_related("region").filter(public_id=public_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no expert “%(expert)s”."), expert=public_id)
    return found


def visible_panels(by: Actor) -> QuerySet[Panel]:
    """The panels ``by`` may see: those of the own department, or all."""
    every = Panel.objects.select_related("department", "drawn_by", "conclusion")
    if GRANTS.may_everywhere(by, ExpertPermission.READ):
        return every
    may = bool(by.department) and GRANTS.may(by, ExpertPermission.READ, department=by.department)
    return every.filter(department_id=by.department if may else "")


def find_panel(public_id: str, by: Actor) -> Panel:
    """The panel, where ``by`` may see it. Raises :class:`Missing`."""
    found = visible_panels(by).filter(public_id=public_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such panel, or it is not yours to see."))
    return found


def latest_panels(by: Actor, after: int = 0, limit: int = PAGE) -> list[Panel]:
    """Panels that ``by`` may see, latest first, a page after the id ``after``."""
    found = visible_panels(by)
    return list((found.filter(id__lt=after) if after else found).order_by("-id")[:limit])


def panels_of(topic: str, subject: str) -> list[Panel]:
    """The panels of a subject, oldest first."""
    found = Panel.objects.filter(topic=topic, subject=subject)
    return list(found.select_related("department", "drawn_by", "conclusion").order_by("id"))


def seats_of(panel: Panel) -> list[PanelSeat]:
    """The seats of a panel in drawn order, with their experts."""
    found = PanelSeat.objects.filter(panel=panel).select_related("expert", "instead_of__expert")
    return list(found.order_by("place"))


def opinions_of(panel: Panel) -> list[ExpertOpinion]:
    """Every opinion on a panel, each member's versions in order."""
    found = ExpertOpinion.objects.filter(seat__panel=panel).select_related("seat", "recorded_by")
    return list(found.order_by("seat__place", "version"))


def seated(panel: Panel) -> list[Seat]:
    """The seats as the rules see them, each with the verdict of its latest opinion."""
    return _seated([panel])[panel.pk]


def _seated(panels: Sequence[Panel]) -> dict[int, list[Seat]]:
    """Seats by panel, in two queries however many panels there are."""
    ids = [panel.pk for panel in panels]
    verdicts = {
        seat: Verdict(verdict)
        for seat, verdict in ExpertOpinion.objects.filter(seat__panel__in=ids)
        .order_by("version")
        .values_list("seat_id", "verdict")
    }
    found: dict[int, list[Seat]] = {pk: [] for pk in ids}
    rows = PanelSeat.objects.filter(panel__in=ids).select_related("expert").order_by("place")
    for row in rows:
        seat = Seat(row.expert.public_id, row.place, SeatState(row.state), verdicts.get(row.pk))
        found[row.panel_id].append(seat)
    return found


def is_concluded(panel: Panel) -> bool:
    """True where the panel has its conclusion."""
    return hasattr(panel, "conclusion")


def state_of(panel: Panel) -> PanelState:
    """Where the panel stands."""
    return states_of([panel])[panel.pk]


def states_of(panels: Sequence[Panel]) -> dict[int, PanelState]:
    """Where each panel stands, by its id."""
    seats = _seated(panels)
    return {panel.pk: panel_state(seats[panel.pk], panel.wanted, is_concluded(panel)) for panel in panels}


def panel_ready(panel: Panel) -> bool:
    """True where every member has given an opinion and nothing but the conclusion is missing."""
    return state_of(panel) is PanelState.READY


def candidates(fields: Iterable[str], topic: str, subjects: Iterable[str]) -> list[Candidate]:
    """Every expert of ``fields`` as a draw sees them now, with what they did on ``subjects`` before.

    Who sat on an earlier panel, or gave an opinion there, has worked on the matter. Who declined or was recused has
    asked to be left out. A stand-in who was never seated has done neither.
    """
    earlier, requests = set(), {}
    seats = PanelSeat.objects.filter(panel__topic=topic, panel__subject__in=list(subjects))
    for seat in seats.select_related("expert").prefetch_related("opinions").order_by("id"):
        if seat.state == SeatState.SITTING or list(seat.opinions.all()):
            earlier.add(seat.expert_id)
        elif seat.left_because:
            requests[seat.expert_id] = seat.left_because
    rows = Expert.objects.filter(fields__overlap=list(fields)).order_by("public_id")
    return [
        Candidate(
            id=row.public_id,
            name=row.name,
            employer=row.employer,
            fields=tuple(row.fields),
            kin=tuple(row.kin),
            interests=tuple(row.interests),
            active=row.active,
            earlier=row.pk in earlier,
            request=requests.get(row.pk, ""),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Recomputed:
    """What computing a draw again found; ``holds`` where all of it agrees with what is on record."""

    holds: bool
    order: tuple[str, ...]
    exclusions: tuple[Exclusion, ...]
    proof: str
    recorded: str
    """The proof that the record carries; empty where it carries none."""


def recompute(panel: Panel) -> Recomputed:
    """Draw again from the seed, call and pool kept with the panel, and compare with seats, exclusions and record."""
    asked, pool = call(panel.call), [candidate(one) for one in panel.pool]
    seed = bytes.fromhex(panel.seed)
    try:
        drawn = draw(seed, asked, pool)
    except (Refused, Invalid):
        drawn = Drawn((), (), (), 0)
    order = (*drawn.sitting, *drawn.stand_ins)
    again = proof(seed, asked, pool, drawn)
    recorded = next(
        (
            str(json.loads(one.body).get("proof", ""))
            for one in events(TOPIC, panel.public_id)
            if one.name == DRAW.event
        ),
        "",
    )
    holds = (
        order == tuple(seat.expert.public_id for seat in seats_of(panel))
        and [told(one) for one in drawn.exclusions] == panel.exclusions
        and again == panel.proof == recorded
    )
    return Recomputed(holds, order, drawn.exclusions, again, recorded)
