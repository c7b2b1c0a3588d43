"""The databanks of a pack: ``databanks/<key>.yaml``, each with the records of its own table."""

from __future__ import annotations

from pathlib import Path

from banli.databanks.service import Records
from banli.kernel.text import gettext_noop
from banli.kernel.yamlfile import read

FOLDER = "databanks"


def databank_files(folder: Path) -> list[Path]:
    """The files of the databanks of the pack in ``folder``."""
    return sorted((folder / FOLDER).glob("*.yaml"))


def read_databank(path: Path) -> Records:
    """The databank in ``path``. Raises :class:`FileFault` naming the line."""
    file = read(path)
    found = file.validated(Records)
    if found.databank.key != path.stem:
        message = gettext_noop("the file must be called “%(key)s.yaml”, like the databank.")
        raise file.fault(("databank", "key"), message, key=found.databank.key)
    return found


def databanks_of(folder: Path) -> list[Records]:
    """Every databank of the pack. Raises :class:`FileFault` for the first that does not fit."""
    return [read_databank(path) for path in databank_files(folder)]
