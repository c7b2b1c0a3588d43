"""What rules.yaml and thresholds.yaml hold: derived facts, findings, and the tables that functions read."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field as Bound

from banli.catalogue.rules.definition.bounds import Bound as ValueBound
from banli.catalogue.rules.definition.conditions import Condition, Scalar, Strict
from banli.catalogue.rules.definition.lists import LabelsOrList
from banli.catalogue.rules.definition.names import KEY, NAME
from banli.catalogue.rules.definition.severity import Severity
from banli.kernel.text import Words


class DerivedCase(Strict):
    """``value`` holds where ``when`` does; the first that does is taken."""

    when: Condition | None = None
    value: Scalar


class Derived(Strict):
    """A fact that follows from the form: by cases, by one aggregate of a list, by cutting or joining texts.

    Exactly one of ``cases``, ``max_of``, ``mean_of``, ``sum_of``, ``count_of``, ``cut``, ``joined``, ``area_of`` (of a
    polygon, in km²), ``percent_of`` (the first of two numbers in the second; of two lists the least of the pairs),
    ``reaches`` (whether that share is as great as a fraction), ``less`` (the first number without the others),
    ``looked_up`` (a column of a table of limits) and ``within`` (whether values are known and keep these bounds).
    Aggregates are of one list or of several together. A later fact may use an earlier one.
    """

    key: str = Bound(pattern=KEY)
    label: Words
    cases: tuple[DerivedCase, ...] = ()
    max_of: str | tuple[str, ...] = ""
    mean_of: str | tuple[str, ...] = ""
    sum_of: str | tuple[str, ...] = ""
    count_of: str | tuple[str, ...] = ""
    less: tuple[str, ...] = ()
    looked_up: LookedUp | None = None
    area_of: str = ""
    percent_of: tuple[str, str] | None = None
    reaches: Share | None = None
    within: tuple[str, ...] = ()
    cut: Cut | None = None
    joined: tuple[str, ...] = ()
    """Texts one after the other; nothing follows where one of them is missing."""
    labels: Annotated[dict[str, Words], *LabelsOrList] = Bound(default_factory=dict)


class Share(Strict):
    """Whether ``part`` of ``whole`` is at least ``share``, exactly: numbers, or lists of which every pair counts."""

    part: str
    whole: str
    share: str = Bound(pattern=r"^[1-9]\d{0,3}/[1-9]\d{0,3}$")


class LookedUp(Strict):
    """``column`` of the last row of ``table`` that fits the case, in the version of the day that ``as_of`` names.

    A row fits where each of its columns in ``by`` equals the fact named there, and each in ``at_least`` is no more
    than the fact. A row without the column asks nothing.
    """

    table: str
    column: str
    as_of: str = ""
    by: dict[str, str] = Bound(default_factory=dict)
    at_least: dict[str, str] = Bound(default_factory=dict)


class Cut(Strict):
    """Characters ``first``..``last`` (from 1, both included) of a text field.

    They stand behind a fixed ``prefix``, or behind the earlier fact that ``prefix_of`` names.
    """

    field: str
    first: int = Bound(ge=1)
    last: int = Bound(ge=1)
    prefix: str = ""
    prefix_of: str = ""


class Check(Strict):
    """A finding where ``when`` holds. ``violation`` forbids a grant; the others inform the reviewer."""

    key: str = Bound(pattern=NAME)
    when: Condition
    where: str
    severity: Severity = "violation"
    not_accepted: bool = False
    """Law says that such an application is not even accepted: the finding is a ground to refuse acceptance."""
    message: Words
    article: Words


class Measure(Strict):
    """A finding for each fault that a named function measures, by the table of thresholds in force on a day.

    ``as_of`` names the day of the form by which the version of the table is chosen; without it, or without an
    answer, the newest counts. A message may name what the function gives and any fact. The law is the table's, or
    ``article`` where the function reads none.
    """

    key: str = Bound(pattern=NAME)
    function: str
    table: str = ""
    as_of: str = ""
    when: Condition | None = None
    where: str
    severity: Severity = "violation"
    message: Words
    article: Words | None = None


class RulesSpec(Strict):
    """rules.yaml: derived facts, findings by comparison, by bounds, by function, and by other rooms of the house
    (``ask``)."""

    derive: tuple[Derived, ...] = ()
    checks: tuple[Check, ...] = ()
    bounds: tuple[ValueBound, ...] = ()
    measures: tuple[Measure, ...] = ()
    ask: tuple[str, ...] = ()
    """Advisers that look at a case with what only they know, such as ``roads``: see ``catalogue.advisers``."""


class Threshold(Strict):
    """One version of a table of thresholds: from which day it counts, on what law, and its rows."""

    key: str = Bound(pattern=NAME)
    effective_from: date
    basis: Words
    rows: tuple[dict[str, Scalar], ...] = Bound(min_length=1)


Derived.model_rebuild()
