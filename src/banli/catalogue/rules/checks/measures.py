"""Whether the checks that name a function are whole: function, table, its columns, its message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from banli.catalogue.rules.checks.nearest import unknown
from banli.catalogue.rules.definition.facts import Known
from banli.catalogue.rules.definition.rulespec import Measure
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.advisers import ADVISERS
from banli.catalogue.rules.meaning.functions import FUNCTIONS
from banli.kernel.text import gettext_noop

Place = tuple[str | int, ...]
Found = tuple[Place, str, str, dict[str, object]]
TOKEN = re.compile(r"\{(\w*)\}")


def check_measures(spec: ItemSpec, facts: Mapping[str, Known]) -> Iterator[Found]:
    """Every fault of a named function's check, and of the tables of thresholds."""
    seen = {check.key for check in spec.rules.checks}
    for index, measure in enumerate(spec.rules.measures):
        place: Place = ("rules", "measures", index)
        if measure.key in seen:
            message = gettext_noop("the key “%(key)s” is used twice")
            yield (*place, "key"), "keys", message, {"key": measure.key}
        seen.add(measure.key)
        if spec.form.field(measure.where) is None:
            message = gettext_noop("the form has no field “%(key)s” to point at")
            yield (*place, "where"), "checks", message, {"key": measure.where}
        yield from _function(place, measure, spec, facts)
        yield from _table(place, measure, spec, facts)
    yield from _versions(spec)
    for index, name in enumerate(spec.rules.ask):
        if name not in ADVISERS:
            message = gettext_noop("there is no adviser “%(key)s” in this house")
            yield ("rules", "ask", index), "ask", message, {"key": name}


def _function(place: Place, measure: Measure, spec: ItemSpec, facts: Mapping[str, Known]) -> Iterator[Found]:
    function = FUNCTIONS.get(measure.function)
    if function is None:
        message = gettext_noop("there is no function “%(key)s”; there are: %(known)s")
        known = ", ".join(sorted(FUNCTIONS))
        yield (*place, "function"), "function", message, {"key": measure.function, "known": known}
        return
    for key in function.facts:
        if key not in facts:
            yield (*place, "function"), "function", *unknown(key, facts)
    tokens = set(TOKEN.findall(measure.message.zh)) | set(TOKEN.findall(measure.message.en))
    for key in sorted(tokens - set(function.gives) - set(facts)):
        yield (*place, "message"), "checks", *unknown(key, facts)
    for version, table in enumerate(spec.thresholds):
        if table.key != measure.table:
            continue
        for row, columns in enumerate(table.rows):
            for key in function.columns:
                if key not in columns:
                    message = gettext_noop("the function “%(name)s” needs the column “%(key)s”")
                    where: Place = ("thresholds", version, "rows", row)
                    yield where, "thresholds", message, {"name": measure.function, "key": key}


def _table(place: Place, measure: Measure, spec: ItemSpec, facts: Mapping[str, Known]) -> Iterator[Found]:
    wants = (
        bool(FUNCTIONS[measure.function].columns) if measure.function in FUNCTIONS else bool(measure.table)
    )
    if measure.table not in {table.key for table in spec.thresholds} and (wants or measure.table):
        message = gettext_noop("there is no table of thresholds “%(key)s”")
        yield (*place, "table"), "thresholds", message, {"key": measure.table}
    if not measure.table and measure.article is None:
        message = gettext_noop("a check without a table names its law in “article”")
        yield place, "checks", message, {}
    if measure.as_of and (measure.as_of not in facts or facts[measure.as_of].type != "date"):
        message = gettext_noop("“%(key)s” is not a day of the form")
        yield (*place, "as_of"), "checks", message, {"key": measure.as_of}


def _versions(spec: ItemSpec) -> Iterator[Found]:
    seen = set()
    used = {measure.table for measure in spec.rules.measures}
    used |= {rule.looked_up.table for rule in spec.rules.derive if rule.looked_up}
    for index, table in enumerate(spec.thresholds):
        if (table.key, table.effective_from) in seen:
            message = gettext_noop("the table “%(key)s” has two versions from %(day)s")
            day = table.effective_from.isoformat()
            yield (
                ("thresholds", index, "effective_from"),
                "thresholds",
                message,
                {"key": table.key, "day": day},
            )
        seen.add((table.key, table.effective_from))
        if table.key not in used:
            message = gettext_noop("no check reads the table “%(key)s”")
            yield ("thresholds", index, "key"), "thresholds", message, {"key": table.key}
