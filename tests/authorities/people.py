"""Who keeps the network, and an authority at each point of its life."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.house import person

from banli.authorities import service as authorities
from banli.authorities.states import Point
from banli.kernel.actors import Actor, Role

DAY = date(2022, 10, 10)


def reviewer() -> Actor:
    return person(Role.REVIEWER, "commerce")


def approver() -> Actor:
    return person(Role.APPROVER, "commerce")


def entrusted(name: str = "遂宁市大英县商务局", **changes: Any) -> str:
    values = {"level": "county", "region": "510900", "letter": "示例函〔2022〕21号", "entrusted_on": DAY}
    record = authorities.AuthorityRecord(**{"name": name, **values, **changes})
    return authorities.entrust(record=record, department="commerce", by=reviewer()).public_id


def reviewed(authority: str, *passed: Point) -> None:
    record = authorities.ReviewRecord(day=DAY, reviewers="覃望野", passed=list(passed or Point))
    authorities.review(authority=authority, record=record, by=reviewer())


def trained(authority: str, *, attended: bool = True) -> None:
    trainee = authorities.Trainee(name="向思源", authority=authority, attended=attended)
    record = authorities.TrainingRecord(
        matter="业务培训", batch=1, day=DAY, place="会议室", trainees=[trainee]
    )
    authorities.train(record=record, department="commerce", by=reviewer())


def handed(authority: str, thing: str, number: str = "", forms: tuple[int, int] | None = None) -> None:
    first, last = forms or (None, None)
    record = authorities.HandOverRecord(
        thing=thing,
        day=DAY,
        number=number,
        first_number=first,
        last_number=last,
        custodian="向思源",
        receipt="收据1",
    )
    authorities.hand_over(authority=authority, record=record, by=reviewer())


def gone(authority: str, outcome: str, first: int, last: int) -> None:
    record = authorities.FormsRecord(outcome=outcome, day=DAY, first_number=first, last_number=last)
    authorities.account_for(authority=authority, record=record, by=reviewer())


def live(name: str = "遂宁市大英县商务局", first: int = 1001) -> str:
    authority = entrusted(name)
    reviewed(authority)
    trained(authority)
    handed(authority, "seal", f"章{first}")
    handed(authority, "account", f"户{first}")
    handed(authority, "blank_forms", forms=(first, first + 99))
    authorities.go_live(authority=authority, on=DAY, by=approver())
    return authority
