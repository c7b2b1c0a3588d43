"""From an exception to the one line a person can act on."""

from __future__ import annotations

import errno
import locale
import os

from banli.kernel.errors import BanliError, Invalid
from banli.kernel.whole_files import no_room

UNFIT = (FileNotFoundError, NotADirectoryError, IsADirectoryError, FileExistsError)
"""Files that are not there, or not what is wanted: whoever typed the name can put it right."""


def one_line(error: BaseException) -> str | None:
    """What to print for ``error``, or None where it is a fault of the program and deserves its traceback."""
    if isinstance(error, BanliError):
        return _flat(_said(error))
    for cause in _chain(error):
        line = _of_the_machine(cause)
        if line:
            return _flat(line)
    return None


def _said(error: BanliError) -> str:
    """The message in the language of the terminal."""
    from django.apps import apps

    if not apps.ready:
        return str(error) if type(error).__str__ is not BanliError.__str__ else error.message % error.params
    from django.utils import translation

    with translation.override(terminal_language()):
        text = str(error)
        if isinstance(error, Invalid):
            text += " " + "; ".join(
                f"{one.where}: {one}" if one.where else str(one) for one in error.problems
            )
    return text


def terminal_language() -> str:
    """``zh-hans`` for a Chinese terminal, else ``en``."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh-hans" if (told or locale.getlocale()[0] or "").lower().startswith("zh") else "en"


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in found:
        found.append(link)
        link = link.__cause__ or link.__context__
    return found


def _of_the_machine(error: BaseException) -> str:
    if isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason:
        return "What was typed is no text in UTF-8."
    return _of_the_disk(error) or _of_the_database(error)


def _of_the_disk(error: BaseException) -> str:
    if not isinstance(error, OSError):
        return ""
    where = error.filename or ""
    if no_room(error):
        return f"There is no room left on the disk: {where or error.strerror}"
    if not where:
        return ""
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"No permission for {where}."
    if isinstance(error, UNFIT) or error.errno in {errno.ENAMETOOLONG, errno.ELOOP}:
        return f"{where}: {error.strerror}."
    return ""


def _of_the_database(error: BaseException) -> str:
    import psycopg
    from psycopg_pool import PoolTimeout

    why = (str(error).strip().splitlines() or [type(error).__name__])[0]
    if isinstance(error, psycopg.errors.DiskFull):
        return "There is no room left on the disk of the database."
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return f"The role in DATABASE_URL may not do this: {why}. It has to own the database."
    if isinstance(error, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn):
        return "The tables of the database are not those of this program: run ./banli migrate."
    if isinstance(error, psycopg.errors.StringDataRightTruncation):
        return f"This is too long to be kept: {why}."
    if isinstance(error, psycopg.OperationalError | PoolTimeout):
        return f"The database does not answer: {str(error).strip() or type(error).__name__}"
    return ""


def _flat(text: str) -> str:
    return " ".join(text.split())
