"""A notice whose name needs lent and optional faces, against the ordinary notice of the same run.

``python -m benchmarks.rare_names``. No two runs set the same words, for the compiler remembers what it has set.
"""

from __future__ import annotations

import os
from datetime import date
from itertools import count

from benchmarks.bench import median, say

LIMIT_MS = 200
"""Milliseconds a paper with a rare face may take on a quiet machine, its compiler warm."""
TIMES = 15
RARE = "岀云㐂多ꆈꌠབོད་སྐདŁukasz"
BEYOND = "\U0002b81a\U00020021"
"""Drawn by an optional font, or by stand-ins where the machine has none."""


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")
    import django

    django.setup()
    from banli.documents.service import Notice, notice_pdf, stand_ins

    turn = count(1)

    def sheet(name: str) -> Notice:
        words = (
            f"你（单位）提出的申请，经审查，申请材料齐全、符合法定形式，决定予以受理。第{next(turn)}次。",
        )
        number = f"试受理通〔2022〕{next(turn)}号"
        return Notice("受理通知书", number, name, words, "试验厅", date(2022, 10, 17))

    def made(name: str) -> None:
        notice_pdf(sheet(name))

    spent = {name: median(lambda name=name: made(name), TIMES) for name in ("张三", RARE, BEYOND)}  # type: ignore[misc]
    for name, words in ((RARE, "a name in lent faces"), (BEYOND, "a name beyond them")):
        held = "held" if spent[name] * 1000 < LIMIT_MS else "NOT held"
        detail = f"{spent[name] * 1000:.1f} ms, {spent['张三'] * 1000:.1f} ms; limit {LIMIT_MS} ms {held}"
        say(f"{words} / the ordinary notice", spent[name] / spent["张三"], detail)
    looked = median(lambda: stand_ins(sheet(BEYOND)), TIMES)
    say("asking what it lacks / the ordinary notice", looked / spent["张三"], f"{looked * 1000:.3f} ms")


if __name__ == "__main__":
    main()
