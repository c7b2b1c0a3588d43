"""Where exactly in a YAML file a character of one of its texts stands, for faults inside a text."""

from __future__ import annotations

import re

import yaml

from banli.kernel.yamlnodes import Where, loader_of

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML."""


def spot(text: str, where: Where, at: int) -> tuple[int, int]:
    """Line and column (from 1) of character ``at`` (from 0) of the text that stands at ``where`` in a file.

    The quotation marks of the file, the breaks and blanks of a text of several lines and escapes are skipped.
    (0, 0) where there is no text.
    """
    node = _at(text, where)
    if not isinstance(node, yaml.ScalarNode):
        return 0, 0
    rows = BREAK.split(text)
    first, column = node.start_mark.line, node.start_mark.column
    raw = "\n".join([rows[first][column:], *rows[first + 1 : node.end_mark.line + 1]])
    place = _followed(raw, node, at)
    before = raw[:place]
    line = first + before.count("\n")
    inside = len(before) - before.rfind("\n") - 1
    return line + 1, inside + 1 + (column if line == first else 0)


def _at(text: str, where: Where) -> yaml.Node | None:
    loader = loader_of(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()
    for step in where:
        if isinstance(node, yaml.MappingNode):
            found = [value for key, value in node.value if key.value == step]
        elif isinstance(node, yaml.SequenceNode) and step.isdigit():
            found = node.value[int(step) : int(step) + 1]
        else:
            found = []
        if not found:
            return None
        node = found[-1]
    return node


def _followed(raw: str, node: yaml.ScalarNode, at: int) -> int:
    """The place in ``raw`` of character ``at`` of the node's text."""
    begin = 1 if node.style in ("'", '"') else raw.find("\n") + 1 if node.style in ("|", ">") else 0
    place = begin
    wanted = node.value[: at + 1]
    for character in wanted:
        if character.isspace():
            continue
        # What the file writes by an escape is not found, and what comes after it is.
        found = raw.find(character, place)
        place = found + 1 if found >= 0 else place
    ended = at >= len(node.value) or (wanted[-1:].isspace())
    return place if ended or place == begin else place - 1
