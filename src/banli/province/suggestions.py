"""What a pack says of suggestions, compared with its windows."""

from __future__ import annotations

from pathlib import Path

from banli.kernel.text import gettext_noop
from banli.kernel.yamlfile import read
from banli.suggestions.service import Book


def suggestion_book_of(folder: Path) -> Book:
    """The pack's ``suggestions.yaml``, once its windows were read.

    :raises FileFault: also where its desk is none of the windows.
    """
    windows = {row["code"] for row in read(folder / "windows.yaml").data}
    told = read(folder / "suggestions.yaml")
    found = told.validated(Book)
    if found.desk and found.desk not in windows:
        fault = gettext_noop("“%(key)s” names “%(code)s”, which the pack does not have.")
        raise told.fault(("desk",), fault, key="desk", code=found.desk)
    return found
