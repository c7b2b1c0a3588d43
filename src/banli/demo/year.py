"""The demo year and the weeks after it: their exchange files, and taking them in as any other source's."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from banli.cases.service import register_source
from banli.demo.exchange_files import write_items, write_year
from banli.demo.following_weeks import AfterReporter
from banli.demo.items import DemoItem, items_of
from banli.demo.quota import Already, YearPlan, plan_year
from banli.demo.rows import SYSTEM as SOURCE
from banli.demo.rows import Reporter
from banli.demo.year_shape import YearShape, read_shape
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.kernel.whole_files import write_whole
from banli.province.exchange import take_in_files
from banli.province.load import SICHUAN, departments_of
from banli.statistics.service import statement
from banli.worktime.service import calendar_in

SEED = 20221021
MARK = "plan.json"
"""Written last: a folder with it is whole."""
Progress = Callable[[int, int], None]
Part = Literal["year", "after"]
"""The reference year, or the weeks after it up to the morning the demo begins."""
FOLDERS: Mapping[Part, str] = {"year": "demo-year", "after": "demo-year-after"}
"""Where each lies in the data folder."""


@dataclass(frozen=True)
class YearTaken:
    """What a run did: the plan's events, and the rows that were new."""

    events: int
    written: int


def write_demo_year(
    *,
    out: Path,
    scale: float | str | Decimal,
    seed: int = SEED,
    format_: str = "parquet",
    pack: Path = SICHUAN,
    already: Already | None = None,
    part: Part = "year",
    progress: Progress = lambda _done, _all: None,
) -> YearPlan:
    """Write the exchange files of the year at ``scale`` into ``out``; nothing where the same year is there whole.

    :param already: what the record holds for the period, by line of the report: it is left out.
    :param part: the year, or the weeks after it, which are to be taken in after the same year.
    :raises Refused: where ``out`` holds something else.
    """
    shape, days = read_shape(), calendar_in(pack / "calendars")
    exact = Decimal(str(scale)).normalize()
    plan = plan_year(shape=shape, scale=exact, seed=seed, already=already or {}, calendar=days)
    places: Sequence[Any] = departments_of(pack)
    items = items_of(shape, places)
    reporter = Reporter(shape, plan, seed, items, days)
    note = {"scale": f"{exact:f}", "seed": seed, "format": format_, "already": dict(already or {})}
    if part == "after":
        reporter, note = AfterReporter(reporter, items), {**note, "part": part}
    if _there(out, note):
        progress(reporter.plan.events, reporter.plan.events)
    else:
        _write(out, note, reporter, items, progress)
    return reporter.plan


def _write(
    out: Path,
    note: Mapping[str, Any],
    reporter: Reporter,
    items: Mapping[str, list[DemoItem]],
    progress: Progress,
) -> None:
    out.mkdir(parents=True, exist_ok=True)
    write_items([one for found in items.values() for one in found], out, note["format"])
    write_year(reporter, out, note["format"], progress)
    write_whole(out / MARK, json.dumps(note, sort_keys=True))


def _there(out: Path, note: Mapping[str, Any]) -> bool:
    """True where ``out`` holds this year. Raises Refused where it holds another one, or anything else."""
    mark = out / MARK
    if mark.exists():
        if json.loads(mark.read_text(encoding="utf-8")) == json.loads(json.dumps(note)):
            return True
        raise Refused(
            gettext_noop("%(folder)s holds another demo year; choose another folder."), folder=str(out)
        )
    if out.exists() and any(not _ours(one) for one in out.iterdir()):
        raise Refused(gettext_noop("%(folder)s is not empty; choose another folder."), folder=str(out))
    return False


def _ours(path: Path) -> bool:
    """True for what an earlier, stopped run may have left."""
    return path.name.lstrip(".").startswith(("up_task", "20"))


def take_in_year(
    *,
    scale: float | str | Decimal,
    seed: int = SEED,
    pack: Path = SICHUAN,
    by: Actor = SYSTEM,
    part: Part = "year",
    progress: Progress = lambda _done, _all: None,
) -> YearTaken:
    """Bring the record to the published numbers times ``scale``: write the files, then take them in.

    Cases already recorded for the period when this first runs are left out, so that worked cases come before it.

    :param part: the year, or the weeks after it once the year is in.

    :raises Refused: where the folder holds a year of another scale or seed, or more cases than the scale asks for.
    """
    note = _kept_note(read_shape(), Decimal(str(scale)).normalize(), seed, by)
    already = {key: (values[0], values[1]) for key, values in note["already"].items()}
    out = Path(settings.DATA_FOLDER) / FOLDERS[part]
    plan = write_demo_year(out=out, scale=note["scale"], seed=seed, pack=pack, already=already, part=part)
    run, _told = take_in_files(
        source=SOURCE, paths=[out], folder=Path(settings.DATA_FOLDER), by=by, progress=progress
    )
    return YearTaken(plan.events, run.fresh)


def _kept_note(shape: YearShape, scale: Decimal, seed: int, by: Actor) -> Mapping[str, Any]:
    """What the first run noted: scale, seed and the numbers found. Raises Refused for others."""
    held = statement(shape.first, shape.last)
    note = {
        "scale": f"{scale:f}",
        "seed": seed,
        "already": {row.key: [row.values["accepted"], row.values["completed"]] for row in held.rows},
    }
    kept = register_source(by=by, source=SOURCE, note=note)
    if (kept["scale"], kept["seed"]) != (note["scale"], note["seed"]):
        raise Refused(
            gettext_noop(
                "This folder holds the demo year at scale %(kept)s (seed %(seed)s); run it with that scale, or"
                " give another folder with --dir."
            ),
            kept=kept["scale"],
            seed=kept["seed"],
        )
    return kept
