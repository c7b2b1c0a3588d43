"""The repository tells nothing of the machine it was written on, and reaches for no registry by name."""

from __future__ import annotations

import re

from tests.repository.tree import ROOT, texts

PLACES = [
    "/ro" + "ot/",
    "/wo" + "rk/",
    "/ho" + "me/[a-z]",
    "/Us" + "ers/",
    "/opt/" + "pypi",
    r"C:\\Us" + "ers",
]
REGISTRIES = [
    r"py" + r"pi\.org",
    "python" + "hosted",
    r"regi" + r"stry\.npmjs",
    r"npm" + r"mirror",
    "tuna" + r"\.tsinghua",
]
MARKS = re.compile("|".join(PLACES + REGISTRIES))
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|pragma: no " + "cover")


def test_no_file_names_a_place_of_a_machine_or_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if MARKS.search(line)
    ]
    assert found == []


def test_no_file_leaves_work_for_later() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path, text in texts()
        if path.suffix in {".py", ".html", ".css", ".js", ".sql"}
        for number, line in enumerate(text.splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert found == []
