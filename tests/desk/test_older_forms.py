"""Two people have the same page open, and both send its form: whoever is later reads what the other one did, and
nothing of either is lost. Held at every form of the desk that changes what stands there already."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.desk.officers import at_desk, browser_of
from tests.desk.registers import SITUATIONS, Opened, a_finding_put_right, a_proposed_ban, an_expert
from tests.held_clock import HeldClock
from tests.house import clerk, person
from tests.plans import proof
from tests.site.doors import Form, filled, forms, place_of, tree_of

import banli.desk
from banli.credit.models import Ban
from banli.credit.service import note_views
from banli.experts.models import Expert
from banli.experts.service import declare, find_expert
from banli.hall.models import PatrolFinding
from banli.hall.service import rectify, reopen
from banli.kernel import clock as time
from banli.kernel.actors import SYSTEM, Role
from banli.ledger.models import Event
from banli.ledger.service import Overtaken, version_of

pytestmark = pytest.mark.usefixtures("house")
TEMPLATES = Path(banli.desk.__file__).parent / "templates"
APPENDS = "adds something beside what is there"
READS = "changes nothing but who looked, and when"
ONCE = "is refused where it was done before, and nobody does it otherwise"
WISH = "says how it is to be, and the same twice is once"
NOTHING_TO_OVERWRITE = {
    **dict.fromkeys(
        ("authority_act review", "authority_act stock", "case_complete", "figure_freeze"), APPENDS
    ),
    **dict.fromkeys(
        (
            "issue_act add",
            "issue_act comment",
            "issue_act answer",
            "issue_act erratum",
            "issue_act remind",
            "issue_lines_act send",
            "issue_word",
        ),
        APPENDS,
    ),
    **dict.fromkeys(
        (
            "bundle.html",
            "intake.html",
            "patrol_new.html",
            "person_new.html",
            "record.html",
            "sheet.html",
        ),
        APPENDS,
    ),
    **dict.fromkeys(
        ("draw.html", "new.html", "export_new", "export_take"),
        APPENDS,
    ),
    **dict.fromkeys(("case_look", "credit_code", "figure_recount", "ledger_verify", "sign_in.html"), READS),
    **dict.fromkeys(("message_look",), READS),
    **dict.fromkeys(("identity.html", "company.html"), ONCE),
    **dict.fromkeys(("message_resend", "comment_answer"), ONCE),
    **dict.fromkeys(("finding_act photograph", "finding_new.html"), APPENDS),
    **dict.fromkeys(("assessment_act object", "assessment_act answer"), ONCE),
    **dict.fromkeys(("assessment_freeze", "assessment_publish"), ONCE),
    "issue_manuscript.html": ONCE,
    "issue_dictionary.html": APPENDS,
    "issue_word_strike": ONCE,
    "entry_check": APPENDS,
    **dict.fromkeys(("outing_act list", "book.html"), APPENDS),
    **dict.fromkeys(("outing_act sign-in", "activity_act ask"), WISH),
    "activity_act enter": ONCE,
    "roster_plan": APPENDS,
    "trading_room_cancel": ONCE,
    "figure_tell": ONCE,
    "post_remove": ONCE,
    **dict.fromkeys(("cover_begin", "cover_end"), WISH),
    **dict.fromkeys(("put_up_act", "device_strike_off"), WISH),
    "queue_call": ONCE,
    "queue_give": APPENDS,
    "appointments.html": APPENDS,
    "appointment_reopen": WISH,
    "queue_ask": ONCE,
    **dict.fromkeys(("project_act publish", "project_act visit", "issue_start", "issue_receipt"), ONCE),
    **dict.fromkeys(
        (f"issue_act {act}" for act in ("publish", "distribute", "archive", "refuse", "withdraw")), ONCE
    ),
    **dict.fromkeys(("issue_act take", "issue_act decline", "issue_lines_act take-back"), ONCE),
    **dict.fromkeys(("rating_screen", "second_screen.html", "disclosure_publish"), WISH),
    **dict.fromkeys(
        ("issue_act mode", "issue_act move", "issue_act settle", "issue_lines_act nothing", "sign_out"), WISH
    ),
}
"""Forms that need not say what was read, and why; by address and act, or by template."""
BESIDE = {"proposal_answer": APPENDS}
"""Forms that say it for another of their buttons."""
ELSEWHERE = {
    "trading_act",
    "case_act",
    "correct.html",
    "enforcement_act",
    "issue_act",
    "issue_exhibit.html",
    "issue_returned.html",
    "queue_act",
}
"""What says it and is tried by tests of its own: cases, enforcement and the weekly report."""
SEEN = re.compile(r'name="(?:version|digest|seen)"')
DAY = "2022-12-01"
LATE = ('id="meanwhile"', "请重新查看", "另一份意见")
"""How a page says that somebody else was faster: with what happened, where that is on record."""


SHARED = {"task.html": ("demand_act", "field_matter_act")}
"""Templates whose address is that of what they are shown for."""


def written() -> Iterator[tuple[str, str]]:
    """Every form of the desk's templates, by address and act where the template says them, and its text."""
    for page in sorted(TEMPLATES.rglob("*.html")):
        for form in re.findall(r'<form[^>]*method="post".*?</form>', page.read_text(), re.DOTALL):
            actions = re.findall(r"action=\"\{% url 'desk:(\w+)'([^%]*)%\}", form)
            for name, rest in actions or [(one, "") for one in SHARED.get(page.name, (page.name,))]:
                yield " ".join([name, *re.findall(r"'([^']+)'", rest)]), form


