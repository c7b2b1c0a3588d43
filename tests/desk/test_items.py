"""Items at the desk: what is prepared, what stands against it, and who may do what with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.catalogue.samples import spoilt
from tests.desk.officers import at_desk
from tests.held_clock import HeldClock

from banli.catalogue.service import (
    Draft,
    closed_because,
    current,
    draft,
    draft_folder,
    retirement,
    suspensions,
)
from banli.kernel.actors import SYSTEM, Role

PAGE = "/desk/items/oversize-transport/"
ITEM = "oversize-transport"
REASONS = {"because": "系统升级", "law": "优化营商环境条例"}


def changed(folder: Path, old: str = "consult: 028-55500303", new: str = "consult: 028-55500304") -> Draft:
    copy, _line = spoilt(folder, "item.yaml", old, new)
    return draft_folder(path=copy, by=SYSTEM)


def send(client: Client, act: str, **facts: str) -> int:
    named = {key if key == "digest" else f"{act}.{key}": value for key, value in facts.items()}
    return client.post(f"{PAGE}acts/{act}/", named).status_code


def test_the_list_shows_states_and_what_is_being_prepared(house: None, tmp_path: Path) -> None:
    changed(tmp_path)
    page = at_desk(Role.SUPERVISOR).get("/desk/items/").content.decode()
    assert "在用" in page
    assert "正在起草" in page


def test_a_draft_is_reviewed_by_the_department_and_published_by_the_administrator(
    house: None, tmp_path: Path
) -> None:
    digest = changed(tmp_path).digest
    approver, admin = at_desk(Role.APPROVER), at_desk(Role.ADMIN)
    assert "检查未发现问题" in approver.get(PAGE).content.decode()
    assert send(admin, "publish", digest=digest) == 409
    assert send(approver, "review", digest=digest) == 302
    assert send(approver, "publish", digest=digest) == 403
    assert send(admin, "publish", digest=digest) == 302
    assert (current(ITEM).number, draft(ITEM)) == (2, None)


def test_faults_of_the_check_stand_on_the_page_and_nobody_can_review(house: None, tmp_path: Path) -> None:
    changed(tmp_path, "promised: {days: 10,", "promised: {days: 16,")
    approver = at_desk(Role.APPROVER)
    page = approver.get(PAGE).content.decode()
    assert "item.yaml:" in page
    assert "承诺时限" in page
    assert "审核通过" not in page
    assert send(approver, "review") == 409


def test_a_draft_is_given_back_with_a_reason(house: None, tmp_path: Path) -> None:
    digest = changed(tmp_path).digest
    approver = at_desk(Role.APPROVER)
    answer = approver.post(f"{PAGE}acts/return/", {"return.because": "", "digest": digest})
    assert answer.status_code == 422
    assert "请写明需要修改什么" in answer.content.decode()
    assert send(approver, "return", because="电话有误", digest=digest) == 302
    assert "电话有误" in approver.get(PAGE).content.decode()


def test_a_draft_that_changed_meanwhile_is_not_reviewed(house: None, tmp_path: Path) -> None:
    changed(tmp_path)
    answer = at_desk(Role.APPROVER).post(f"{PAGE}acts/review/", {"digest": "another"})
    assert answer.status_code == 409
    assert "草稿又有修改" in answer.content.decode()


def test_the_administrator_suspends_and_opens_again(house: None, clock: HeldClock, client: Client) -> None:
    admin = at_desk(Role.ADMIN)
    assert send(admin, "suspend", **REASONS) == 302
    assert "系统升级（依据：优化营商环境条例）" in client.get(f"/items/{ITEM}/").content.decode()
    assert client.get(f"/items/{ITEM}/apply/").status_code == 409
    assert "暂停记录" in admin.get(PAGE).content.decode()
    assert send(admin, "resume") == 302
    assert closed_because(ITEM, clock.now.date()) is None
    assert send(admin, "resume") == 409


@pytest.mark.parametrize(
    ("act", "facts", "words"),
    [
        ("suspend", {**REASONS, "law": ""}, "请写明依据"),
        ("suspend", {**REASONS, "starts_on": "soon"}, "日期格式不对"),
        ("suspend", {**REASONS, "starts_on": "2022-10-01"}, "这一天已经过去"),
        ("retire", REASONS, "请填写停止申请的第一天"),
        ("retire", {**REASONS, "on": "2022-12-30", "open_cases": "branch"}, "转由其他事项接办时写明接办事项"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    house: None, act: str, facts: dict[str, str], words: str
) -> None:
    admin = at_desk(Role.ADMIN)
    answer = admin.post(f"{PAGE}acts/{act}/", {f"{act}.{key}": value for key, value in facts.items()})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "系统升级" in page
    assert (suspensions(ITEM), retirement(ITEM)) == ([], None)


def test_the_administrator_retires_and_the_guide_says_so(
    house: None, clock: HeldClock, client: Client
) -> None:
    admin = at_desk(Role.ADMIN)
    heir = "social-insurance-statement"
    sent = {**REASONS, "on": "2022-11-01", "open_cases": "branch", "branch_to": heir}
    assert send(admin, "retire", **sent) == 302
    guide = client.get(f"/items/{ITEM}/").content.decode()
    assert "本事项将于2022年11月1日取消" in guide
    assert "优化营商环境条例" in guide
    assert "自2022年11月1日起取消" in admin.get(PAGE).content.decode()
    clock.set("2022-11-01")
    guide = client.get(f"/items/{ITEM}/").content.decode()
    assert "系统升级（依据：优化营商环境条例）" in guide
    assert f"/items/{heir}/" in guide
    assert client.get(f"/items/{ITEM}/apply/").status_code == 409
    page = at_desk(Role.ADMIN).get(PAGE).content.decode()
    assert "取消该事项" not in page
    assert client.get(f"/items/{ITEM}/").status_code == 200


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.SUPERVISOR, Role.EDITOR])
def test_nobody_else_acts_on_items(house: None, role: Role) -> None:
    client = at_desk(role)
    assert send(client, "suspend", **REASONS) == 403
    assert "暂停或取消" not in client.get(PAGE).content.decode()


def test_an_act_that_is_none_is_missing(house: None) -> None:
    assert send(at_desk(Role.ADMIN), "burn") == 404
    assert send(at_desk(Role.ADMIN), "retire", **REASONS, on="2022-12-30", open_cases="burn") == 404
