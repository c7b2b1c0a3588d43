"""What the last whole run took of the house's lines and branches, against the floor in ``pyproject.toml``.

``python tools/branches.py [FILE]`` prints the shares and, under the floor, the files that lack most;
it ends with 1 then. Without a counted run it says so and ends with 0.
"""

from __future__ import annotations

import json
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LEFT = ROOT / ".branches.json"
SHOWN = 30


@dataclass(frozen=True)
class Taken:
    """Lines and branches of one file or of all."""

    lines: int
    lines_in_all: int
    branches: int
    branches_in_all: int

    @property
    def share(self) -> float:
        """Lines and branches together in per cent, as coverage tools count; 100 where there is nothing to take."""
        whole = self.lines_in_all + self.branches_in_all
        return 100 * (self.lines + self.branches) / whole if whole else 100.0

    @property
    def share_of_branches(self) -> float:
        """Branches alone, in per cent."""
        return 100 * self.branches / self.branches_in_all if self.branches_in_all else 100.0

    @property
    def missed(self) -> int:
        """Lines and branches that no test took."""
        return self.lines_in_all + self.branches_in_all - self.lines - self.branches


def taken(summary: dict[str, Any]) -> Taken:
    """Read the counts of a ``summary`` as SlipCover writes it."""
    lines, branches = summary["covered_lines"], summary["covered_branches"]
    return Taken(lines, lines + summary["missing_lines"], branches, branches + summary["missing_branches"])


def main(left: Path = LEFT) -> int:
    """Print the shares; 1 where they are under the floor."""
    if not left.exists():
        print("branches: NOT COUNTED; a whole run with --branches leaves them")
        return 0
    floor = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["branches"]["floor"]
    told = json.loads(left.read_text(encoding="utf-8"))
    whole = taken(told["summary"])
    print(
        f"branches: {whole.share:.1f} % of lines and branches taken, {whole.share_of_branches:.1f} % of "
        f"{whole.branches_in_all:,} branches alone; the floor is {floor} %"
    )
    if whole.share >= floor:
        return 0
    files = sorted(((taken(one["summary"]), name) for name, one in told["files"].items()), key=_most_missed)
    for one, name in files[:SHOWN]:
        print(f"  {one.share:5.1f} %  {one.missed:5} missed  {name}")
    return 1


def _most_missed(found: tuple[Taken, str]) -> int:
    return -found[0].missed


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
