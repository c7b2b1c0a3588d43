"""What an officer ticks and types while reading is there on any machine, for that officer alone, until it is used."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests import house
from tests.desk.officers import at_desk, clerk, do, fresh
from tests.house import submitted

from banli.cases import service as cases
from banli.cases.models import Case, ReadingNote
from banli.cases.service import timeline
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")
PROBLEM = "与轴荷个数不符，请核对。"
PLACE = "axle_count_stated"
CROSS = {f"mark.{PLACE}": "no", f"problem.{PLACE}": PROBLEM, "mark.axle_loads_kg": "yes"}


def note(client: Client, case: Case, act: str, **typed: str) -> int:
    """What the page sends by itself while somebody reads."""
    sent = {"version": case.version, **typed}
    return client.post(f"/desk/cases/{case.number}/notes/{act}/", sent).status_code


def page(client: Client, case: Case) -> str:
    return str(client.get(f"/desk/cases/{case.number}/").content.decode())


def marked(page: str, place: str) -> str:
    """The mark that stands at a point of the file, '' where there is none."""
    chosen = re.findall(rf'<input[^>]*name="mark\.{place}"[^>]*>', page)
    assert chosen
    return "".join(re.findall(r'value="(\w+)"', "".join(one for one in chosen if "checked" in one)))


def test_marks_and_words_are_there_on_another_machine() -> None:
    case = submitted("class-three", axle_count_stated=11)
    assert note(clerk(), case, "ask_correction", **CROSS) == 204
    seen = page(clerk(), case)
    assert (marked(seen, PLACE), marked(seen, "axle_loads_kg")) == ("no", "yes")
    assert PROBLEM in seen


def test_nobody_else_sees_them() -> None:
    case = submitted("class-three", axle_count_stated=11)
    note(clerk(), case, "ask_correction", **CROSS)
    colleague = at_desk(Role.CLERK, window="transport-03", name="colleague")
    assert marked(page(colleague, case), PLACE) == ""


def test_they_are_in_nobodys_record_and_go_with_the_act() -> None:
    case = submitted("class-three", axle_count_stated=11)
    note(clerk(), case, "ask_correction", **CROSS)
    assert [event.name for event in timeline(case)] == ["submitted"]
    assert do(clerk(), case, "ask_correction", **CROSS).status_code == 302
    assert ReadingNote.objects.count() == 0
    assert cases.notices(fresh(case))[-1].body["points"][0]["problem"] == PROBLEM


def test_the_last_word_wins_and_an_act_that_failed_keeps_them() -> None:
    case = submitted("class-three", axle_count_stated=11)
    note(clerk(), case, "ask_correction", **CROSS)
    note(clerk(), case, "ask_correction", **{f"mark.{PLACE}": "yes"})
    assert marked(page(clerk(), case), PLACE) == "yes"
    assert do(clerk(), case, "ask_correction", **{f"mark.{PLACE}": "yes"}).status_code == 422
    assert ReadingNote.objects.count() == 1


def test_a_place_that_changed_since_is_read_again_and_the_others_stay() -> None:
    case = submitted("class-three", axle_count_stated=11)
    note(clerk(), case, "ask_correction", **CROSS)
    mended = {**case.form, PLACE: 15}
    cases.correct_on_the_spot(by=house.clerk(), number=case.number, form=mended)
    seen = page(clerk(), fresh(case))
    assert (marked(seen, PLACE), marked(seen, "axle_loads_kg")) == ("", "yes")


def test_ticks_and_words_of_every_act_are_kept_with_its_form_open() -> None:
    accepted = house.accepted()
    reviewer = at_desk(Role.REVIEWER)
    note(reviewer, accepted, "review", agrees="yes", opinion="经审查，材料齐全。")
    seen = page(at_desk(Role.REVIEWER), accepted)
    assert "经审查，材料齐全。" in seen
    assert re.search(r'<details class="offer[^"]*" id="offer-review" open>', seen)


def test_what_no_form_has_is_not_kept() -> None:
    case = submitted("class-three")
    assert note(clerk(), case, "ask_correction", **{f"problem.{PLACE}": "长" * 4_001}) == 422
    assert note(clerk(), case, "no_such_act", **CROSS) == 404
    stranger = at_desk(Role.CLERK, "hrss", "hrss-09")
    assert note(stranger, case, "ask_correction", **CROSS) == 404
    assert ReadingNote.objects.count() == 0
