"""What a look-up asks and prints, in the words of its paper; the look-ups that are still open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override

from banli.cases.models import Case
from banli.cases.rules.answering import AWAITED, check_look_up
from banli.cases.selectors.lists import spec_of
from banli.cases.states import State
from banli.catalogue.service import AnswerSpec, ItemSpec, fact_shown
from banli.databanks.service import Answer, Databank, Reply, answer_to, databank, worded
from banli.kernel.text import Words


def line_labels(told: AnswerSpec) -> tuple[Words, ...]:
    """The labels of what an answer prints."""
    return tuple(line.label for line in told.prints)


def printed_rows(told: AnswerSpec, reply: Reply) -> tuple[tuple[str, ...], ...]:
    """What the databank said, as the item prints it; a stroke where it says nothing."""
    known = databank(told.databank)
    return tuple(tuple(_line(known, line.source, row) for line in told.prints) for row in reply.rows)


def _line(known: Databank, source: str, row: Mapping[str, str]) -> str:
    column = known.given(source)
    value = row.get(source, "")
    return (worded(column, value) if column else value) or "—"


def title_of(spec: ItemSpec, *, found: bool) -> Words:
    """What the paper is called."""
    titles = check_look_up(spec).titles
    if titles is None:
        return spec.result.name
    return titles.found if found else titles.nothing


def told_question(spec: ItemSpec, form: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Who asked and what, as the paper says it: the label of each field and the answer."""
    names = dict.fromkeys((spec.form.applicant, spec.form.applicant_code, *check_look_up(spec).asks.values()))
    with override("zh-hans"):
        return tuple(
            (field.label.zh, value)
            for name in names
            if (field := spec.form.field(name)) is not None and (value := fact_shown(spec, name, form))
        )


def answer_of(case: Case) -> Answer | None:
    """The answer that was given in ``case``."""
    return answer_to(case.number) if spec_of(case).answer else None


def open_look_ups() -> list[tuple[str, str]]:
    """Numbers of the open look-ups that nobody at the window has in hand, with the key of their databank; the oldest
    first. Those of the window are among them once their databank was silent."""
    open_ones = Case.objects.filter(
        source="", completed_at__isnull=True, state__in=[State.SUBMITTED, State.IN_REVIEW], kind="20"
    )
    found = []
    for case in open_ones.order_by("id"):
        told = spec_of(case).answer
        let_through = case.channel == "online" or case.limits.get(AWAITED)
        if told is not None and let_through:
            found.append((case.number, told.databank))
    return found
