"""What a certificate must carry, by its title: the platform's table, each line with the article that wants it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field as Bound
from pydantic import TypeAdapter

from banli.catalogue.rules.definition.conditions import Strict
from banli.catalogue.rules.definition.names import NAME
from banli.catalogue.rules.definition.yamlfile import read_yaml
from banli.kernel.text import Words

FILE = Path(__file__).parent / "certificates.yaml"
Stands = Literal[
    "line", "number", "issued", "term", "no_term", "validated", "copies", "conditions", "no_conditions"
]
"""Where on a certificate it stands: a line of its own, or what the definition says beside the lines."""


class Carried(Strict):
    """One thing that a certificate carries (or, as ``no_term``, does not)."""

    key: str = Bound(pattern=NAME)
    label: Words
    named: tuple[str, ...] = ()
    """Words of which one stands in the line's Chinese label; without any, those of ``label`` itself."""
    by: Stands = "line"
    polygon: bool = False
    """The line is an area by its corners: numbered, with the system of their coordinates."""
    basis: str = Bound(min_length=1)
    """The article, in Chinese; 凭记忆 where it was not looked up."""


class CertificateRow(Strict):
    """A kind of certificate by its Chinese title."""

    title: str
    carries: tuple[Carried, ...] = Bound(min_length=1)


@cache
def certificate_rows() -> Mapping[str, CertificateRow]:
    """The table, by title."""
    rows = TypeAdapter(tuple[CertificateRow, ...]).validate_python(read_yaml(FILE, FILE.name).data)
    return {one.title: one for one in rows}
