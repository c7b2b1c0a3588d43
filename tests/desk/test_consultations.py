"""会商 at the desk: asked from a case, answered by others, lit where it is late, concluded with minutes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.consultations.asking import LAST_DAY, answered, asked, bridges, police, reviewer
from tests.desk.officers import at_desk, browser_of
from tests.held_clock import HeldClock
from tests.house import accepted, person

from banli.cases import service as cases
from banli.consultations.models import Consultation
from banli.consultations.service import give_opinion
from banli.desk.consultations.minutes import SILENT, minutes_of
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")


def new(case: cases.Case) -> str:
    return f"/desk/cases/{case.number}/consultation/new/"


def sent(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    token = client.get(address).context["token"]
    told = {"question": "是否需要护送？", "answer_by": LAST_DAY.isoformat(), "holds": "1"}
    return {"token": token, **told, "department.0": "police", **changes}


def page(made: Consultation, by: Any) -> Any:
    return browser_of(by).get(f"/desk/consultations/{made.public_id}/")


def do(made: Consultation, by: Any, act: str, seat: int = -1, **fields: str) -> Any:
    """Send a form of the page as it stands."""
    client = browser_of(by)
    shown = client.get(f"/desk/consultations/{made.public_id}/").context
    forms = [*shown["forms"], *(one["form"] for one in shown["seats"] if one["form"])]
    form = next(one for one in forms if one.name == act and one.seat == seat)
    told = {f"{form.prefix}{name}": value for name, value in fields.items()}
    return client.post(
        f"/desk/consultations/{made.public_id}/{act}/", {"version": form.version, "seat": seat, **told}
    )


def test_others_are_asked_from_the_page_of_the_case_and_a_second_click_asks_once() -> None:
    case, client = accepted("class-three"), browser_of(reviewer())
    assert new(case) in client.get(f"/desk/cases/{case.number}/").content.decode()
    told = sent(client, new(case), **{"department.1": "transport", "division.1": "桥梁管理处"})
    first, second = client.post(new(case), told), client.post(new(case), told)
    assert first["Location"] == second["Location"]
    made = Consultation.objects.get()
    assert made.holds
    assert "0/2" in client.get(f"/desk/cases/{case.number}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"question": ""}, "question"),
        ({"answer_by": "2022-10-01"}, "answer_by"),
        ({"department.0": ""}, "department.0"),
        ({"department.0": "", "department.3": "transport"}, "department.3"),
        ({"department.1": "police"}, "department.1"),
        ({"question": "一\ue000二"}, "question"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    changes: dict[str, str], place: str
) -> None:
    case, client = accepted("class-three"), browser_of(reviewer())
    answer = client.post(new(case), sent(client, new(case), **changes))
    assert answer.status_code == 422
    wrong = {entry.name: entry for entry in answer.context["entries"] if entry.errors}
    assert set(wrong) == {place}
    assert answer.context["general"] == []
    values = {entry.name: entry.value for entry in answer.context["entries"]}
    assert values["answer_by"] == changes.get("answer_by", LAST_DAY.isoformat())


def test_who_is_asked_finds_it_on_today_and_answers_without_the_file_of_the_case() -> None:
    made, by = asked(), police()
    client = browser_of(by)
    assert f"/desk/consultations/{made.public_id}/" in client.get("/desk/").content.decode()
    assert f"/desk/cases/{made.subject}/" not in page(made, by).content.decode()
    assert (
        do(made, by, "opinion", 0, stance="agrees_with_conditions", text="避开早晚高峰。").status_code == 302
    )
    assert "避开早晚高峰。" in page(made, reviewer()).content.decode()
    assert f"/desk/consultations/{made.public_id}/" not in client.get("/desk/").content.decode()


def test_an_opinion_without_reasons_is_told_at_its_field() -> None:
    made = asked()
    answer = do(made, police(), "opinion", 0, stance="", text="")
    assert answer.status_code == 422
    form = next(one["form"] for one in answer.context["seats"] if one["form"])
    assert [entry.name for entry in form.entries if entry.errors] == ["stance", "text"]


def test_the_conclusion_is_offered_when_all_have_answered_and_makes_minutes() -> None:
    made = asked()
    assert page(made, reviewer()).context["waits"]
    assert {one.name for one in page(made, reviewer()).context["forms"]} == {"meeting", "call-off"}
    answered(made, second="disagrees")
    told: dict[str, Any] = {"held_on": "2022-10-17", "place": "三楼", "chair": "王处长", "text": "同意改线。"}
    assert do(made, reviewer(), "meeting", **told, present="交警总队 张三\n桥梁处 李四").status_code == 302
    refused = do(made, reviewer(), "conclude", outcome="agrees", text="改线后通行。")
    assert refused.status_code == 422
    done = do(
        made, reviewer(), "conclude", outcome="agrees", text="改线后通行。", on_objections="已避开该桥。"
    )
    assert done.status_code == 302
    paper = browser_of(police()).get(f"/desk/consultations/{made.public_id}/minutes/")
    assert paper.content.startswith(b"%PDF")
    said = minutes_of(Consultation.objects.get())
    assert [part.title for part in said.parts][-2:] == ["四、会商会议", "五、会商结论"]
    assert "已避开该桥。" in said.parts[-1].lines


def test_who_did_not_answer_stands_in_the_minutes_as_silent(clock: HeldClock) -> None:
    made = asked()
    give_opinion(consultation=made.public_id, seat=1, stance="agrees", text="合格。", by=bridges())
    clock.set("2022-10-20T09:00")
    assert "逾期" in browser_of(reviewer()).get("/desk/consultations/").content.decode()
    assert do(made, reviewer(), "conclude", outcome="agrees", text="同意。").status_code == 302
    table = minutes_of(Consultation.objects.get()).parts[2].table
    assert table[1][1] == SILENT


def test_an_overdue_opinion_is_lit_on_today(clock: HeldClock) -> None:
    asked()
    clock.set("2022-10-20T09:00")
    for who in (police(), reviewer()):
        errands = browser_of(who).get("/desk/").context["errands"]
        assert any("会商" in one.label for one in errands), who


def test_no_minutes_before_the_conclusion_and_nothing_for_strangers() -> None:
    made = asked()
    client = browser_of(reviewer())
    assert client.get(f"/desk/consultations/{made.public_id}/minutes/").status_code == 404
    stranger = at_desk(Role.REVIEWER, "finance")
    assert stranger.get(f"/desk/consultations/{made.public_id}/").status_code == 404
    assert page(made, person(Role.SUPERVISOR, None)).context["forms"] == []


def test_ended_ones_stand_in_a_list_of_their_own() -> None:
    made = asked(answer_by=date(2022, 10, 18))
    cases.call_off_consultation(by=reviewer(), consultation=made.public_id, reason="已电话核实。")
    client = browser_of(reviewer())
    assert made.public_id not in client.get("/desk/consultations/").content.decode()
    text = client.get("/desk/consultations/?view=ended").content.decode()
    assert made.public_id in text
    assert "会商已取消" in text
