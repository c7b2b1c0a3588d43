"""The pool: adding, declaring, suspending; what is kept of a person."""

from __future__ import annotations

from typing import Any

import pytest
from tests.house import person

from banli.experts.models import Expert
from banli.experts.service import ExpertRecord, add_expert, declare, restore, suspend
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events

pytestmark = pytest.mark.usefixtures("pool")


def approver() -> Actor:
    return person(Role.APPROVER)


def names(subject: str) -> list[str]:
    return [event.name for event in events("experts", subject)]


def newcomer(**changes: Any) -> ExpertRecord:
    values: dict[str, Any] = {
        "name": "新专家",
        "employer": "某大学",
        "title": "教授",
        "region": "510100",
        "fields": ["bridge"],
        "identity": "11010519491231002x",
    }
    return ExpertRecord(**{**values, **changes})


def test_an_experts_identity_number_is_kept_as_digest_and_mask_only() -> None:
    row = add_expert(record=newcomer(), by=approver())
    assert row.identity_mask == "1101************2X"
    assert "11010519491231002X" not in str(asdict_of(row))
    assert names(row.public_id) == ["expert_added"]
    with pytest.raises(Invalid) as caught:
        add_expert(record=newcomer(name="另一人"), by=approver())
    assert [one.where for one in caught.value.problems] == ["identity"]


def asdict_of(row: Expert) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def test_faults_of_a_new_expert_are_named_together() -> None:
    wrong = newcomer(fields=["bridge", "astrology"], region="999999", identity="11010519491231002Y")
    with pytest.raises(Invalid) as caught:
        add_expert(record=wrong, by=approver())
    assert [one.where for one in caught.value.problems] == ["fields", "region", "identity"]


def test_a_suspended_expert_is_restored() -> None:
    with pytest.raises(Invalid):
        suspend(expert="ZJ-01", reason=" ", by=approver())
    suspend(expert="ZJ-01", reason="长期出国", by=approver())
    with pytest.raises(Refused):
        suspend(expert="ZJ-01", reason="再次", by=approver())
    assert restore(expert="ZJ-01", by=approver()).active
    with pytest.raises(Refused):
        restore(expert="ZJ-01", by=approver())
    assert names("ZJ-01") == ["expert_added", "expert_suspended", "expert_restored"]


def test_the_platform_may_keep_the_pool_by_rule() -> None:
    assert add_expert(record=newcomer(identity=""), by=SYSTEM).identity_digest == ""


def test_only_approvers_keep_the_pool() -> None:
    for role in (Role.CLERK, Role.REVIEWER, Role.SUPERVISOR):
        who = person(role)
        with pytest.raises(Denied):
            suspend(expert="ZJ-01", reason="理由", by=who)
        with pytest.raises(Denied):
            add_expert(record=newcomer(), by=who)
        with pytest.raises(Denied):
            declare(expert="ZJ-01", employer="某院", kin=[], interests=[], by=who)


def test_a_new_declaration_replaces_the_old_and_names_nobody_in_the_record() -> None:
    row = declare(expert="ZJ-01", employer=" 新单位 ", kin=["某人"], interests=["某公司"], by=approver())
    assert (row.employer, row.kin, row.interests) == ("新单位", ["某人"], ["某公司"])
    [_added, event] = events("experts", "ZJ-01")
    assert event.name == "expert_declared"
    assert "某人" not in event.body
    with pytest.raises(Invalid):
        declare(expert="ZJ-01", employer=" ", kin=[], interests=[], by=approver())
    with pytest.raises(Missing):
        declare(expert="ZJ-99", employer="某院", kin=[], interests=[], by=approver())
