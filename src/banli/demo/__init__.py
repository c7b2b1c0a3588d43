"""The demo: a whole year of an invented centre, worked cases, and its weekly report, safe to stop and run again."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from banli.cases.service import signed_papers, verify_record
from banli.demo.businesses import play_businesses
from banli.demo.open_cases import play_present
from banli.demo.outside import assessed
from banli.demo.week import (
    FIRST_DAY,
    LAST_DAY,
    MONDAY,
    begin_next_issue,
    publish_week,
    record_weeks_after,
)
from banli.demo.year import take_in_year
from banli.kernel import clock
from banli.kernel.actors import SYSTEM
from banli.kernel.whole_files import write_whole
from banli.ledger.service import Verdict, seal
from banli.notices.service import address_messages
from banli.province.load import (
    SICHUAN,
    PersonRow,
    load_pack,
    load_people,
)
from banli.province.weeks import check_weeks
from banli.province.worked.player import Player, once, play_all
from banli.screens.demo_sign_in import note_people
from banli.site.jobs import drain_outbox, watch_clocks
from banli.statistics.service import Statement, statement
from banli.weekly.service import issue_line, write_files

Tell = Callable[[str], None]
Bar = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


@dataclass(frozen=True)
class Staged:
    """What a demo holds when it is ready."""

    files: list[Path]
    issue: str
    numbers: Statement
    record: Verdict
    people: list[PersonRow]
    password: str


SENT_IN_DEMO = timedelta(days=1)
"""What happened longer before the demo's morning was told then; the rest comes to its mobile in the first minute."""


def stage(*, scale: float, pack: Path | None = None, tell: Tell, bar: Callable[[str], Bar]) -> Staged:
    """Bring the data folder to the demo's state; what is there already is left alone.

    :param tell: called with a line for each step that begins.
    :param bar: gives the progress bar of a step that may take over a second.
    :raises FileFault: naming file and line of the first thing of the pack that is wrong, before anything is played.
    """
    folder = pack or SICHUAN
    tell("Loading the pack")
    check_weeks(folder)
    load_pack(folder, by=SYSTEM)
    password = _password()
    people = load_people(folder, by=SYSTEM, password=password)
    note_people([person.username for person in people])
    tell("Playing worked cases")
    play_all(folder)
    play_businesses(folder)
    take_in_year(scale=scale, pack=folder, progress=bar("Taking in the year"))
    take_in_year(scale=scale, pack=folder, part="after", progress=bar("Taking in the weeks after it"))
    play_present(folder)
    drain_outbox()
    tell("Recording the week and publishing its report")
    issue = publish_week(folder)
    record_weeks_after(folder)
    begin_next_issue()
    if (folder / "assessment.yaml").exists():
        once("present:assessment", assessed, Player(folder))
    files = write_files(issue, Path(settings.DATA_FOLDER) / "weekly" / MONDAY.isoformat())
    watch_clocks()
    while address_messages(by=SYSTEM, told_before=clock.now() - SENT_IN_DEMO):
        pass
    while signed_papers.sign_waiting(by=SYSTEM):
        pass
    seal(by=SYSTEM)
    checking = bar("Verifying the record")
    record = verify_record(checking, parallel=True)
    return Staged(files, issue_line(issue), statement(FIRST_DAY, LAST_DAY), record, people, password)


def _password() -> str:
    """The sign-ins' password of this demo: made once, kept readable by the owner of the folder alone."""
    path = Path(settings.DATA_FOLDER) / "demo-password"
    if not path.exists():
        write_whole(path, f"banli-{secrets.token_hex(4)}\n")
    return path.read_text(encoding="ascii").strip()
