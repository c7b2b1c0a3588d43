"""What a pack says of how the hall is run: assessment, rules of entry, fieldwork, shifts, trading, the words of its
papers."""

from __future__ import annotations

from pathlib import Path

from banli.assessment.service import Template as AssessmentFile
from banli.assessment.service import load_assessment_template
from banli.circulars.service import CircularFile, load_circulars
from banli.entry.service import EntryFile, load_entry_rules
from banli.fieldwork.service import FieldworkFile, load_fieldwork_book
from banli.kernel.actors import Actor
from banli.kernel.yamlfile import read
from banli.roster.service import RosterFile, load_roster_plan
from banli.trading.service import TradingFile, load_trading_rules


def load_measures_of(folder: Path, *, by: Actor) -> None:
    """Load assessment, circulars, entry, fieldwork, roster and trading (``….yaml``), whichever ``folder`` has.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    if (folder / "assessment.yaml").exists():
        load_assessment_template(template=read(folder / "assessment.yaml").validated(AssessmentFile), by=by)
    if (folder / "circulars.yaml").exists():
        load_circulars(file=read(folder / "circulars.yaml").validated(CircularFile), by=by)
    if (folder / "entry.yaml").exists():
        load_entry_rules(file=read(folder / "entry.yaml").validated(EntryFile), by=by)
    if (folder / "fieldwork.yaml").exists():
        load_fieldwork_book(file=read(folder / "fieldwork.yaml").validated(FieldworkFile), by=by)
    if (folder / "roster.yaml").exists():
        load_roster_plan(plan=read(folder / "roster.yaml").validated(RosterFile), by=by)
    if (trading := trading_rules_of(folder)) is not None:
        load_trading_rules(file=trading, by=by)


def trading_rules_of(folder: Path) -> TradingFile | None:
    """What a pack says of trading; None where it has no such file. Raises :class:`FileFault`."""
    path = folder / "trading.yaml"
    return read(path).validated(TradingFile) if path.exists() else None
