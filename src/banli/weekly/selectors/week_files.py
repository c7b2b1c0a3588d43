"""A signed issue as a week file with its pictures beside it, from which it is printed again text for text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.kernel.yamlfile import parse
from banli.weekly.models import Issue
from banli.weekly.rules.insets import Inset
from banli.weekly.rules.outline import Item, Part, Section
from banli.weekly.rules.statement import ACCEPTED, COMPLETED, GROUPS
from banli.weekly.rules.week_file import FORMAT, Kind
from banli.weekly.rules.week_file_checks import read
from banli.weekly.selectors.exhibits import pictures_of, statement_figures
from banli.weekly.selectors.issues import issue_line, lines, parts
from banli.weekly.selectors.papers import sheet
from banli.weekly.states import FROZEN, ExhibitKind, State

NAME = "week.yaml"
KINDS = {
    Section.STATEMENT: Kind.STATEMENT,
    Section.PATROL: Kind.PATROL,
    Section.LEADER_VISITS: Kind.LEADER_VISIT,
    Section.CORRECTIONS: Kind.CORRECTION,
}


def week_file_of(issue: Issue) -> dict[str, bytes]:
    """``week.yaml`` as the issue is printed, and its pictures, by name.

    :raises Refused: before it is signed, where its outline draws a table or bars of its own after the statement, and
        where it has lines in more than one column.
    """
    if State(issue.state) not in FROZEN:
        raise Refused(
            gettext_noop("Only a signed issue is written as a week file: a draft has no number and day.")
        )
    every = parts(issue)
    if any(part.shows for part in every):
        raise Refused(
            gettext_noop("The tables that this kind of issue draws by itself cannot be told in a week file.")
        )
    if any(part.column for part in every):
        raise Refused(gettext_noop("An issue of several columns cannot be told in a week file yet."))
    data = {
        "format": FORMAT,
        "issue": _head(issue),
        **_statistics(issue),
        "sections": [_section(one) for one in every],
    }
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1_000_000)
    read(parse(text, NAME))
    pictures = {_file(digest): content for digest, content in pictures_of(lines(issue)).items()}
    return {NAME: text.encode(), **pictures}


def _head(issue: Issue) -> dict[str, Any]:
    page = sheet(issue)
    return {
        "masthead": page.masthead,
        "year": issue.year,
        "number": issue.number_in_year,
        "cumulative": issue.number_in_all,
        "line": issue_line(issue),
        "issuer": page.issuer,
        "date": issue.signed_on,
        "date_text": page.date_text,
        "column": page.column,
        "period": {"from": issue.first_day, "to": issue.last_day, "text": page.period},
        "distribution": [_recipients(line) for line in page.recipients],
        "copies": issue.frame.copies,
        "copies_line": page.copies_line,
    }


def _recipients(line: str) -> dict[str, Any]:
    group, _, names = line.partition("：")
    told = [one for one in names.rstrip("。").replace("，", "、").split("、") if one]
    return {"group": group, "recipients": told, "line": line}


def _statistics(issue: Issue) -> dict[str, Any]:
    counted = statement_figures(issue)
    if not counted:
        return {}
    values = {(one.group, one.indicator): one.value for one in counted}
    rows = [
        {
            "category": name,
            "accepted": values[group, ACCEPTED],
            "completed": values[group, COMPLETED],
            "completed_word": word,
        }
        for group, (name, word) in GROUPS.items()
    ]
    told = {"source": issue.frame.source, "scope": issue.frame.scope}
    return {"statistics": told | {"from": counted[0].from_day, "to": counted[0].to_day, "rows": rows}}


def _section(part: Part) -> dict[str, Any]:
    kind = KINDS.get(part.section, Kind.OTHER)
    told = [line for item in part.items for line in _lines(item)]
    return {"heading": f"{part.number}{part.heading}", "level": part.level, "kind": kind.value, "lines": told}


def _lines(item: Item) -> Iterator[Any]:
    inset = item.entry.inset
    if inset is None:
        yield from item.paragraphs
        return
    source = f"（来源：{inset.source}）" if inset.source else ""
    yield {"text": item.paragraphs[0].removesuffix(source), **_shown(inset)}


def _shown(inset: Inset) -> dict[str, Any]:
    if inset.kind is ExhibitKind.PICTURE:
        told = {"file": _file(inset.picture), "sha256": inset.picture, "source": inset.source}
        return {"picture": told | {"alt": inset.alt, "width": inset.width}}
    said: dict[str, Any] = {"rows": [list(row) for row in inset.rows]}
    said |= {"source": inset.source} if inset.source else {}
    if inset.shape:
        return {"chart": {"shape": inset.shape.value, **said}}
    said |= {"aligns": list(inset.aligns)} if inset.aligns else {}
    return {"table": said | ({"unit": inset.unit} if inset.unit else {})}


def _file(digest: str) -> str:
    return f"picture-{digest[:16]}.jpg"
