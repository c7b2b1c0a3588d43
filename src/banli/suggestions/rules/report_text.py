"""The sentence of the weekly report about a suggestion, composed from its facts: a draft in Chinese, to be read over.

Nobody is named: what was said stands in the words of the public page, or masked as far as a rule can.
"""

from __future__ import annotations

from datetime import date

from banli.suggestions.states import SOURCE_NAMES, SuggestionKind, SuggestionOutcome, SuggestionSource

BECAME: dict[SuggestionOutcome, str] = {
    SuggestionOutcome.ADOPTED: "经研究，予以采纳",
    SuggestionOutcome.PARTLY_ADOPTED: "经研究，部分采纳",
    SuggestionOutcome.NOT_ADOPTED: "经研究，未予采纳",
    SuggestionOutcome.GOT_DONE: "经协调，现已办成",
    SuggestionOutcome.SHOWN_THE_WAY: "经核实，已指明办理途径",
    SuggestionOutcome.NOT_POSSIBLE: "经核实，依法不能办理",
}
STOPS = "。！？"


def composed_suggestion(
    kind: SuggestionKind,
    source: SuggestionSource,
    said_on: date,
    said: str,
    outcome: SuggestionOutcome,
    answer: str,
    house: str,
) -> str:
    """What the report would say of it. ``house``: the department that answered; for an obstacle it is the desk."""
    when = f"{said_on.month}月{said_on.day}日"
    if kind is SuggestionKind.OBSTACLE:
        begins = f"{when}，“办不成事”反映窗口接到群众反映（{SOURCE_NAMES[source].zh}）"
    else:
        begins = f"{when}，{house}收集到意见建议（{SOURCE_NAMES[source].zh}）"
    return f"{begins}：{_plain(said)}。{BECAME[outcome]}：{_plain(answer)}。"


def _plain(text: str) -> str:
    """``text`` on one line, without the mark it ends with."""
    return " ".join(text.split()).rstrip(STOPS)
