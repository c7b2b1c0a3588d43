"""The law map: rows in the order of the articles, each article once, each law by its name."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.repository.tree import ROOT

TEXT = (ROOT / "docs" / "law" / "README.md").read_text(encoding="utf-8")
LAWS = (
    *(
        "Administrative Licensing Law",
        "Civil Code",
        "Administrative Penalty Law",
        "Administrative Coercion Law",
    ),
    "Laws of single items",
)


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under the heading that begins so, without its head."""
    part = TEXT.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def place(article: str) -> tuple[int, ...]:
    """An article with its paragraphs as numbers: 32(1)(4) is (32, 1, 4); a whole text is ()."""
    return tuple(int(number) for number in re.findall(r"\d+", article.split(",")[0].split(" ")[0]))


def keys(heading: str) -> list[tuple[str, tuple[int, ...]]]:
    """Law and article of each row."""
    found = rows(heading)
    return [(row[0], place(row[1])) if len(row) == 5 else ("", place(row[0])) for row in found]


@pytest.mark.parametrize("heading", LAWS)
def test_rows_stand_in_the_order_of_law_and_article_and_each_once(heading: str) -> None:
    found = keys(heading)
    assert len(found) > 3
    assert [(one, other) for one, other in pairwise(found) if one >= other] == []


@pytest.mark.parametrize("heading", [*LAWS, "Rules of the house", "Standards"])
def test_every_row_names_itself_says_a_rule_and_where_it_is(heading: str) -> None:
    for row in rows(heading):
        assert "same" not in row[0].casefold().split()
        assert all(row[:-1]), row
        assert row[-1] or "not yet" in " ".join(row), row


def test_no_rule_is_written_twice() -> None:
    rules = [row[-3] for heading in LAWS for row in rows(heading)]
    assert len(set(rules)) == len(rules)