def door(form: Form) -> str:
    """Address and act of a form, as the table above calls them."""
    name, kinds = place_of(form.action)
    return " ".join([name.removeprefix("desk:"), *(kind.partition("-")[0] for kind in kinds[-1:])])


def changing(opened: Opened) -> dict[str, Form]:
    """The forms of a page that say which version was read, by what they do."""
    answer = opened.client.get(opened.page)
    assert answer.status_code == 200, opened.page
    found = forms(tree_of(answer), opened.page)
    return {door(one): one for one in found if "version" in one.sent and door(one) not in BESIDE}


def sent_late(opened: Opened, form: Form) -> Any:
    """The answer to ``form`` where the record went on by one step after it was read."""
    told = {key: value if any(value) else [DAY] for key, value in filled(form, "").items()}
    shown = int(form.sent["version"][0])
    return opened.client.post(form.action, {**told, "version": [str(shown - 1 if shown else shown + 1)]})


def test_every_form_says_what_was_read_or_has_nothing_to_overwrite() -> None:
    silent = {name for name, form in written() if not SEEN.search(form)}
    assert silent == set(NOTHING_TO_OVERWRITE)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.__name__)
def test_a_form_that_is_older_than_its_record_changes_nothing(
    situation: Callable[[HeldClock], list[Opened]], clock: HeldClock
) -> None:
    for opened in situation(clock):
        offered = changing(opened)
        assert set(offered) == opened.acts
        assert {name.split()[0] for name in offered} <= SITUATIONS[situation]
        before = Event.objects.count()
        for name, form in offered.items():
            answer = sent_late(opened, form)
            words = answer.content.decode()
            assert answer.status_code == 409, name
            assert any(one in words for one in LATE), name
            assert not form.texts or "张三" in words, name
        assert Event.objects.count() == before


def test_every_form_of_a_register_is_tried_late() -> None:
    saying = {name.split()[0] for name, form in written() if SEEN.search(form)}
    assert saying - set(BESIDE) - ELSEWHERE == set().union(*SITUATIONS.values())


