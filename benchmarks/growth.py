"""What one act costs in a record of a year against a record of a hundredth of it.

The same cases are taken, accepted, reviewed and returned on two data folders in turn, one client in one process.

``python -m benchmarks.growth --dir BIG [--small DIR] [--rounds 3]``; BIG holds the year that is to be measured.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.bench import journey, median, parser, platform, say

CASES = 60
"""Cases of each round; a third of them before the clock runs."""
LIMIT = 1.25
OPINION = "材料齐全，符合规定。"


def main() -> None:
    """Measure in rounds, the two folders in turn, and print the medians of the rounds' ratios."""
    words = parser(__doc__ or "")
    words.add_argument(
        "--small", type=Path, help="A folder with the small record (default: made, a hundredth)."
    )
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--measure", action="store_true", help="Measure the folder of --dir alone, as JSON.")
    options = words.parse_args()
    if options.dir is None:
        words.error("--dir names the folder with the large record")
    if options.measure:
        print(json.dumps(measure(options.dir)))
        return
    with tempfile.TemporaryDirectory(prefix="banli-small-") as made:
        small = options.small or fill(Path(made) / "data", options.scale)
        rounds = [(_apart(small), _apart(options.dir)) for _turn in range(options.rounds)]
    little, large = (statistics.median(one[side]["cases"] for one in rounds) for side in (0, 1))
    print(f"{little:,.0f} cases and {large:,.0f} cases")
    for name in rounds[0][0]:
        if name == "cases":
            continue
        ratio = statistics.median(big[name] / few[name] for few, big in rounds)
        spent = ", ".join(f"{few[name] * 1000:.2f} and {big[name] * 1000:.2f}" for few, big in rounds)
        held = (
            "" if name.startswith("page") else f"; limit {LIMIT} {'held' if ratio <= LIMIT else 'NOT held'}"
        )
        say(f"{name}, large / small record", ratio, f"{spent} ms{held}")


def fill(folder: Path, scale: str) -> Path:
    """A data folder with the year at ``scale``."""
    with platform(folder):
        from banli.demo.year import take_in_year

        take_in_year(scale=scale)
    return folder


def _apart(folder: Path) -> dict[str, float]:
    words = [sys.executable, "-m", "benchmarks.growth", "--measure", "--dir", str(folder)]
    ran = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def measure(folder: Path) -> dict[str, float]:
    """Seconds of each act at the median, and of a page; and how many cases there are."""
    with platform(folder):
        from banli.cases.models import Case
        from banli.cases.service import accept, recent_cases, return_to_review, review
        from banli.province.load import SICHUAN
        from banli.province.worked.player import Player, actor

        play, item = Player(SICHUAN), "oversize-transport"
        form, clerk = play.form(item, "class-two", **journey()), actor("clerk.transport")
        reviewer, approver = actor("reviewer.transport"), actor("approver.transport")
        spent: dict[str, list[float]] = {}

        def timed(name: str, act: Callable[[], Any]) -> Any:
            start = time.perf_counter()
            made = act()
            spent.setdefault(name, []).append(time.perf_counter() - start)
            return made

        def one() -> None:
            number = timed("taking an application", lambda: play.at_window(item, form, clerk)).number
            timed("accepting", lambda: accept(by=clerk, number=number))
            timed("reviewing", lambda: review(by=reviewer, number=number, agrees=True, opinion=OPINION))
            timed("returning", lambda: return_to_review(by=approver, number=number, opinion=OPINION))

        for _case in range(CASES):
            timed("the four together", one)
        found = {name: statistics.median(times[CASES // 3 :]) for name, times in spent.items()}
        found["first page of the department's cases"] = median(lambda: recent_cases(clerk))
        return {**found, "cases": float(Case.objects.count())}


if __name__ == "__main__":
    main()
