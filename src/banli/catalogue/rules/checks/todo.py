"""What is still to do in an item: each place of its files that bears the mark for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banli.catalogue.rules.definition.folder import Folder
from banli.catalogue.rules.definition.yamlfile import Fault
from banli.kernel.errors import Problem
from banli.kernel.text import gettext_noop

MARK = "【待补】"
"""Stands in a text or a comment where the department has something to complete, and before what that is."""
LONGEST = 40
"""Characters that are told of what stands behind the mark."""


def check_todo(folders: Sequence[Folder]) -> Iterator[Fault]:
    """A fault for every line with the mark, in whatever file of the item it stands; comments count."""
    documents = {
        source.document.file: source.document for folder in folders for source in reversed(folder.sources)
    }
    for name, document in documents.items():
        for number, line in enumerate(document.source.text.splitlines(), start=1):
            if MARK in line:
                what = line.partition(MARK)[2].partition('"')[0].strip()[:LONGEST]
                message = gettext_noop("still to do: %(what)s; write it and delete the mark %(mark)s")
                told = str(Problem("", message, (("what", what), ("mark", MARK))))
                yield Fault(name, number, "todo", told, line.index(MARK) + 1)