def test_who_takes_down_a_declaration_late_reads_that_another_one_came(clock: HeldClock) -> None:
    first, _ = an_expert(clock)
    form = changing(first)["expert_act declare"]
    version = version_of("experts", "ZJ-00001")
    declare(expert="ZJ-00001", employer="新单位", kin=[], interests=[], by=SYSTEM, version=version)
    answer = first.client.post(form.action, {**form.sent, "employer": "另一单位"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "登记了新的申报" in text
    assert "另一单位" in text
    assert "新单位" in text
    assert Expert.objects.get(public_id="ZJ-00001").employer == "新单位"
    again = changing(first)["expert_act declare"]
    assert first.client.post(again.action, {**again.sent, "employer": "另一单位"}).status_code == 302
    assert find_expert("ZJ-00001").employer == "另一单位"


def test_a_ban_is_not_confirmed_over_an_answer_that_nobody_read(clock: HeldClock) -> None:
    (opened,) = a_proposed_ban(clock)
    confirming = changing(opened)["proposal_confirm"]
    number = confirming.action.split("/")[-3]
    note_views(proposal=number, views="当日车辆在修理厂。", by=person(Role.REVIEWER))
    answer = opened.client.post(confirming.action, confirming.sent)
    assert answer.status_code == 409
    assert "登记了当事人的意见" in answer.content.decode()
    assert "当日车辆在修理厂。" in answer.content.decode()
    assert not Ban.objects.exists()
    now = changing(opened)["proposal_confirm"]
    assert opened.client.post(now.action, now.sent).status_code == 302
    assert Ban.objects.exists()


def test_what_was_put_right_otherwise_meanwhile_is_not_found_in_order_unseen(clock: HeldClock) -> None:
    (opened,) = a_finding_put_right(clock)
    form, found = changing(opened)["finding_act recheck"], PatrolFinding.objects.get()
    colleague = person(Role.HALL_MANAGER, "service-centre", name="colleague")
    reopen(finding=found.public_id, on=time.today(), by=colleague)
    told: dict[str, Any] = {"finding": found.public_id, "on": time.today(), "rectification": "改为摘牌停岗。"}
    rectify(**told, by=clerk(), photographs=[proof()])
    answer = opened.client.post(form.action, form.sent)
    assert answer.status_code == 409
    assert "复查：未整改" in answer.content.decode()
    assert "改为摘牌停岗。" in answer.content.decode()
    assert PatrolFinding.objects.get().state == "rectified"


def test_what_was_typed_is_shown_where_the_form_is_gone(clock: HeldClock) -> None:
    """Somebody else lifted the ban: the page has no field any more that could keep the reason."""
    situation = next(one for one in SITUATIONS if one.__name__ == "a_barred_applicant")
    (opened,) = situation(clock)
    form = changing(opened)["ban_lift"]
    other = at_desk(Role.APPROVER, name="another")
    assert other.post(form.action, {**form.sent, "reason": "复核后解除。"}).status_code == 302
    answer = opened.client.post(form.action, {**form.sent, "reason": "材料已更正。"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "解除限制" in text
    assert "材料已更正。" in text
    assert Ban.objects.get().lifted_because == "复核后解除。"


def test_who_changes_an_account_late_keeps_the_boxes_as_ticked(clock: HeldClock) -> None:
    situation = next(one for one in SITUATIONS if one.__name__ == "an_account")
    opened, _ = situation(clock)
    form = changing(opened)["person_act change"]
    typed = {
        **form.sent,
        "display_name": "新名",
        "roles": ["reviewer"],
        "department": "transport",
        "window": "",
    }
    assert opened.client.post(form.action, typed).status_code == 302
    other = browser_of(person(Role.ADMIN, "service-centre", name="second"))
    answer = other.post(form.action, {**typed, "display_name": "别名", "roles": ["approver"]})
    assert answer.status_code == 409
    assert "更改了姓名、角色或所在部门窗口" in answer.content.decode()
    assert answer.context["form"]["display_name"].value() == "别名"
    assert answer.context["form"]["roles"].value() == ["approver"]


def test_whoever_calls_the_act_itself_is_told_the_same(clock: HeldClock) -> None:
    """Page, interface and command line ask one function."""
    an_expert(clock)
    told: dict[str, Any] = {
        "expert": "ZJ-00001",
        "employer": "新单位",
        "kin": [],
        "interests": [],
        "by": SYSTEM,
    }
    declare(**told, version=1)
    with pytest.raises(Overtaken, match="已有他人在此期间作了更改"):
        declare(**told, version=1)
    declare(**told)
