"""The organ enters what only it can say: the grade of a reward, the number that a register gives to a new right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.dates_and_rights import check_ground
from banli.cases.acts.silence import check
from banli.cases.acts.tasks import begin_ready, taken_by
from banli.cases.acts.transition import Change, move
from banli.cases.acts.window import write_form
from banli.cases.models import Case
from banli.cases.rules.acceptance import changed_fields, check_corrected
from banli.cases.rules.clocks import day_of
from banli.cases.rules.entries import checked_entries
from banli.cases.rules.why_not import raise_for, why_not_enter
from banli.cases.states import ENTER, State
from banli.kernel.actors import Actor


@transaction.atomic
def enter(*, by: Actor, number: str, values: Mapping[str, Any], version: int | None = None) -> Case:
    """Enter the organ's answers, by the keys of the item's fields; the record says which. What follows from them, such
    as a department that is to be asked, begins.

    :param values: as typed; what is left empty stays open.
    """
    case = selectors.for_officer(number)
    check(case, ENTER, by, version)
    facts = selectors.facts_of(case, by)
    raise_for(why_not_enter(facts))
    clean = checked_entries(facts.spec, facts.derived, case.state, values)
    form = {**case.form, **clean}
    changed = changed_fields(case.form, form)
    check_corrected(changed)
    check_ground(facts.spec, form, day_of(case.submitted_at))
    at_work = case.state == State.IN_REVIEW
    begun = begin_ready(case, facts.spec, taken_by(case, facts.spec, form)) if at_work else []
    move(case, ENTER, Change.of(case), by, {"changed": changed, **({"begun": begun} if begun else {})})
    write_form(case, facts.spec, form)
    return case
