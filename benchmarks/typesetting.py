"""An issue of the weekly report in all its forms, against Typst alone on the same words.

``python -m benchmarks.typesetting``. The limit is one plain flow of the same text with the same font, in
the same process with a warm compiler: no template, no tags, no DOCX, no data file. No two runs set the same words, for
the compiler remembers what it has set.
"""

from __future__ import annotations

import os
import re
from itertools import count
from pathlib import Path

from benchmarks.bench import median, say

WEEK = Path(__file__).resolve().parents[1] / "docs" / "manual" / "week-file.yaml"
LIMIT_MS = 2000
"""Milliseconds an issue of ten pages may take on a quiet machine: its editor waits for it."""
TIMES = 7
PLAIN = '#set text(font: "Banli FangSong", size: 16pt)\n'


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")
    import django

    django.setup()
    import typst

    from banli.documents.fonts import FOLDER
    from banli.weekly.service import Mode, WeekFile, set_week_file, week_file

    week = week_file(WEEK)
    long = week.model_copy(update={"sections": week.sections + week.sections[2:] * 2})
    compiler = typst.Compiler(
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
    )
    turn = count(1)
    for issue in (week, long):
        words = re.sub(r"[^\w，。；：、]", " ", issue.model_dump_json())

        def plain(words: str = words) -> None:
            compiler.compile(f"{PLAIN}{next(turn)} {words}".encode(), format="pdf")

        def whole(issue: WeekFile = issue) -> None:
            head = issue.issue.model_copy(update={"copies": next(turn)})
            set_week_file(issue.model_copy(update={"issue": head}), Mode.FAITHFUL)

        floor, spent = median(plain, TIMES), median(whole, TIMES)
        pages = len(re.findall(rb"/Type/Page\b", set_week_file(issue, Mode.FAITHFUL)["weekly.pdf"]))
        held = "held" if spent * 1000 < LIMIT_MS else "NOT held"
        detail = f"{spent * 1000:.0f} ms, {floor * 1000:.0f} ms; limit {LIMIT_MS} ms {held}"
        say(f"an issue of {pages} pages / Typst alone on its words", spent / floor, detail)


if __name__ == "__main__":
    main()
