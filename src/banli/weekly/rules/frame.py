"""What is printed on every issue, as a pack's ``weekly.yaml`` tells it."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from banli.kernel import yamlfile
from banli.kernel.records import Line, Part


class Recipients(Part):
    """Who gets the issue: 报 to those above, 送 to those beside, 发 to those below."""

    kind: str = Field(pattern="^[报送发]$")
    recipients: tuple[Line, ...]


class Numbering(Part):
    """Where the numbering stood before the first issue made here."""

    year: int
    issue: int = Field(ge=0)
    cumulative: int = Field(ge=0)


class Frame(Part):
    """Masthead, issuer, column, source and scope of the figures, distribution and copies."""

    masthead: Line
    issuer: Line
    column: Line
    source: Line
    scope: Line
    distribution: tuple[Recipients, ...] = ()
    distribution_lines: tuple[Line, ...]
    """The lines as printed; the separators between recipients are the house's own."""
    copies: int = Field(ge=1)
    numbering: Numbering


def read_frame(path: Path) -> Frame:
    """The frame in the YAML file at ``path``.

    :raises FileFault: naming file, line and key of what does not fit.
    """
    return yamlfile.read(path).validated(Frame)
