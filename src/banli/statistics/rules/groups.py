"""The lines of the report: which kinds of power are reported together, and of whom."""

from __future__ import annotations

from dataclasses import dataclass

from banli.kernel.text import Words


@dataclass(frozen=True)
class Group:
    """Kinds of power that are reported in one line."""

    key: str
    facets: tuple[str, ...]
    title: Words


LICENCE = Group("licence", ("01",), Words(zh="行政许可事项", en="Administrative licences"))
PUBLIC_SERVICE = Group("public_service", ("20",), Words(zh="公共服务事项", en="Public services"))
OTHER_NINE = Group(
    "other_nine",
    ("02", "03", "04", "05", "06", "07", "08", "09", "10"),
    Words(zh="其它九类行权事项", en="The other nine kinds of administrative power"),
)
GROUPS = (LICENCE, PUBLIC_SERVICE, OTHER_NINE)
SCOPE = Words(zh="省本级", en="Provincial level")
KINDS = tuple(facet for group in GROUPS for facet in group.facets)
"""Codes of the kinds of power that are reported."""


def group_of(facet: str) -> str:
    """Key of the group a kind of power is reported in; '' for a kind outside the three."""
    return next((group.key for group in GROUPS if facet in group.facets), "")
