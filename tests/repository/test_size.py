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
    """Counted without its docstring; a table written out in one statement is one line, it is not read as logic."""
    long = {}
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = sum(lines_of(statement) for statement in body)
                if length > LONGEST_FUNCTION:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = length
    assert long == {}


def lines_of(statement: ast.stmt) -> int:
    """Lines of one statement of a function."""
    value = statement.value if isinstance(statement, ast.Return | ast.Assign) else None
    if isinstance(value, ast.Dict | ast.List | ast.Tuple):
        return 1
    return (statement.end_lineno or 0) - statement.lineno + 1
