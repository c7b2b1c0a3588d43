"""The words of papers are data: laid over each other, checked by file, line and column, and set in a sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from tests.catalogue.samples import ITEMS, PACK, lend, spoilt

from banli.catalogue.rules.checks.pack_papers import check_pack_papers
from banli.catalogue.rules.definition.paper_facts import PAPERS
from banli.catalogue.rules.definition.papers import PaperText, platform_papers
from banli.catalogue.rules.definition.remedies import remedies_of
from banli.catalogue.rules.meaning.papers import paper_text, written
from banli.catalogue.service import check_folder, spec_in
from banli.kernel.wording import clause, sentence, tidy

CARE = ITEMS / "elderly-care-allowance"


def text(**parts: object) -> PaperText:
    return PaperText.model_validate({"title": "告知书", "word": "告", "paragraphs": ["甲"], **parts})


def test_the_platform_has_words_for_every_paper_and_the_pack_for_every_kind() -> None:
    assert set(platform_papers()) == set(PAPERS)
    assert check_pack_papers(PACK) == []
    assert remedies_of(PACK)[1] == ()


def test_an_item_says_only_what_it_prints_otherwise_than_its_kind() -> None:
    spec = spec_in(CARE)
    assert spec is not None
    granted = paper_text(spec, "granted")
    assert granted.title.zh == "行政给付决定书"
    assert granted.word == "给付决"
    assert any("补贴标准" in str(one) for one in granted.paragraphs)
    assert paper_text(spec, "correction") is platform_papers()["correction"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ said.degree }}。", "{{ said.degrees }}。", "没有名为“degrees”的字段或事实，是不是“degree”？"),
        ("answers.household", "answers.houshold", "是不是“household”？"),
        ("{{ item }}", "{{ itme }}", "是不是“item”？"),
        ("{{ applicant }}", "{{ applicant | upper }}", "这不是文书模板的写法"),
        ("{{ applicant }}", "{{ applicant", "这不是文书模板的写法"),
        ("granted:", "grantde:", "没有名为“grantde”的文书；是不是“granted”？"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    copy, line = spoilt(tmp_path, "papers.yaml", old, new, CARE)
    found = [one for one in check_folder(copy) if told in one.message]
    assert found, [str(one) for one in check_folder(copy)]
    assert found[0].file == str(copy / "papers.yaml")
    assert abs(found[0].line - line) <= 1


@pytest.mark.parametrize(
    ("slug", "said", "promised", "term"),
    [
        ("mining-right", "载明采矿权人、", "载明采矿权人、炸药、", "炸药"),
        ("mining-right", "载明采矿权人、", "载明采矿权人、矿区审批依据、", "矿区审批依据"),
        ("company-file-lookup", "写明名称、", "写明名称、股东、", "股东"),
        ("company-file-lookup", "注册资本、", "资本构成、", "资本构成"),
    ],
)
def test_what_the_guide_promises_and_no_paper_says_is_told_at_the_sample(
    tmp_path: Path, slug: str, said: str, promised: str, term: str
) -> None:
    copy, _line = spoilt(tmp_path, "item.yaml", said, promised, ITEMS / slug)
    found = [one for one in check_folder(copy) if one.rule == "papers"]
    assert [(f"“{term}”" in one.message, one.file.endswith("item.yaml")) for one in found] == [(True, True)]


def test_the_column_of_a_wrong_name_is_told(tmp_path: Path) -> None:
    copy, line = spoilt(tmp_path, "papers.yaml", "said.first_month", "said.first_moon", CARE)
    (fault,) = check_folder(copy)
    row = (copy / "papers.yaml").read_text(encoding="utf-8").splitlines()[line - 1]
    assert (fault.line, row[fault.column - 1 :].startswith("first_moon")) == (line, True)


def test_a_fault_in_the_papers_of_a_kind_is_told_in_their_file(tmp_path: Path) -> None:
    lend(tmp_path)
    file = tmp_path / "papers" / "05.yaml"
    file.write_text(file.read_text("utf-8").replace("{{ reasons", "{{ reason", 1), encoding="utf-8")
    (tmp_path / "papers" / "99.yaml").write_text("granted: {}\n", encoding="utf-8")
    faults = check_pack_papers(tmp_path)
    assert [Path(one.file).name for one in faults] == ["05.yaml", "99.yaml"]
    assert "是不是“reasons”？" in faults[0].message


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("editions: []", "editions"),
        ("editions: [{since: 2024-01-01}]", "reconsideration, court, or both"),
        (
            "editions: [{since: 2024-01-01, court: {name: 某法院, months: 6, days: 15, basis: 法}}]",
            "months or days",
        ),
        ("editions: [{since: 2024-01-01, reconsideration: {body: 某府, days: 15, basis: 法}}]", "60"),
    ],
)
def test_remedies_name_somewhere_to_turn_and_give_no_less_than_the_law(
    tmp_path: Path, wrong: str, told: str
) -> None:
    (tmp_path / "remedies.yaml").write_text(wrong, encoding="utf-8")
    found, faults = remedies_of(tmp_path)
    assert found is None
    assert told in "".join(map(str, faults))


def test_a_list_is_set_once_for_each_entry_and_what_is_empty_is_left_out() -> None:
    made = written(
        text(
            paragraphs=["{% if warned %}警告。{% endif %}", "正文"],
            points=[{"each": "points", "text": "{{ one.label }}：{{ one.problem | sentence }}"}],
        ),
        {
            "warned": False,
            "points": [{"label": "轴载", "problem": "不一致。"}, {"label": "车长", "problem": "漏填"}],
        },
    )
    assert made.paragraphs == ("正文",)
    assert made.points == ("轴载：不一致。", "车长：漏填。")


def test_lines_of_a_file_leave_no_space_in_chinese() -> None:
    made = written(
        text(paragraphs=["{{ you }}于 {{ day }} \n 提出 的“A B”申请，\n  {% if you %} 受理 {% endif %}。"]),
        {"you": "你", "day": "今日"},
    )
    assert made.paragraphs == ("你于今日提出的“A B”申请，受理。",)


def test_a_name_that_is_not_there_is_an_error_and_never_an_empty_space() -> None:
    with pytest.raises(UndefinedError):
        written(text(paragraphs=["{{ nobody }}"]), {})


def test_a_template_reaches_nothing_but_its_facts() -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        written(text(paragraphs=["{{ you.__class__.__mro__ }}"]), {"you": "你"})


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("因材料不齐。，现决定", "因材料不齐，现决定"),
        ("理由：不符合条件。。", "理由：不符合条件。"),
        ("（依据：某法。）", "（依据：某法）"),
        ("甲；。", "甲。"),
        ("等待……。", "等待……。"),
    ],
)
def test_marks_that_meet_become_one(typed: str, set_: str) -> None:
    assert tidy(typed) == set_


@given(st.text(alphabet="甲乙。，；：、. ！", max_size=20))
def test_a_typed_text_is_one_sentence_whatever_mark_it_ends_in(typed: str) -> None:
    said = sentence(typed)
    assert said == "" or said == f"{clause(typed)}。"
    assert not tidy(f"因{clause(typed)}，现决定。").count("。。")
    assert "。，" not in tidy(f"因{typed}，现决定")
