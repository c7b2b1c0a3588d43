"""A frozen figure in the report: a line that names it, proved in the PDF like the statement, remarked once it moved."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from tests.desk.officers import at_desk
from tests.weekly.conftest import checked

from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Denied, Missing, Refused
from banli.ledger.service import append, events
from banli.statistics.service import Figure, freeze
from banli.weekly.rules.record_lines import figure_sentence
from banli.weekly.rules.style import Rule
from banli.weekly.service import (
    HEADINGS,
    Issue,
    Section,
    check_issue,
    collect,
    edit_line,
    figures_csv,
    find_issue,
    lines,
    publish,
    record_line,
    remove_line,
    sign_off,
    stored_files,
    tell_figure,
    verify_pdf,
)

FIRST, LAST = date(2022, 10, 17), date(2022, 10, 21)
THEN = datetime(2022, 10, 18, 10, tzinfo=SHANGHAI)
"""Within the week of the draft."""


def rated(number: int, grade: int) -> None:
    """What the record says of a rating that was given that week."""
    body = {"grade": grade, "reasons": [], "channel": "code", "visit": True}
    subject = f"PJ-2022-{number:06d}"
    append(topic="rating", subject=subject, name="rated", by=VISITOR, at=THEN, scope="commerce", body=body)


def told(amount: str) -> None:
    """What the record says of a project that was registered and had its result put up that week."""
    of: dict[str, Any] = {
        "topic": "trading",
        "subject": "JY-2022-0001",
        "by": SYSTEM,
        "at": THEN,
        "scope": "service-centre",
    }
    append(**of, name="trading_registered", body={"kind": "procurement", "amount": "2000000.00", "party": ""})
    append(
        **of, name="trading_result_announced", body={"winner": "", "amount": amount, "until": "2022-11-16"}
    )


def frozen(key: str, topic: str = "rating", line: str = "") -> Figure:
    return freeze(by=SYSTEM, from_=FIRST, to=LAST, key=key, topic=topic, line=line)


@pytest.fixture
def share(draft: Issue) -> Figure:
    """Three ratings in four are good."""
    for number, grade in enumerate((1, 2, 3, 5), start=1):
        rated(number, grade)
    return frozen("good_rate")


def put(issue: Issue, figure: Figure, editor: Actor) -> Any:
    """The line of a figure in a draft."""
    tell_figure(by=editor, issue_id=issue.pk, figure_id=figure.pk)
    return next(one for one in lines(issue) if one.source_subjects == [str(figure.pk)])


def test_a_share_of_ratings_becomes_a_line_that_names_its_figure(
    draft: Issue, share: Figure, editor: Actor
) -> None:
    line = put(draft, share, editor)
    assert line.text == "10月17日至21日，好评率75.00%。"
    assert (line.section, line.source_topic) == (Section.SERVICE_QUALITY, "figure")
    assert json.loads(events("weekly", draft.subject)[-1].body)["figure"] == share.pk
    assert check_issue(find_issue(draft.pk)).get(line.pk) is None


def test_a_figure_stands_in_a_draft_once_and_again_when_its_line_was_removed(
    draft: Issue, share: Figure, editor: Actor
) -> None:
    line = put(draft, share, editor)
    with pytest.raises(Refused, match="已经写在草稿"):
        tell_figure(by=editor, issue_id=draft.pk, figure_id=share.pk)
    now = find_issue(draft.pk)
    remove_line(by=editor, issue_id=draft.pk, version=now.version, line_id=line.pk)
    assert put(draft, share, editor).text == line.text
    with pytest.raises(Missing):
        tell_figure(by=editor, issue_id=draft.pk, figure_id=share.pk + 100)
    other = Actor(name="", roles=frozenset({Role.CLERK}), department="commerce")
    with pytest.raises(Denied):
        tell_figure(by=other, issue_id=draft.pk, figure_id=share.pk)


def test_the_sum_of_trading_is_told_to_the_cent(draft: Issue, editor: Actor) -> None:
    told("1987654.30")
    line = put(draft, frozen("amount", "trading", "procurement"), editor)
    assert line.text == "10月17日至21日，成交金额（政府采购）1987654.30元。"
    assert line.section == Section.BUSINESS_ENVIRONMENT
    count = put(draft, frozen("results", "trading"), editor)
    assert count.text == "10月17日至21日，成交项目数1个。"


def test_a_line_says_when_its_figure_counts_otherwise_now_or_was_reworded_to_another_number(
    draft: Issue, share: Figure, editor: Actor
) -> None:
    line = put(draft, share, editor)
    rated(5, 5)
    said = check_issue(find_issue(draft.pk))[line.pk]
    assert [(one.rule, one.found, one.meant) for one in said] == [(Rule.COUNT, "75.00%", "60.00%")]
    version = find_issue(draft.pk).version
    text = line.text.replace("75.00", "85.00")
    edit_line(by=editor, issue_id=draft.pk, version=version, line_id=line.pk, text=text)
    assert Rule.NUMBER in {one.rule for one in check_issue(find_issue(draft.pk))[line.pk]}


def test_collecting_again_keeps_the_line_and_its_figure(draft: Issue, share: Figure, editor: Actor) -> None:
    text = put(draft, share, editor).text
    now = find_issue(draft.pk)
    collect(by=editor, issue_id=draft.pk, version=now.version)
    [kept] = [one for one in lines(draft) if one.source_subjects == [str(share.pk)]]
    assert kept.text == text


def test_the_published_issue_proves_the_figures_of_its_lines(
    draft: Issue, share: Figure, editor: Actor, checker: Actor, signer: Actor
) -> None:
    put(draft, share, editor)
    ready = checked(find_issue(draft.pk), editor, checker)
    done = sign_off(by=signer, issue_id=ready.pk, version=ready.version)
    rated(6, 5)
    files = stored_files(publish(by=editor, issue_id=done.pk))
    proved = [one for one in verify_pdf(files["weekly.pdf"]) if one.params.get("id") == share.pk]
    assert [one.ok for one in proved] == [True], "counted again up to its own place in the record"
    [data] = json.loads(files["weekly.json"])["told"]
    assert (data["value"], data["over"], data["counts"]) == (3, 4, "rating")
    rows = figures_csv(find_issue(draft.pk)).splitlines()
    assert len(rows) == 1 + 6 + 1
    assert len({row.count(",") for row in rows}) <= 2, "each row has the columns of the head"


def test_who_sends_lines_for_all_sends_a_figure_and_a_window_does_not_see_it(share: Figure) -> None:
    hall = Actor(name="", roles=frozenset({Role.HALL_MANAGER}), department="service-centre")
    found = record_line("figure", str(share.pk), hall)
    assert (found.department, found.day) == ("", LAST)
    assert HEADINGS[found.section]
    for strange in ("x", "٣", str(10**18), str(share.pk + 1)):
        with pytest.raises(Missing):
            record_line("figure", strange, hall)


@pytest.mark.parametrize(
    ("first", "last", "begins"),
    [
        (date(2022, 10, 17), date(2022, 10, 17), "10月17日"),
        (date(2022, 10, 17), date(2022, 10, 21), "10月17日至21日"),
        (date(2022, 10, 31), date(2022, 11, 4), "10月31日至11月4日"),
        (date(2022, 12, 26), date(2023, 1, 1), "2022年12月26日至2023年1月1日"),
    ],
)
def test_the_period_is_said_as_shortly_as_it_can_be(first: date, last: date, begins: str) -> None:
    assert figure_sentence(first, last, "评价数", "满意", "2", "条") == f"{begins}，评价数（满意）2条。"


def test_a_frozen_figure_is_put_into_the_draft_with_one_click_and_once(draft: Issue) -> None:
    editor = at_desk(Role.EDITOR, "service-centre")
    page = editor.post(
        "/desk/figures/freeze/",
        {"from": "2022-10-17", "to": "2022-10-21", "of": "rating", "indicator": "ratings"},
    )["Location"]
    assert draft.subject in editor.get(page).content.decode()
    answer = editor.post(f"{page}tell/")
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/weekly/{draft.subject}/")
    assert "评价数0条" in editor.get(answer["Location"]).content.decode()
    again = editor.post(f"{page}tell/")
    assert (again.status_code, again.context["undone"]) == (409, "这个统计数已经写在草稿里了。")
    hall = at_desk(Role.HALL_MANAGER, "service-centre")
    form = hall.get(f"/desk/weekly/of-record/figure/{Figure.objects.latest('pk').pk}/", follow=True)
    assert "评价数0条" in form.content.decode()
