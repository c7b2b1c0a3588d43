"""What the organ begins itself: opened at the counter, applied for by nobody."""

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
def test_a_penalty_is_opened_at_the_counter_and_stands_in_no_public_list() -> None:
    open_house(PENALTY, "patent-dispute-ruling")
    clerk = at_desk(Role.CLERK, "market", "market-18")
    assert PENALTY in {card.slug for card in clerk.get("/desk/counter/").context["cards"]}
    assert PENALTY not in {card.slug for card in items()}
    other = at_desk(Role.CLERK, "transport", "transport-03", name="elsewhere")
    assert PENALTY not in {card.slug for card in other.get("/desk/counter/").context["cards"]}
    answers = {f"f.{key}": value for key, value in PLAYER.form(PENALTY, "decided").items()}
    sent = {**answers, "then": "accept", "on_paper": ["opening", "evidence"]}
    page = f"/desk/counter/{PENALTY}/{uuid.uuid4()}/"
    assert clerk.post(page, sent).status_code == 302
    assert Case.objects.get().kind == "02"


@pytest.mark.django_db
def test_nobody_applies_for_a_penalty() -> None:
    open_house(PENALTY)
    with pytest.raises(Refused, match="依职权"):
        PLAYER.apply(PENALTY, PLAYER.form(PENALTY, "decided"))
    assert not Case.objects.exists()
