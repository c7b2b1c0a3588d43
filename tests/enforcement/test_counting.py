"""What an organ begins of itself counts among the eleven kinds as an application does: public page, report, limits."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.test import Client
from tests.enforcement.house import (
    FORM,
    IMPOSED,
    INSPECTION,
    OFFICERS,
    SEAL,
    approver,
    done,
    lead,
    reviewer,
    served_levy,
    told,
)
from tests.enforcement.test_party import party
from tests.held_clock import HeldClock
from tests.holiday_notice import proclaim
from tests.statistics.record import fold_all, numbers

from banli.cases.service import Case
from banli.enforcement import service as enforcement
from banli.kernel.actors import SYSTEM
from banli.site.recount import count_all
from banli.statistics.models import DayDue
from banli.statistics.service import by_kind, rebuild, statement

FIRST, LAST = date(2022, 10, 17), date(2022, 10, 31)
OTHER = (4, 3)
"""What the four cases below come to: a lead alone counts nowhere, a case told is accepted and no more."""


def happened() -> None:
    """A lead that was not filed, a penalty told and open, a seal, a levy and an inspection that found nothing."""
    lead()
    told()
    case = enforcement.begin(by=reviewer(), item=SEAL, act="ask_measure", form=FORM)
    case = done(case, approver(), "approve_measure", opinion="同意。")
    done(case, reviewer(), "impose_measure", **IMPOSED)
    served_levy()
    passed()


def passed() -> Case:
    """An inspection in order."""
    by = reviewer("emergency")
    case = enforcement.begin(by=by, item=INSPECTION, act="plan_inspection", form=FORM)
    case = done(case, by, "begin_inspection", officers=OFFICERS, meeting="announced", place="矿区")
    case = done(case, by, "record_findings", officers=OFFICERS, looked_at=["支护"], points=[], signed="矿长")
    return done(case, by, "pass_inspection", text="合格。")


def test_each_own_kind_counts_when_it_begins_and_when_it_is_decided() -> None:
    happened()
    for _folded in range(2):
        assert numbers(by_kind(FIRST, LAST)) == {"02": (1, 0), "03": (1, 1), "04": (1, 1), "06": (1, 1)}
        assert numbers(statement(FIRST, LAST)) == {"other_nine": OTHER}
        fold_all()


def test_the_public_page_shows_them_in_the_line_of_the_other_nine_kinds() -> None:
    happened()
    fold_all()
    page = Client().get("/statistics/", {"from": FIRST.isoformat(), "to": LAST.isoformat()})
    rows: dict[str, Any] = {str(title): values for title, values in page.context["rows"]}
    (counted,) = [values for values in rows.values() if values["accepted"]]
    assert (counted["accepted"], counted["completed"]) == OTHER


def test_the_open_limits_agree_after_a_hearing_a_recount_and_an_end(clock: HeldClock, tmp_path: Path) -> None:
    clock.set("2026-12-28T09:00")
    case = told(fine="100000")
    proclaim(tmp_path / "calendars")
    count_all()
    assert limits() == {date(2027, 3, 29): 1}
    case = done(case, party(case), "waive_defence", text="无异议。")
    case = done(case, reviewer(), "weigh_defence")
    case = done(case, approver(), "decide_penalty")
    assert limits() == {}
    rebuild(by=SYSTEM, from_=date(2026, 12, 1), to=date(2027, 1, 31))
    assert limits() == {}


def limits() -> dict[date, int]:
    """The promised limits of the cases that are open by the facts: day to number."""
    fold_all()
    found: Counter[date] = Counter()
    for due, n in DayDue.objects.values_list("due", "n"):
        found[due] += n
    return {due: n for due, n in found.items() if n}
