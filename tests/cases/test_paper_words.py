"""A paper is set with its act: the words and their digest are kept, and opening it prints exactly them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.catalogue.samples import item
from tests.held_clock import HeldClock
from tests.house import PLAYER, accepted, form, person, proposed, steps_done

from banli.cases import service as cases
from banli.cases.acts.notices import series_of
from banli.cases.models import Notice
from banli.cases.rules.paper_digest import words_digest
from banli.cases.rules.paper_words import by_law, count, due_words, party, remedies_words, short_name
from banli.catalogue.service import publish_folder, spec_in
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Invalid, Refused
from banli.province.load import SICHUAN

pytestmark = pytest.mark.usefixtures("house")
CARE = "elderly-care-allowance"


def body_of(case: cases.Case) -> dict[str, object]:
    return dict(json.loads(cases.timeline(case)[-1].body))


def test_the_words_are_kept_with_the_act_and_their_digest_stands_in_its_event() -> None:
    case = accepted()
    (notice,) = cases.notices(case, "acceptance")
    assert notice.words["title"] == "受理通知书"
    assert body_of(case)["paper_digest"] == words_digest(notice.words)
    assert cases.notice_sheet(case, notice).paragraphs == tuple(notice.words["paragraphs"])


def test_a_paper_says_for_ever_what_it_said_when_it_was_made() -> None:
    case = accepted()
    (notice,) = cases.notices(case, "acceptance")
    before = cases.notice_sheet(case, notice)
    notice.body = {}
    case.applicant = "别的单位"
    assert cases.notice_sheet(case, notice) == before


def test_a_paper_from_before_words_were_kept_is_set_anew() -> None:
    case = accepted()
    Notice.objects.filter(case=case).update(words={})
    (notice,) = cases.notices(case, "acceptance")
    assert "决定予以受理" in "".join(cases.notice_sheet(case, notice).paragraphs)
    assert str(cases.paper_name(case, notice)) == "受理通知书"


def test_a_notice_of_acceptance_lists_what_was_handed_in_with_officer_and_telephone() -> None:
    case = accepted()
    (notice,) = cases.notices(case, "acceptance")
    assert any("行驶证" in one for one in notice.words["items"])
    assert all(one.endswith(("（电子件）", "份）")) for one in notice.words["items"])
    assert "监督投诉电话：028-" in "".join(notice.words["closing"])
    assert "受理人：" in "".join(notice.words["closing"])


def test_a_decision_on_a_payment_says_degree_standard_and_first_month(clock: HeldClock) -> None:
    publish_folder(path=SICHUAN / "items" / CARE, by=SYSTEM)
    case = PLAYER.apply(CARE, form("severe", CARE))
    cases.accept(by=person(Role.CLERK, "civil", "civil-20"), number=case.number)
    with pytest.raises(Refused, match="公示至"):
        steps_done(case)
    clock.set("2022-10-28 09:00")
    steps_done(case)
    cases.review(by=person(Role.REVIEWER, "civil"), number=case.number, agrees=True, opinion="建议给予。")
    approver = person(Role.APPROVER, "civil")
    with pytest.raises(Invalid) as wrong:
        cases.grant(by=approver, number=case.number)
    assert {one.where for one in wrong.value.problems} == {"said.degree", "said.standard", "said.first_month"}
    said = {"degree": "severe", "standard": "240", "first_month": "2022年11月"}
    case = cases.grant(by=approver, number=case.number, said=said)
    decided = cases.decision(case)
    assert decided is not None
    assert decided.words["title"] == "行政给付决定书"
    words = "".join(decided.words["paragraphs"])
    for promised in ("补贴等级：重度失能", "每月240", "自2022年11月起"):
        assert promised in words
    assert "许可" not in json.dumps(decided.words, ensure_ascii=False)


def test_numbers_of_one_word_are_one_series_and_those_of_before_go_on() -> None:
    assert series_of("准予决") == "granted"
    assert series_of("给付决") == "给付决"


def test_you_is_said_to_a_person_and_your_unit_to_an_organisation() -> None:
    assert party(item(server_types=["1", "2"]), "11010519491231002X") == "你"
    assert party(item(server_types=["1", "2"]), "91510100MA6CHEN123") == "你"
    assert party(item(server_types=["1", "2"]), "91350100M000100Y43") == "你单位"
    assert party(item(server_types=["2"]), "") == "你单位"


def test_the_licensing_law_is_named_for_licences_alone() -> None:
    law = "《中华人民共和国行政许可法》第四十五条"
    assert by_law(item(kind="01"), law) == f"依据{law}"
    assert by_law(item(kind="05"), law) == ""
    assert by_law(item(kind="05"), "参照" + law) == "参照" + law
    assert by_law(item(kind="05"), "老年人权益保障法第二条") == "依据《老年人权益保障法》第二条"


@pytest.mark.parametrize(
    ("number", "words"), [(6, "六"), (10, "十"), (15, "十五"), (60, "六十"), (180, "180")]
)
def test_small_numbers_are_written_in_chinese(number: int, words: str) -> None:
    assert count(number) == words


def test_a_promise_is_never_dated_before_the_paper() -> None:
    assert due_words({"due_on": "2022-10-17"}, date(2022, 10, 18)) == {"due": "", "passed": "2022年10月17日"}
    assert due_words({"due_on": "2022-10-18"}, date(2022, 10, 18))["due"] == "2022年10月18日前（含当日）"


def test_where_one_may_turn_follows_the_law_of_the_day() -> None:
    spec = spec_in(SICHUAN / "items" / CARE)
    assert spec is not None
    before = remedies_words(spec.remedies, "不予给付决定书", date(2023, 12, 31))
    after = remedies_words(spec.remedies, "终止办理告知书", date(2024, 1, 1))
    assert "六十日内向四川省人民政府或者民政部申请行政复议" in before
    assert "向四川省人民政府申请行政复议" in after
    assert "六个月内向成都铁路运输第一法院提起行政诉讼" in after
    assert after.startswith("如不服本告知书，可以自收到本告知书之日起")


@pytest.mark.parametrize(
    ("title", "short"), [("不予行政许可决定书", "决定书"), ("终止办理告知书", "告知书"), ("批复", "批复")]
)
def test_a_paper_calls_itself_by_its_name(title: str, short: str) -> None:
    assert short_name(title) == short


def test_a_refusal_says_facts_and_where_to_turn_and_a_grant_does_not() -> None:
    approver = person(Role.APPROVER)
    refused = cases.refuse(by=approver, number=proposed(agrees=False).number, reasons="轴荷超限。")
    decided = cases.decision(refused)
    assert decided is not None
    assert decided.words["title"] == "不予行政许可决定书"
    assert "第三十八条第二款" in "".join(decided.words["paragraphs"])
    assert "交通运输部申请行政复议" in decided.words["remedies"]
    granted = cases.grant(by=approver, number=proposed().number)
    decided = cases.decision(granted)
    assert decided is not None
    assert decided.words["remedies"] == ""
    assert "第三十八条第一款" in "".join(decided.words["paragraphs"])


def test_the_platform_closes_a_case_with_a_paper_of_its_own_words() -> None:
    case = cases.void(by=person(Role.APPROVER), number=accepted().number, reason="重复录入。")
    (notice,) = cases.notices(case, "voided")
    assert notice.words["title"] == "办件作废告知书"
    assert notice.words["remedies"] == ""
