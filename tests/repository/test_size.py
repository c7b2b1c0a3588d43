"""A file over 400 lines asks to be cut; a function over 40 asks to be read again."""

from __future__ import annotations

import ast

from tests.repository.tree import ROOT, modules, texts

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
CODE = {".py", ".html", ".css", ".js"}


def test_no_file_is_longer_than_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path, text in texts()
        if path.suffix in CODE
        and "migrations" not in path.parts
        and (count := text.count("\n")) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_40_lines() -> None:
    """Counted without its docstring and the lines of its signature."""
    long = {}
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                if length > LONGEST_FUNCTION:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = length
    assert long == {}
