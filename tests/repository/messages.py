"""Every message that a catalogue must have: of Python by the syntax tree, of templates by Django's lexer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

from tests.repository.tree import SOURCE, modules

PLAIN = {"gettext", "gettext_lazy", "gettext_noop", "_"}
PLURAL = {"ngettext", "ngettext_lazy", "told_of"}
CONTEXT = {"pgettext", "pgettext_lazy"}
BLOCK = {"blocktranslate", "blocktrans"}
LINE = {"translate", "trans"}

Message = tuple[str, str]
"""Context ('' for none) and msgid."""


def in_python() -> Iterator[tuple[Path, Message]]:
    """Messages of the Python files."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            words = [
                one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            if name in PLAIN | PLURAL and words:
                yield path, ("", words[0])
            elif name in CONTEXT and len(words) > 1:
                yield path, (words[0], words[1])


def in_templates() -> Iterator[tuple[Path, Message]]:
    """Messages of the templates."""
    for path in sorted(SOURCE.rglob("templates/**/*.*")):
        if path.suffix in {".html", ".txt", ".svg"}:
            for message in _of_template(path.read_text(encoding="utf-8")):
                yield path, message


def _of_template(text: str) -> Iterator[Message]:
    tokens = iter(Lexer(text).tokenize())
    for token in tokens:
        if token.token_type is TokenType.TEXT or token.token_type is TokenType.COMMENT:
            continue
        yield from (("", found) for found in re.findall(r'_\("([^"]*)"\)', token.contents))
        words = list(smart_split(token.contents))
        if token.token_type is not TokenType.BLOCK or not words:
            continue
        if words[0] in LINE and len(words) > 1 and words[1][0] in "\"'":
            yield _context(words), words[1][1:-1].replace("%", "%%") if "%%" in words[1] else words[1][1:-1]
        elif words[0] in BLOCK:
            yield _context(words), _block(tokens, trimmed="trimmed" in words)


def _context(words: list[str]) -> str:
    return words[words.index("context") + 1][1:-1] if "context" in words[:-1] else ""


def _block(tokens: Iterator[Token], *, trimmed: bool) -> str:
    """The singular of a block, its variables as named places."""
    parts = []
    for token in tokens:
        if token.token_type is TokenType.BLOCK:
            break
        variable = token.token_type is TokenType.VAR
        parts.append(f"%({token.contents})s" if variable else token.contents.replace("%", "%%"))
    text = "".join(parts)
    return trim_whitespace(text) if trimmed else text
