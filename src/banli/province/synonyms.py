"""synonyms.yaml of a pack: words that people say for those of the catalogue."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from banli.kernel.text import gettext_noop
from banli.kernel.yamlfile import read


class SynonymRow(BaseModel):
    """One word and what it means. One way only: who types the catalogue's word is understood already."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: str = Field(min_length=2, max_length=20)
    meant: str = Field(min_length=2, max_length=40)


def synonyms_of(folder: Path) -> dict[str, str]:
    """What is said -> what is meant; nothing where the pack has no such file.

    :raises FileFault: naming file and line of a word that stands twice, or means itself.
    """
    path = folder / "synonyms.yaml"
    if not path.exists():
        return {}
    file = read(path)
    if not isinstance(file.data, list):
        raise file.fault((), gettext_noop("a list is expected here."))
    found: dict[str, str] = {}
    for index in range(len(file.data)):
        row = file.validated(SynonymRow, index)
        said = row.said.lower()
        if said in found:
            raise file.fault((index, "said"), gettext_noop("“%(word)s” stands here twice."), word=row.said)
        if said == row.meant.lower():
            raise file.fault((index, "meant"), gettext_noop("“%(word)s” means itself."), word=row.said)
        found[said] = row.meant
    return found
