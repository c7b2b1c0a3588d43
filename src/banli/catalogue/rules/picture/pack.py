"""An item's folder as a picture or a BPMN file, with the names its pack gives the departments."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from banli.catalogue.rules.checks.checker import check_folder
from banli.catalogue.rules.definition.folder import read_folder
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.yamlfile import Fault, Unreadable, hindering, read_yaml
from banli.catalogue.rules.meaning.wording import Lang
from banli.catalogue.rules.picture.bpmn import bpmn
from banli.catalogue.rules.picture.drawing import standalone
from banli.kernel.text import Words

FileForm = Literal["svg", "bpmn"]


def drawn_folder(path: Path, form: FileForm, lang: Lang) -> tuple[str, list[Fault]]:
    """The file's text, or '' and the faults that keep the folder's procedure from being drawn."""
    faults = hindering(check_folder(path))
    spec = read_folder(path).spec
    if faults or spec is None:
        return "", faults
    return as_file(spec, form, lang, department_names(path.resolve().parent.parent / "departments.yaml")), []


def as_file(spec: ItemSpec, form: FileForm, lang: Lang, names: Mapping[str, Words]) -> str:
    """The procedure as the text of a file of that form."""
    return (bpmn if form == "bpmn" else standalone)(spec, lang, names)


def department_names(path: Path) -> dict[str, Words]:
    """The departments' names by code, as a pack's list gives them; none where there is no such list."""
    try:
        rows = read_yaml(path, path.name).data
    except Unreadable:
        return {}
    if not isinstance(rows, list):
        return {}
    return {
        str(row["code"]): Words(zh=str(row.get("short_name", row["code"])), en=str(row.get("name_en", "")))
        for row in rows
        if isinstance(row, dict) and "code" in row
    }
