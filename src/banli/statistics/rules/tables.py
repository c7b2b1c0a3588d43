"""The tables of facts: what a row of each is about, and what is added up in it."""

from __future__ import annotations

from collections.abc import Mapping

from banli.statistics.rules.formulas import MEASURES

KEYS: Mapping[str, tuple[str, ...]] = {
    "statistics_daykind": ("name", "day", "facet"),
    "statistics_daydepartment": ("name", "day", "scope", "facet"),
    "statistics_daychannel": ("name", "day", "facet", "channel"),
    "statistics_monthkind": ("name", "month", "facet"),
    "statistics_monthdepartment": ("name", "month", "scope", "facet"),
    "statistics_monthitem": ("name", "month", "item", "facet"),
}
"""The tables in which every measure is added up, by event name."""
COUNTED_ONLY = frozenset({"statistics_daychannel", "statistics_monthitem"})
"""Those of them that keep only the events which some indicator counts."""
TOOK, DUE = "statistics_daytook", "statistics_daydue"
TOOK_KEY = ("day", "scope", "facet", "days")
DUE_KEY = ("day", "scope", "facet", "due")
ITEM_TOOK, ITEM_TOOK_KEY = "statistics_monthtook", ("month", "item", "days")
TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **{table: (key, MEASURES) for table, key in KEYS.items()},
    TOOK: (TOOK_KEY, ("n",)),
    ITEM_TOOK: (ITEM_TOOK_KEY, ("n",)),
    DUE: (DUE_KEY, ("n", "followed")),
}
"""Every table of facts: its key, and what is added up."""
