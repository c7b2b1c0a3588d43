"""Whether a notice was there from the beginning or came later: in the end a case carries the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.holiday_notice import proclaim
from tests.house import clerk, person, submitted
from tests.patience import EXAMPLES_UNDO
from tests.worktime.days import Pauses, calendars, extensions, lengths, pauses

from banli.cases import service as cases
from banli.cases.rules.clocks import SHANGHAI, Clock
from banli.catalogue.service import Limit
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.text import Words
from banli.worktime.service import OPEN_END, Calendar, Pause, forget_calendar

LAW = Words(zh="法")
starts = st.dates(date(2030, 10, 1), date(2031, 2, 28))
counted = st.sampled_from(["working", "calendar"])


@given(calendars(), starts, lengths, lengths, counted, extensions, pauses())
def test_the_clock_of_a_case_forgets_the_calendar_it_was_counted_on_before(
    calendar: Calendar, start: date, law: int, promised: int, unit: Any, more: int, stops: Pauses
) -> None:
    before = Calendar(one for one in calendar.loaded if one.year == 2030)
    statutory, promise = (Limit(days=max(days, 1), unit=unit, basis=LAW) for days in (law, promised))
    began = datetime(start.year, start.month, start.day, 10, tzinfo=SHANGHAI)
    told: dict[str, Any] = {"pauses": tuple(Pause(*stop) for stop in stops), "extended_days": more}
    late, whole = (Clock(began, statutory, promise, **told) for _turn in range(2))
    open_ends = late.dues(before)
    assert late.dues(calendar) == whole.dues(calendar)
    assert OPEN_END not in late.dues(calendar)
    if OPEN_END in open_ends:
        assert late.explain(late.promised, calendar) == whole.explain(whole.promised, calendar)


ACTS = ("accept", "extend", "pause", "resume", "review", "grant", "deliver")
LONGEST = {"accept": 3, "extend": 1}
"""Days after which an act would come too late."""
gaps = st.lists(st.integers(0, 6), min_size=len(ACTS), max_size=len(ACTS))


@pytest.mark.usefixtures("house")
def test_a_case_carries_the_same_wherever_on_its_way_the_notice_came(
    clock: HeldClock, tmp_path: Path
) -> None:
    @settings(max_examples=8, suppress_health_check=EXAMPLES_UNDO)
    @given(st.integers(20, 31), gaps, st.integers(0, len(ACTS)), st.booleans())
    def carries_the_same(first: int, waits: list[int], comes: int, extends: bool) -> None:
        acts = [act for act in ACTS if extends or act != "extend"]
        found = []
        for moment in (0, min(comes, len(acts))):
            with undone():
                clock.set(date(2026, 12, first))
                found.append(carried(walked(clock, tmp_path, acts, waits, moment)))
        assert found[0] == found[1]

    carries_the_same()


@contextmanager
def undone() -> Iterator[None]:
    """Everything done within is taken back, and the calendar read anew."""
    with transaction.atomic():
        forget_calendar()
        yield
        transaction.set_rollback(True)
    forget_calendar()


def walked(clock: HeldClock, folder: Path, acts: list[str], waits: list[int], moment: int) -> cases.Case:
    """A case taken through ``acts``, with so many days before each; the notice comes before number ``moment``."""
    number = submitted().number
    for place, (act, days) in enumerate(zip([*acts, ""], [*waits, 0], strict=False)):
        if place == moment:
            proclaim(folder)
            cases.count_on(by=SYSTEM)
        clock.move(days=min(days, LONGEST.get(act, days)))
        if act:
            done(number, act)
    cases.count_on(by=SYSTEM)
    return cases.find(number, SYSTEM)


def done(number: str, act: str) -> None:
    told: dict[str, dict[str, Any]] = {
        "accept": {"by": clerk()},
        "pause": {
            "by": person(Role.REVIEWER),
            "procedure": "reinforcement",
            "reason": "加固桥梁",
            "days": 10,
        },
        "resume": {"by": person(Role.REVIEWER), "result": "合格"},
        "extend": {"by": person(Role.APPROVER), "days": 2, "reason": "需会商。"},
        "review": {"by": person(Role.REVIEWER), "agrees": True, "opinion": "参数符合规定。"},
        "grant": {"by": person(Role.APPROVER), "opinion": "同意。"},
    }
    if act == "deliver":
        cases.note_certificate(by=person(Role.APPROVER), number=number, certificate="许可1号")
        cases.deliver(by=clerk(), number=number)
    else:
        getattr(cases, act)(number=number, **told[act])


OF_THE_PAPER = {"supersedes", "decision", "notice", "paper_digest"}
"""Ids, and what is told of a paper that bears the query number, which is drawn for each case."""


def carried(case: cases.Case) -> dict[str, Any]:
    """What the case and its record hold of its time."""
    bodies = [json.loads(event.body) for event in cases.timeline(case) if event.body]
    end = [body for body in bodies if "accepted_on" in body][-1]
    return {
        "state": case.state,
        "due_on": case.due_on,
        "statutory_due_on": case.statutory_due_on,
        "received_on": case.received_on,
        "pauses": [stop[:2] for stop in case.pauses],
        "extended_days": case.extended_days,
        "end": {key: value for key, value in end.items() if key not in OF_THE_PAPER},
        "faces": [(face.key, face.start, face.due) for face in cases.running(case).faces],
    }
