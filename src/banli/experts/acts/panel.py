"""What happens on a drawn panel: leaving and moving up, opinions, the conclusion."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from banli.experts.models import ExpertOpinion, Panel, PanelConclusion, PanelSeat
from banli.experts.permissions import GRANTS, ExpertPermission
from banli.experts.rules.panel import (
    Seat,
    check_conclusion,
    check_leaving,
    check_opinion,
    leaving,
    next_stand_in,
    tally,
)
from banli.experts.selectors import TOPIC, find_panel, is_concluded, opinions_of, seated, seats_of
from banli.experts.states import MOVE_UP, SeatState, Verdict
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Stale
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged


@transaction.atomic
def decline(
    *, panel: str, expert: str, reason: str, by: Actor, recused: bool = False, version: int | None = None
) -> PanelSeat | None:
    """Note that an expert leaves the panel; the first stand-in takes a member's place and is returned.

    :param recused: the expert must keep out (回避), rather than cannot or will not take part.
    :raises Overtaken: where something about the panel was written after ``version``; None does not ask.
    :raises Refused: where the panel has concluded, or the expert left before or has given an opinion.
    """
    found, seats = _opened(panel, by, ExpertPermission.DRAW, version)
    rows = {row.expert.public_id: row for row in seats_of(found)}
    seat, transition = _seat(seats, expert), leaving(recused)
    check_leaving(seat, transition, reason, is_concluded(found))
    row = rows[expert]
    row.state, row.left_because, row.left_at = str(transition.target), reason.strip(), clock.now()
    row.save(update_fields=["state", "left_because", "left_at"])
    _note(found, transition.event, by, {"expert": expert, "reason": row.left_because})
    following = next_stand_in(one for one in seats if one.expert != expert)
    if seat.state is not SeatState.SITTING or following is None:
        return None
    moved = rows[following.expert]
    moved.state, moved.instead_of = str(MOVE_UP.target), row
    moved.save(update_fields=["state", "instead_of"])
    _note(found, MOVE_UP.event, by, {"expert": following.expert, "instead_of": expert})
    return moved


@transaction.atomic
def give_opinion(
    *,
    panel: str,
    expert: str,
    verdict: Verdict,
    text: str,
    by: Actor,
    signed_at: datetime | None = None,
    version: int | None = None,
) -> ExpertOpinion:
    """Record the signed opinion of a member; a mend is a new version beside the old.

    :param signed_at: when the expert signed; now without.
    :param version: how many opinions of this expert the caller knew of; None does not ask.
    :raises Stale: where another opinion was recorded since.
    """
    found, seats = _opened(panel, by, ExpertPermission.RECORD)
    check_opinion(_seat(seats, expert), verdict, text, is_concluded(found))
    row = next(one for one in seats_of(found) if one.expert.public_id == expert)
    given = ExpertOpinion.objects.filter(seat=row).count()
    if version is not None and version != given:
        raise Stale(gettext_noop("Another opinion of this expert was recorded meanwhile."))
    signed = signed_at or clock.now()
    if not found.recorded_at <= signed <= clock.now():
        raise Invalid(
            [
                Problem(
                    "signed_at", gettext_noop("An opinion is signed after the draw, and not in the future.")
                )
            ]
        )
    made = ExpertOpinion(
        seat=row,
        version=given + 1,
        verdict=str(verdict),
        text=text.strip(),
        signed_at=signed,
        recorded_by_id=by.id,
    )
    made.save(force_insert=True)
    body = {"expert": expert, "version": made.version, "verdict": made.verdict, "text": made.text}
    _note(found, "opinion_given", by, {**body, "signed_at": signed.isoformat()})
    return made


@transaction.atomic
def conclude(*, panel: str, text: str, by: Actor, version: int | None = None) -> PanelConclusion:
    """Conclude: the majority is counted, and who differs from it is kept in their own words.

    :raises Overtaken: where something about the panel was written after ``version``; None does not ask.
    :raises Refused: where an opinion or a member is missing, with the numbers.
    """
    found, seats = _opened(panel, by, ExpertPermission.CONCLUDE, version)
    check_conclusion(seats, found.wanted, is_concluded(found), text)
    counted = tally(seats)
    rows = {row.pk: row for row in seats_of(found)}
    latest = {rows[one.seat_id].expert.public_id: one for one in opinions_of(found)}
    made = PanelConclusion(
        panel=found,
        outcome=str(counted.outcome),
        text=text.strip(),
        agrees=counted.agrees,
        with_conditions=counted.with_conditions,
        disagrees=counted.disagrees,
        dissent=[
            {"expert": expert, "verdict": latest[expert].verdict, "text": latest[expert].text}
            for expert in counted.dissenting
        ],
        concluded_by_id=by.id,
        recorded_at=clock.now(),
    )
    made.save(force_insert=True)
    _note(
        found,
        "panel_concluded",
        by,
        {"outcome": made.outcome, "text": made.text, "dissent": list(counted.dissenting)},
    )
    return made


def _opened(
    public_id: str, by: Actor, permission: ExpertPermission, version: int | None = None
) -> tuple[Panel, list[Seat]]:
    """The panel, locked, with its seats; whoever acts on it at the same time waits."""
    seen = find_panel(public_id, by)
    GRANTS.require(by, permission, department=seen.department_id)
    Panel.objects.select_for_update().get(pk=seen.pk)
    check_unchanged(topic=TOPIC, subject=public_id, version=version)
    # Read after the lock: what somebody else did while this waited is seen.
    found = find_panel(public_id, by)
    return found, seated(found)


def _seat(seats: list[Seat], expert: str) -> Seat:
    for one in seats:
        if one.expert == expert:
            return one
    raise Missing(gettext_noop("“%(expert)s” is not on this panel."), expert=expert)


def _note(panel: Panel, name: str, by: Actor, body: dict[str, object]) -> None:
    append(topic=TOPIC, subject=panel.public_id, name=name, by=by, scope=panel.department_id, body=body)
