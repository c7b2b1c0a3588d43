"""What came up at an activity and was not settled in time stands in the draft of the week."""

from __future__ import annotations

from datetime import date

from tests.house import person

from banli.fieldwork.service import NewMatter, close_matter, latest, note_matter
from banli.fieldwork.states import MatterKind
from banli.kernel.actors import Actor, Role
from banli.weekly.service import Issue, collect, find_issue, lines


def test_an_unsettled_question_is_told_until_it_is_settled(draft: Issue, editor: Actor) -> None:
    by = person(Role.REVIEWER, "transport")
    activity = next(one for one in latest() if one.department_id == "transport" and one.day)
    told = NewMatter(MatterKind.QUESTION, "收费站设施短板何时补齐？", to="transport", due_on=draft.last_day)
    name = note_matter(activity=activity.public_id, told=told, by=by).subject
    issue = collect(by=editor, issue_id=draft.pk, version=draft.version)
    line = next(one for one in lines(issue) if one.source_subjects == [name])
    assert (line.section, line.source_topic) == (activity.group, "fieldwork")
    assert line.text.startswith("截至10月21日，交通运输厅10月")
    assert line.text.endswith("问题应于10月21日前办结，交通运输厅尚未办结，正在督促办理。")
    close_matter(matter=name, on=date(2022, 10, 21), proof="已补齐。", by=by)
    issue = collect(by=editor, issue_id=draft.pk, version=find_issue(draft.pk).version)
    assert not any(one.source_subjects == [name] for one in lines(issue))
