"""A register belongs to its department: no officer of another one changes what stands there, by act or by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from tests.authorities.people import entrusted
from tests.desk.officers import at_desk
from tests.house import person

from banli.authorities import service as authorities
from banli.authorities.states import Point
from banli.credit.service import BanRecord, ViolationRecord, impose, record_violation
from banli.credit.service import lift as lift_ban
from banli.experts.service import ExpertRecord, add_expert, declare, restore
from banli.experts.service import suspend as suspend_expert
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing
from banli.ledger.models import Event
from banli.people.models import Keeper
from banli.people.service import departments, load_keepers
from banli.projects.service import PlanRecord, make_plan
from banli.province.load import SICHUAN, load_experts_of, load_roads_of
from banli.roads.service import RestrictionRecord, lift_restriction, network, restrict
from banli.roads.states import RestrictionKind
from banli.roadside.service import CheckRecord, record_check

DAY = date(2022, 10, 17)
CODE = "91350100M000100Y43"
OFFICERS = (Role.CLERK, Role.REVIEWER, Role.APPROVER)


def restriction(by: Actor, **changes: Any) -> Any:
    section = next(iter(_sections()))
    values = {"section": section, "kind": RestrictionKind.CLOSED, "begins": DAY, "reason": "塌方"}
    return restrict(record=RestrictionRecord(department=by.department, **{**values, **changes}), by=by)


def _sections() -> Mapping[str, Any]:
    return network().sections


def authority(by: Actor) -> Any:
    record = authorities.AuthorityRecord(
        name="某县商务局", level="county", region="510900", letter="示例函", entrusted_on=date(2022, 10, 10)
    )
    return authorities.entrust(record=record, department=by.department, by=by)


def training(by: Actor, kept: str) -> Any:
    trainee = authorities.Trainee(name="向思源", authority=kept, attended=True)
    record = authorities.TrainingRecord(
        matter="业务培训", batch=1, day=DAY, place="会议室", trainees=[trainee]
    )
    return authorities.train(record=record, department=by.department, by=by)


def look(by: Actor, kept: str) -> Any:
    record = authorities.ReviewRecord(day=DAY, reviewers="覃望野", passed=list(Point))
    return authorities.review(authority=kept, record=record, by=by)


def check(by: Actor) -> Any:
    record = CheckRecord(
        department=by.department, station="简阳", direction="exit", at=clock.now(), tractor="川A12345"
    )
    return record_check(record=record, by=by)


def expert(by: Actor) -> Any:
    record = ExpertRecord(
        name="新专家", employer="某院", title="高级工程师", region="510100", fields=["bridge"]
    )
    return add_expert(record=record, by=by)


def violation(by: Actor) -> Any:
    record = ViolationRecord(
        department=by.department, code=CODE, name="某公司", kind="off_route", day=DAY, source="x", points=2
    )
    return record_violation(record=record, by=by)


def ban_of(by: Actor) -> Any:
    record = BanRecord(
        department="transport",
        code=CODE,
        name="某公司",
        item="oversize-transport",
        public_safety=True,
        ground="false_material",
        source="x",
        first=DAY,
    )
    return impose(record=record, by=by)


def plan(by: Actor) -> Any:
    record = PlanRecord(department=by.department, year=2022, plan_owner="某公司", item="oversize-transport")
    return make_plan(record=record, by=by)


Act = Callable[[Actor], Any]


@pytest.fixture
def registers(house: None) -> dict[str, tuple[set[str], Act]]:
    """Each act on a register: the departments that keep it, and the act as an officer would do it."""
    load_roads_of(SICHUAN, by=SYSTEM)
    load_experts_of(SICHUAN, by=SYSTEM)
    closed = restriction(person(Role.REVIEWER))[0].public_id
    kept, barred = entrusted(), ban_of(person(Role.APPROVER)).public_id
    return {
        "restrict": ({"transport"}, restriction),
        "lift": ({"transport"}, lambda by: lift_restriction(number=closed, reason="已抢通", by=by)),
        "check": ({"transport"}, check),
        "entrust": ({"commerce"}, authority),
        "train": ({"commerce"}, lambda by: training(by, kept)),
        "review": ({"commerce"}, lambda by: look(by, kept)),
        "suspend an authority": (
            {"commerce"},
            lambda by: authorities.suspend(authority=kept, reason="停", by=by),
        ),
        "add an expert": ({"transport"}, expert),
        "suspend an expert": (
            {"transport"},
            lambda by: suspend_expert(expert="ZJ-00001", reason="停", by=by),
        ),
        "restore an expert": ({"transport"}, lambda by: restore(expert="ZJ-00001", by=by)),
        "declare": (
            {"transport"},
            lambda by: declare(expert="ZJ-00001", employer="别的单位", kin=[], interests=[], by=by),
        ),
        "violation": ({"transport"}, violation),
        "ban": ({"transport"}, ban_of),
        "lift a ban": ({"transport"}, lambda by: lift_ban(ban=barred, reason="误", by=by)),
        "plan": ({"transport"}, plan),
    }


def test_no_officer_of_another_department_changes_a_register(
    registers: dict[str, tuple[set[str], Act]],
) -> None:
    events = Event.objects.count()
    for name, (keepers, act) in registers.items():
        for department in departments():
            if department.code in keepers:
                continue
            for role in OFFICERS:
                by = person(role, department.code)
                before = Event.objects.exclude(topic="person").count()
                with pytest.raises((Denied, Missing, Invalid)) as refusal:
                    act(by)
                assert not isinstance(refusal.value, Invalid) or name == "plan", (name, refusal.value)
                assert Event.objects.exclude(topic="person").count() == before, (name, department.code, role)
    assert Event.objects.count() > events


def test_the_keepers_of_the_roads_lift_what_another_department_restricted(house: None) -> None:
    load_roads_of(SICHUAN, by=SYSTEM)
    values = {
        "section": next(iter(_sections())),
        "kind": RestrictionKind.CLOSED,
        "begins": DAY,
        "reason": "x",
    }
    row, _made = restrict(record=RestrictionRecord(department="health", **values), by=SYSTEM)
    lifted = lift_restriction(number=row.public_id, reason="已抢通", by=person(Role.REVIEWER))
    assert lifted.lifted_on == DAY


def test_pages_offer_a_foreign_officer_nothing_to_send(house: None) -> None:
    load_roads_of(SICHUAN, by=SYSTEM)
    load_experts_of(SICHUAN, by=SYSTEM)
    kept = entrusted()
    closed = restriction(person(Role.REVIEWER))[0].public_id
    pages = {
        "/desk/roads/checks/new/": {"transport"},
        "/desk/roads/restrictions/new/": {"transport"},
        "/desk/authorities/new/": {"commerce"},
    }
    for code in ("transport", "commerce", "health"):
        client = at_desk(Role.APPROVER, code)
        for page, keepers in pages.items():
            assert client.get(page).status_code == (200 if code in keepers else 403), (code, page)
        shown = client.get("/desk/roads/").content.decode()
        assert (f"/restrictions/{closed}/lift/" in shown) is (code == "transport")
        shown = client.get("/desk/experts/ZJ-00001/").content.decode()
        assert ("/experts/ZJ-00001/suspend/" in shown) is (code == "transport")
        assert (
            f"/authorities/{kept}/acts/" in client.get(f"/desk/authorities/{kept}/").content.decode()
        ) is (code == "commerce")


def test_where_no_pack_names_a_keeper_only_the_platform_writes(house: None) -> None:
    load_roads_of(SICHUAN, by=SYSTEM)
    load_keepers(by=SYSTEM, keepers={})
    assert not Keeper.objects.exists()
    with pytest.raises(Denied, match="系统管理员"):
        restriction(person(Role.REVIEWER))


def test_a_department_plans_its_own_items(house: None) -> None:
    assert plan(person(Role.REVIEWER)).item == "oversize-transport"
