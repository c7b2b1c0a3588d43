"""What the database itself refuses, by the name of its constraint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.house import person

from banli.experts.models import Expert, ExpertOpinion, Panel, PanelConclusion, PanelSeat
from banli.experts.service import conclude, give_opinion, seats_of
from banli.experts.states import Verdict
from banli.kernel.actors import Actor, Role

pytestmark = pytest.mark.usefixtures("pool")
Drawn = Callable[..., Panel]
A = Verdict.AGREES


def reviewer() -> Actor:
    return person(Role.REVIEWER)


def approver() -> Actor:
    return person(Role.APPROVER)


def members(panel: Panel) -> list[str]:
    return [seat.expert.public_id for seat in seats_of(panel) if seat.state == "sitting"]


def says(panel: Panel, *verdicts: Verdict) -> None:
    for expert, verdict in zip(members(panel), verdicts, strict=True):
        give_opinion(panel=panel.public_id, expert=expert, verdict=verdict, text="意见", by=reviewer())


@pytest.mark.parametrize(
    ("model", "constraint", "changes"),
    [
        (Expert, "experts_expert_suspended_with_reason", {"active": False}),
        (Expert, "experts_expert_suspended_with_reason", {"suspended_because": "理由"}),
        (Expert, "experts_expert_has_a_field", {"fields": []}),
        (Expert, "experts_expert_once", {"identity_digest": "0" * 64}),
        (PanelSeat, "experts_seat_known_state", {"state": "absent"}),
        (PanelSeat, "experts_seat_left_with_reason", {"state": "declined"}),
        (PanelSeat, "experts_seat_left_with_reason", {"left_because": "理由"}),
        (PanelSeat, "experts_seat_place_once", {"place": 1}),
    ],
)
def test_the_database_refuses_half_a_fact(
    drawn: Drawn, model: Any, constraint: str, changes: dict[str, Any]
) -> None:
    drawn()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.update(**changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("experts_opinion_version_once", {}),
        ("experts_opinion_known_verdict", {"version": 2, "verdict": "perhaps"}),
        ("experts_opinion_has_words", {"version": 2, "text": ""}),
    ],
)
def test_the_database_refuses_half_an_opinion(drawn: Drawn, constraint: str, changes: dict[str, Any]) -> None:
    panel = drawn()
    row = give_opinion(panel=panel.public_id, expert=members(panel)[0], verdict=A, text="同意", by=reviewer())
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("experts_conclusion_known_outcome", {"outcome": "maybe"}),
        ("experts_conclusion_has_words", {"text": ""}),
    ],
)
def test_the_database_refuses_half_a_conclusion(
    drawn: Drawn, constraint: str, changes: dict[str, Any]
) -> None:
    values = {"outcome": "panel_for", "text": "同意", "agrees": 3, "with_conditions": 0, "disagrees": 0}
    panel = drawn()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PanelConclusion.objects.create(panel=panel, recorded_at=panel.recorded_at, **{**values, **changes})


def test_a_panel_has_members_and_an_expert_one_seat(drawn: Drawn) -> None:
    panel = drawn()
    seat = seats_of(panel)[0]
    seat.pk, seat.place = None, 99
    with pytest.raises(IntegrityError, match="experts_seat_expert_once"), transaction.atomic():
        seat.save(force_insert=True)
    panel.pk, panel.public_id, panel.wanted = None, "ZJZ-2", 0
    with pytest.raises(IntegrityError, match="experts_panel_has_members"), transaction.atomic():
        panel.save(force_insert=True)


def test_draws_opinions_and_conclusions_are_written_once_and_nobody_is_deleted(drawn: Drawn) -> None:
    panel = drawn()
    says(panel, A, A, A)
    conclude(panel=panel.public_id, text="同意", by=approver())
    for model, changes in (
        (Panel, {"seed": "00"}),
        (ExpertOpinion, {"text": "改"}),
        (PanelConclusion, {"text": "改"}),
    ):
        with pytest.raises(IntegrityError, match="is refused"), transaction.atomic():
            model.objects.update(**changes)
    for table in (Expert, PanelSeat, Panel, ExpertOpinion, PanelConclusion):
        rows = table.objects.all()
        with pytest.raises(IntegrityError, match="is refused"), transaction.atomic():
            rows._raw_delete(rows.db)
