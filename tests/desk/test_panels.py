"""Experts at the desk: keeping the pool, drawing a panel for a case, opinions, the conclusion."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.officers import at_desk
from tests.house import accepted

from banli.cases.models import Case
from banli.experts.models import Expert, ExpertOpinion, Panel, PanelConclusion
from banli.experts.service import seats_of
from banli.kernel.actors import SYSTEM, Role

NEW_EXPERT = "/desk/experts/new/"


@pytest.fixture
def case(house: None) -> Case:
    """An accepted oversize case, with the pack's experts in the pool."""
    from banli.province.load import SICHUAN, load_experts_of

    load_experts_of(SICHUAN, by=SYSTEM)
    return accepted("class-three")


def sheet(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    shown = client.get(address).context
    return {entry.name: entry.value for entry in shown["entries"]} | {"token": shown["token"]} | changes


def new_panel(case: Case) -> str:
    return f"/desk/cases/{case.number}/panel/new/"


def drawn(client: Client, case: Case, **changes: Any) -> Panel:
    answer = client.post(new_panel(case), sheet(client, new_panel(case), fields=["bridge"], **changes))
    assert answer.status_code == 302, answer.context["words"]
    return Panel.objects.latest("id")


def members(panel: Panel) -> list[Expert]:
    return [seat.expert for seat in seats_of(panel) if seat.state == "sitting"]


def test_the_form_knows_the_parties_of_the_case_and_they_are_kept_out(case: Case) -> None:
    client = at_desk(Role.REVIEWER)
    sent = sheet(client, new_panel(case))
    assert case.applicant in sent["organisations"]
    assert "陈远舟" in sent["persons"]
    panel = drawn(client, case)
    assert bytes.fromhex(panel.seed) == bytes(case.head)
    grounds = {one["ground"] for one in panel.exclusions}
    assert {"kinship", "interest"} <= grounds
    text = client.get(f"/desk/panels/{panel.public_id}/").content.decode()
    assert panel.seed in text
    assert "与台账一致" in text
    assert "近亲属" in text


def test_a_second_click_is_the_same_panel_and_a_second_call_is_refused(case: Case) -> None:
    client = at_desk(Role.REVIEWER)
    sent = sheet(client, new_panel(case), fields=["bridge"])
    first, second = client.post(new_panel(case), sent), client.post(new_panel(case), sent)
    assert first["Location"] == second["Location"]
    other = client.post(new_panel(case), sent | {"token": "abcdef", "persons": "某人"})
    assert other.status_code == 409
    assert Panel.objects.get().public_id in other.context["words"]
    assert {entry.name: entry.value for entry in other.context["entries"]}["persons"] == "某人"


@pytest.mark.parametrize(
    ("changes", "status", "wrong"),
    [
        ({"fields": []}, 422, None),
        ({"fields": ["astrology"]}, 422, None),
        ({"wanted": "many"}, 422, "wanted"),
        ({"wanted": "0"}, 422, "wanted"),
        ({"requests": "ZJ-00001 出差"}, 422, "requests"),
        ({"requests": "ZJ-99999：出差"}, 422, "requests"),
        ({"wanted": "20"}, 409, None),
    ],
)
def test_what_cannot_be_drawn_is_told_at_its_place(
    case: Case, changes: dict[str, Any], status: int, wrong: str | None
) -> None:
    client = at_desk(Role.REVIEWER)
    answer = client.post(new_panel(case), sheet(client, new_panel(case), fields=["bridge"]) | changes)
    assert answer.status_code == status
    marked = {entry.name for entry in answer.context["entries"] if entry.errors}
    assert marked == ({wrong} if wrong else set())
    if not wrong:
        assert answer.context["box_errors"] or answer.context["words"]
    assert not Panel.objects.exists()


def test_from_the_draw_to_the_conclusion(case: Case) -> None:
    reviewer = at_desk(Role.REVIEWER)
    panel = drawn(reviewer, case, requests="ZJ-00001：出差")
    assert {"id": "ZJ-00001", "ground": "own_request", "detail": "出差"} in panel.exclusions
    page = f"/desk/panels/{panel.public_id}/"
    first, second, third = members(panel)
    left = reviewer.post(f"{page}leave/", {"expert": first.public_id, "text": "出差", "recused": "no"})
    assert left["Location"] == page
    newcomer = next(one for one in members(panel) if one not in (second, third))
    assert f"递补{first.name}" in reviewer.get(page).content.decode()
    early = reviewer.post(f"{page}conclude/", {"text": "同意"})
    assert early.status_code == 409
    assert "3名专家中还有3名" in early.content.decode()
    for expert, verdict in ((second, "agrees"), (third, "agrees_with_conditions"), (newcomer, "disagrees")):
        sent = {"expert": expert.public_id, "verdict": verdict, "text": f"{expert.name}说", "version": "0"}
        assert reviewer.post(f"{page}opinion/", sent).status_code == 302
    assert reviewer.post(f"{page}conclude/", {"text": " "}).status_code == 422
    assert at_desk(Role.APPROVER).post(f"{page}conclude/", {"text": "限速通行。"}).status_code == 302
    text = reviewer.get(page).content.decode()
    assert "专家组有条件同意" in text
    assert f"{newcomer.name}说" in text
    assert PanelConclusion.objects.get().dissent[0]["expert"] == newcomer.public_id
    after = reviewer.post(f"{page}leave/", {"expert": second.public_id, "text": "迟到", "recused": "yes"})
    assert after.status_code == 409


def test_a_stale_opinion_is_refused_and_kept_as_typed(case: Case) -> None:
    client = at_desk(Role.REVIEWER)
    panel = drawn(client, case)
    page, expert = f"/desk/panels/{panel.public_id}/", members(panel)[0].public_id
    sent = {"expert": expert, "verdict": "agrees", "text": "同意", "version": "0"}
    assert client.post(f"{page}opinion/", sent).status_code == 302
    stale = client.post(f"{page}opinion/", sent | {"verdict": "disagrees", "text": "另一份意见"})
    assert stale.status_code == 409
    assert "另一份意见" in stale.content.decode()
    assert client.post(f"{page}opinion/", sent | {"verdict": "perhaps"}).status_code == 422
    mended = client.post(f"{page}opinion/", sent | {"verdict": "disagrees", "text": "改", "version": "1"})
    assert mended.status_code == 302
    assert ExpertOpinion.objects.count() == 2
    assert "第1版" in client.get(page).content.decode()


def test_a_panel_belongs_to_its_department(case: Case) -> None:
    panel = drawn(at_desk(Role.REVIEWER), case)
    page = f"/desk/panels/{panel.public_id}/"
    assert at_desk(Role.REVIEWER, "health").get(page).status_code == 404
    assert at_desk(Role.REVIEWER, "health").get(new_panel(case)).status_code == 404
    assert at_desk(Role.SUPERVISOR, "service-centre").get(page).status_code == 200
    assert (
        at_desk(Role.SUPERVISOR, "service-centre").post(f"{page}conclude/", {"text": "结论"}).status_code
        == 403
    )
    assert at_desk(Role.CLERK).get(page).status_code == 403
    assert at_desk(Role.REVIEWER).post(f"{page}dance/").status_code == 404
    lists = "/desk/experts/?view=panels"
    assert panel.public_id in at_desk(Role.REVIEWER).get(lists).content.decode()
    assert panel.public_id not in at_desk(Role.REVIEWER, "health").get(lists).content.decode()
    assert panel.public_id in at_desk(Role.REVIEWER).get(new_panel(case)).content.decode()


def test_the_pool_is_searched_by_words_and_field(case: Case) -> None:
    client = at_desk(Role.REVIEWER)
    assert [row.name for row, _names in client.get("/desk/experts/?q=锦里").context["rows"]] == ["宁采桑"]
    by_field = client.get("/desk/experts/?field=land").context["rows"]
    assert {row.name for row, _names in by_field} == {"尹望川", "崔景和"}
    assert len(client.get("/desk/experts/?field=nonsense").context["rows"]) == 30


def test_an_expert_is_added_once_suspended_restored_and_declares_anew(case: Case) -> None:
    client = at_desk(Role.APPROVER)
    sent = sheet(client, NEW_EXPERT, name="新专家", employer="某院", title="教授", region="510100")
    none = client.post(NEW_EXPERT, sent)
    assert none.status_code == 422
    assert none.context["box_errors"]
    wrong = client.post(NEW_EXPERT, sent | {"fields": ["bridge"], "identity": "123"})
    assert [entry.name for entry in wrong.context["entries"] if entry.errors] == ["identity"]
    assert wrong.context["ticked"] == {"bridge"}
    for _ in range(2):
        made = client.post(NEW_EXPERT, sent | {"fields": ["bridge", "road"], "kin": "甲\n乙"})
    page = made["Location"]
    row = Expert.objects.get(name="新专家")
    assert row.kin == ["甲", "乙"]
    assert client.post(f"{page}suspend/", {"reason": " "}).status_code == 422
    assert client.post(f"{page}suspend/", {"reason": "长期出国"}).status_code == 302
    assert "长期出国" in client.get(page).content.decode()
    assert client.post(f"{page}suspend/", {"reason": "再次"}).status_code == 409
    assert client.post(f"{page}restore/").status_code == 302
    told = {"employer": "新单位", "kin": "丙", "interests": "某公司"}
    assert client.post(f"{page}declare/", told).status_code == 302
    row.refresh_from_db()
    assert (row.employer, row.kin, row.interests, row.active) == ("新单位", ["丙"], ["某公司"], True)
    kept = client.post(f"{page}declare/", told | {"employer": " ", "kin": "丁"})
    assert kept.status_code == 422
    assert "丁" in kept.content.decode()
    assert client.post(f"{page}promote/").status_code == 404
    assert at_desk(Role.REVIEWER).post(f"{page}suspend/", {"reason": "理由"}).status_code == 403


def test_a_list_of_panels_asks_as_much_as_one_panel(case: Case) -> None:
    client, lists = at_desk(Role.REVIEWER), "/desk/experts/?view=panels"
    drawn(client, case)
    client.get(lists)
    with CaptureQueriesContext(connection) as one:
        client.get(lists)
    for other in (accepted("class-three"), accepted("class-three")):
        drawn(client, other)
    with CaptureQueriesContext(connection) as three:
        assert len(client.get(lists).context["panels"]) == 3
    assert len(three) == len(one)
