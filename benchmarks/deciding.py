"""One transition decided in pure Python, against the digest of its event; no database.

Deciding is what stands between a case that was read and the statement that writes it: who may, in which state, what
the rules say of the case, which steps are left, which dates follow. The technical checks of the item have a line of
their own: how long they take is the item's affair. The limit is what an event costs in any case: its canonical form and
its digest.

``python -m benchmarks.deciding``
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

from benchmarks.bench import say, took

TIMES, ROUNDS = 2_000, 7
DECISION_LIMIT_US = 50.0
"""What one decision may take, in microseconds."""
ITEM, EXAMPLE = "oversize-transport", "class-three"


def main() -> None:
    """Measure in rounds and print the medians."""
    limit = _each(_digest())
    print(f"canonical form and digest of one event: {limit * 1e6:.1f} us")
    decisions = _decisions()
    for name, decide in decisions:
        spent = _each(decide)
        say(f"deciding {name} / digest of its event", spent / limit, f"{spent * 1e6:.1f} us")
        if decide is not decisions[-1][1]:
            within = "within" if spent * 1e6 < DECISION_LIMIT_US else "OVER"
            print(f"    {within} the {DECISION_LIMIT_US:g} us a decision may take")


def _digest() -> Callable[[], object]:
    from banli.ledger.rules.chain import SHA256, digest
    from banli.ledger.service import GENESIS, Entry, compact

    now = datetime(2022, 10, 17, 9, tzinfo=timezone(timedelta(hours=8)))
    body = {"notice": "交通运输厅受理通〔2022〕1号", "due_on": "2022-11-04", "begun": ["examine"]}

    def work() -> object:
        entry = Entry("case", "1", 2, "accepted", "transport", "01", now, now, "user:1", compact(body))
        return digest(GENESIS, entry, SHA256)

    return work


def _decisions() -> list[tuple[str, Callable[[], object]]]:
    """Acceptance, the end of a step, a proposal and a grant of a class III transport across provinces."""
    from banli.cases import states
    from banli.cases.permissions import require_act
    from banli.cases.rules import clocks, decision, steps, why_not, words
    from banli.catalogue import service as catalogue
    from banli.catalogue.rules.definition.folder import read_folder
    from banli.kernel.actors import Actor, Role
    from banli.kernel.yamlfile import read
    from banli.province.load import SICHUAN
    from banli.worktime.service import shipped_calendar

    folder, calendar = SICHUAN / "items" / ITEM, shipped_calendar()
    spec = read_folder(folder).spec
    if spec is None:
        raise SystemExit(f"{folder} holds no item")
    answers, _problems = catalogue.validate_form(
        spec, read(folder / "cases" / f"{EXAMPLE}.yaml").data["form"]
    )
    facts = catalogue.derive(spec, answers)
    taken = catalogue.steps(spec, facts)
    moment = datetime(2022, 10, 17, 9, tzinfo=clocks.SHANGHAI)
    limits = clocks.pinned(catalogue.limits(spec, facts))
    pauses = [["2022-10-20", "2022-10-27", "特程告"]]
    office = {
        role: Actor("", frozenset({role}), 1, "transport")
        for role in (Role.CLERK, Role.REVIEWER, Role.APPROVER)
    }
    half = (steps.Done("examine", "agrees"), steps.Done("police", "agrees"), steps.Done("survey"))
    whole = (*half[:2], steps.Done("survey", "agrees"))

    under_way = SimpleNamespace(key="survey", kind="site_visit", begun_on=date(2022, 10, 18), due_on=None)
    known: Any = SimpleNamespace(
        spec=spec,
        taken=taken,
        done=whole,
        open_steps=[under_way],
        findings=(),
        promised=(),
        hearings=(),
        ground_taken=(),
        reviewer=2,
        person=1,
        paused_for="",
        today=date(2022, 10, 20),
        days=calendar,
    )

    def may(transition: states.Transition, role: Role, state: states.State) -> None:
        require_act(office[role], transition, department="transport")
        words.check_state(transition, state)

    def facts_in(state: states.State, decided: date | None = None, *, extended: int = 0) -> clocks.Facts:
        return clocks.Facts(state, date(2022, 10, 14), moment, decided, limits, pauses, extended)

    def accept() -> Any:
        may(states.ACCEPT, Role.CLERK, states.State.SUBMITTED)
        clocks.pinned(catalogue.limits(spec, facts))
        steps.beginning(spec, taken, ())
        return clocks.dates(facts_in(states.State.IN_REVIEW), spec, calendar)

    def finish() -> Any:
        may(states.FINISH_STEP, Role.REVIEWER, states.State.IN_REVIEW)
        why_not.raise_for(why_not.why_not_finish_step(known, "survey"))
        steps.check_finishing(spec.steps[0], text="属实", officers=())
        return steps.beginning(spec, taken, half)

    def propose() -> Any:
        may(states.REVIEW, Role.REVIEWER, states.State.IN_REVIEW)
        why_not.raise_for(why_not.why_not_review(known))
        decision.check_opinion("建议准予")

    def grant() -> Any:
        may(states.GRANT, Role.APPROVER, states.State.PROPOSED)
        why_not.raise_for(why_not.why_not_grant(known))
        after = facts_in(states.State.GRANTED, date(2022, 10, 31))
        return clocks.dates(after, spec, calendar), clocks.reckoning(after, date(2022, 10, 31), calendar)

    def assess() -> Any:
        return catalogue.verdicts(spec, facts)

    return [
        ("acceptance", accept),
        ("the end of a step", finish),
        ("a proposal", propose),
        ("a grant", grant),
        ("the item's own checks", assess),
    ]


def _each(work: Callable[[], object]) -> float:
    """Seconds for one: the median of several rounds, after one that is not counted."""

    def many() -> None:
        for _time in range(TIMES):
            work()

    many()
    return statistics.median(took(many) for _round in range(ROUNDS)) / TIMES


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")
    django.setup()
    main()
