"""What the organ begins itself: begun in enforcement, applied for by nobody."""

from __future__ import annotations

import uuid

import pytest
from tests.desk.officers import at_desk
from tests.house import PLAYER, open_house

from banli.cases.models import Case
from banli.catalogue.service import items
from banli.kernel.actors import Role
from banli.kernel.errors import Refused

PENALTY = "advertising-penalty"


@pytest.mark.django_db
def test_a_penalty_is_begun_in_enforcement_and_neither_at_the_counter_nor_in_a_public_list() -> None:
    open_house(PENALTY, "patent-dispute-ruling")
    clerk = at_desk(Role.CLERK, "market", "market-18")
    assert PENALTY not in {card.slug for card in clerk.get("/desk/counter/").context["cards"]}
    assert PENALTY not in {card.slug for card in items()}
    assert clerk.get(f"/desk/counter/{PENALTY}/")["Location"] == "/desk/enforcement/"
    answers = {f"f.{key}": value for key, value in PLAYER.form(PENALTY, "fined").items()}
    page = f"/desk/counter/{PENALTY}/{uuid.uuid4()}/"
    assert clerk.post(page, {**answers, "then": "accept"}).status_code == 409
    assert not Case.objects.exists()
    begun = clerk.post(f"/desk/enforcement/new/{PENALTY}/register_lead/", {**answers, "then": "begin"})
    assert begun.status_code == 302
    assert Case.objects.get().kind == "02"


@pytest.mark.django_db
def test_nobody_applies_for_a_penalty() -> None:
    open_house(PENALTY)
    with pytest.raises(Refused, match="依职权"):
        PLAYER.apply(PENALTY, PLAYER.form(PENALTY, "fined"))
    assert not Case.objects.exists()
