"""Rules need no Django, no settings and no database: a bare interpreter imports every one of them."""

from __future__ import annotations

import subprocess
import sys

from tests.repository.tree import SOURCE, modules

BARE = """
import importlib, sys

class Kept:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("django", "psycopg", "psycopg_pool"):
            raise ImportError("it needs " + name)

sys.meta_path.insert(0, Kept())
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(name + ": " + str(error))
"""


def pure() -> list[str]:
    """Every module of rules and of states."""
    found = []
    for path in modules():
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if len(parts) > 1 and parts[1] in ("rules", "states"):
            found.append(".".join(("banli", *parts)).removesuffix(".__init__"))
    return found


def test_every_rule_is_imported_without_django() -> None:
    names = pure()
    assert len(names) > 200
    done = subprocess.run(
        [sys.executable, "-I", "-c", BARE, *names], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_the_bare_interpreter_notices_what_needs_django() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", BARE, "banli.cases.models"], capture_output=True, text=True, check=False
    )
    assert "it needs django" in done.stdout
