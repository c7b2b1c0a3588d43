"""Text files of packs: read whole within a limit, or refused with file and line in one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from banli.kernel.errors import BanliError
from banli.kernel.language import gettext
from banli.kernel.text import gettext_noop

SIZE_MAX = 512 * 1024
"""Bytes of a file."""

MISSING = gettext_noop("the file is missing")
UNREADABLE = gettext_noop("the file cannot be read: %(detail)s")
TOO_LARGE = gettext_noop("the file is larger than 512 kB")
NOT_UTF8 = gettext_noop("the file is not UTF-8 text; save it again with that encoding")


class FileFault(BanliError):
    """A pack file cannot be read: ``file``, ``line`` (from 1; 0 where no line is to blame) and what is wrong."""

    def __init__(self, file: str, line: int, fault: str, **params: Any) -> None:
        super().__init__(fault, **params)
        self.file = file
        self.line = line

    def __str__(self) -> str:
        fault = super().__str__()
        if not self.line:
            return f"{self.file}: {fault}"
        return gettext("%(file)s, line %(line)d: %(fault)s") % {
            "file": self.file,
            "line": self.line,
            "fault": fault,
        }


def text_at(path: Path, name: str) -> str:
    """The text of the file at ``path``, called ``name`` in faults about what it holds.

    :raises FileFault: where it is missing, cannot be opened, is too large or is not UTF-8.
    """
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileFault(str(path), 0, MISSING) from None
    except OSError as error:
        raise FileFault(str(path), 0, UNREADABLE, detail=error.strerror or "") from None
    if len(content) > SIZE_MAX:
        raise FileFault(name, 0, TOO_LARGE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileFault(name, content.count(b"\n", 0, error.start) + 1, NOT_UTF8) from None
