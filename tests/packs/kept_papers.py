"""The words of the papers of one case of each kind, as somebody read them and found them good."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "papers"
READ = (
    ("oversize-transport", "normal-class-two"),
    ("oversize-transport", "refused-overloaded"),
    ("power-grid-environment", "report-500kv"),
    ("elderly-care-allowance", "severe"),
    ("elderly-care-allowance", "not-impaired"),
    ("technology-contract-recognition", "development"),
    ("market-whistleblower-reward", "named-report"),
    ("patent-dispute-ruling", "decided"),
    ("patent-dispute-ruling", "claim-rejected"),
    ("land-tract-plan", "normal"),
    ("remote-care-registration", "referred"),
)
"""Item and worked case. After a change that is meant, ``BANLI_KEEP_PAPERS=1`` writes them anew: read what differs."""


def text_of(papers: Iterable[tuple[str, Mapping[str, Any], str]]) -> str:
    """The papers of a case as one text."""
    parts = []
    for _paper, words, _kind in papers:
        points = [f"{number}. {point}" for number, point in enumerate(words["items"], 1)]
        lines = [words["title"], f"{words['addressee']}：", *words["paragraphs"], *points, *words["closing"]]
        parts.append(
            "\n".join([*lines, *filter(None, [words["remedies"]]), words["department"], words["contact"]])
        )
    return "\n\n".join(parts) + "\n"


def kept(item: str, name: str, text: str) -> str:
    """What was kept of that case; the ``text`` itself where it is to be kept anew."""
    file = FOLDER / f"{item}.{name}.txt"
    if os.environ.get("BANLI_KEEP_PAPERS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return file.read_text(encoding="utf-8")
