"""The papers of a pack's kinds by themselves: files of kinds there are, keys and names there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import normpath
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from banli.catalogue.rules.checks.papers import RULE, check_paper
from banli.catalogue.rules.definition.folder import SCHEMA_FAULTS
from banli.catalogue.rules.definition.papers import FOLDER, PaperText, laid_over, read_kind
from banli.catalogue.rules.definition.tables import KINDS
from banli.catalogue.rules.definition.yamlfile import Document, Fault, Unreadable
from banli.kernel.text import gettext_noop

PAPERS: TypeAdapter[dict[str, PaperText]] = TypeAdapter(dict[str, PaperText])


def check_pack_papers(pack: Path) -> list[Fault]:
    """Every fault of the files with the papers of each kind, whether or not an item of the kind is there."""
    files = sorted((pack / FOLDER).glob("*.yaml"))
    return [fault for file in files for fault in _file(Path(normpath(file)))]


def _file(file: Path) -> Iterator[Fault]:
    try:
        document = read_kind(file)
    except Unreadable as wrong:
        yield wrong.fault
        return
    yield from document.faults
    if file.stem not in KINDS:
        message = gettext_noop(
            "papers stand in a file called by the code of their kind; there are: %(known)s"
        )
        yield document.fault((), RULE, message, known=", ".join(KINDS))
        return
    if not isinstance(document.data, Mapping):
        yield document.fault((), RULE, gettext_noop("the file must hold keys and their values"))
        return
    try:
        papers = PAPERS.validate_python(laid_over(document.data))
    except ValidationError as wrong:
        for error in wrong.errors(include_url=False):
            yield _schema_fault(document, error)
        return
    for name, text in papers.items():
        for place, rule, message, params in check_paper(name, text, None):
            where = place[1:]
            yield document.fault(where, rule, message, **params)


def _schema_fault(document: Document, error: Mapping[str, Any]) -> Fault:
    path = tuple(error["loc"])
    message = SCHEMA_FAULTS.get(error["type"], gettext_noop("“%(key)s”: %(why)s"))
    context = error.get("ctx", {})
    expected = context.get("expected") or context.get("pattern") or ""
    key = str(path[-1]) if path else ""
    return document.fault(path, "schema", message, key=key, expected=expected, why=error["msg"])
