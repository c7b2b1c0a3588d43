"""Writing together in the studio: remarks at their place, comments, proposals, and two at one line."""

from __future__ import annotations

import pytest
from tests.desk.officers import at_desk
from tests.desk.test_weekly import PAGE, act, checker, collected, issue

from banli.kernel.actors import Role
from banli.weekly.service import lines

pytestmark = pytest.mark.usefixtures("frame")


def test_a_remark_opens_at_its_place_and_is_mended_by_one_click() -> None:
    client = collected()
    act(client, "add", add="service_quality", text="9月1日开展培训(第二期)。")
    line = lines(issue())[-1].pk
    date_said, brackets = client.get(PAGE, {"line": line}).context["line"].remarks[::-1]
    there = client.get(PAGE, {"line": line, "at": brackets.key})
    assert 'data-from="8" data-to="13"' in there.content.decode()
    assert there.context["at"] == brackets
    assert not date_said.proposal
    answer = act(client, "mend", line=line, key=brackets.key)
    assert answer["Location"] == f"{PAGE}?line={line}#line-{line}"
    assert lines(issue())[-1].text == "9月1日开展培训（第二期）。"
    wrong = act(client, "dismiss", line=line, key=date_said.key, reason=" ")
    assert wrong.status_code == 422
    assert "9月1日开展培训（第二期）。</textarea>" in wrong.content.decode()
    act(client, "dismiss", line=line, key=date_said.key, reason="去年的事。")
    shown = checker().get(PAGE).content.decode()
    assert "去年的事。" in shown
    assert client.get(PAGE, {"line": line}).context["line"].remarks == ()


def test_whoever_is_overtaken_sees_both_texts_and_may_leave_theirs_as_a_proposal() -> None:
    client = collected()
    act(client, "add", add="service_quality", text="第一条。")
    line, before = lines(issue())[-1], issue().version
    act(client, "edit", line=line.pk, text="别人改的第一条。")
    mine = {"version": before, "line": line.pk, "text": "我改的第一条。"}
    late = client.post(f"{PAGE}acts/edit/", mine)
    assert late.status_code == 409
    assert "".join(one.text for one in late.context["theirs"] if one.op != "came") == "别人改的第一条。"
    assert "".join(one.text for one in late.context["theirs"] if one.op != "gone") == "我改的第一条。"
    act(client, "reword", **mine)
    [offer] = client.get(PAGE, {"line": line.pk}).context["offers"]
    assert (offer.one.text, offer.one.before, bool(offer.meanwhile)) == (
        "我改的第一条。",
        "第一条。",
        True,
    )
    assert lines(issue())[-1].text == "别人改的第一条。"
    assert act(client, "accept", rewording=offer.one.pk, line=line.pk).status_code == 409
    assert act(client, "accept", rewording=offer.one.pk, line=line.pk, over="yes").status_code == 302
    assert lines(issue())[-1].text == "我改的第一条。"


def test_a_checker_comments_and_proposes_and_the_editor_answers() -> None:
    client = collected()
    act(client, "add", add="service_quality", text="第一条。")
    line = lines(issue())[-1].pk
    shown = checker().get(PAGE, {"line": line}).content.decode()
    assert f"{PAGE}acts/reword/" in shown
    assert f"{PAGE}acts/edit/" not in shown
    wrong = act(checker(), "comment", line=line, quote="没有的话", comment="请核实。")
    assert wrong.status_code == 422
    assert "请核实。</textarea>" in wrong.content.decode()
    act(checker(), "comment", line=line, quote="第一", comment="请核实。")
    act(checker(), "reword", line=line, text="第一条，已核实。")
    page = client.get(PAGE).context
    [voice], [offer] = page["voices"], page["offers"]
    act(client, "answer", line=line, to=voice.one.pk, comment="已核实。")
    act(client, "settle", line=line, to=voice.one.pk, done="yes")
    assert act(client, "refuse", line=line, rewording=offer.one.pk, reason="").status_code == 422
    act(client, "accept", line=line, rewording=offer.one.pk)
    assert lines(issue())[-1].text == "第一条，已核实。"
    page = client.get(PAGE, {"line": line}).context
    assert [(one.one.done_by != "", len(one.replies)) for one in page["voices"]] == [(True, 1)]
    assert [one.one.state for one in page["offers"]] == ["taken"]
    asked = act(checker(), "comment", comment="整期：目录待核。")
    assert asked.status_code == 302
    assert "尚有1条批注未处理" in act(client, "send").content.decode()


def test_the_halls_manager_comments_and_proposes_and_changes_nothing() -> None:
    act(collected(), "add", add="service_quality", text="第一条。")
    line, manager = lines(issue())[-1].pk, at_desk(Role.HALL_MANAGER, "service-centre")
    assert act(manager, "comment", line=line, comment="请核实。").status_code == 302
    assert act(manager, "reword", line=line, text="第一条，已核实。").status_code == 302
    assert act(manager, "edit", line=line, text="第一条，已核实。").status_code == 403
    assert lines(issue())[-1].text == "第一条。"
