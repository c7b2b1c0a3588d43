"""A whole run: files are looked at, cut into batches, and the batches taken in, two at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from django.db import IntegrityError, connection

from banli.intake.acts.batches import Fold, Piece, Setting, TooSoon, Unsure, take_in_batch
from banli.intake.models import Delivery
from banli.intake.permissions import GRANTS, IntakePermission
from banli.intake.rules.chunks import chunks
from banli.intake.rules.inspection import FORMATS, Survey, survey
from banli.intake.rules.lines import BLOCK
from banli.intake.rules.parquet import ROWS
from banli.intake.selectors.run_facts import done_parts, items_of, work
from banli.intake.states import SOURCE_LENGTH, Table
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused, Stale
from banli.kernel.text import gettext_noop

WORKERS = 2
TRIES = 5
Progress = Callable[[int, int], None]
"""Called with the bytes done and all of them."""


@dataclass(slots=True)
class Run:
    """What a run did: its deliveries in order, how many of them were there before, whole, and rows that were new."""

    deliveries: list[Delivery] = field(default_factory=list)
    known: int = 0
    fresh: int = 0


@dataclass(slots=True)
class _Job:
    """One batch: its chunks, read when its turn comes; ``weight`` in bytes; ``fresh`` rows when it is done."""

    number: int
    read: Callable[[], list[Piece]]
    weight: int
    fresh: int = 0


def ingest(
    *,
    by: Actor,
    source: str,
    paths: Sequence[Path],
    fold: Fold,
    encoding: str = "",
    progress: Progress = lambda _done, _all: None,
    workers: int = WORKERS,
) -> Run:
    """Take in every file of ``paths`` that ``source`` reports; what was taken in before is passed over.

    Files of one folder that are small enough are one package: its rows are taken in together.

    :param encoding: of CSV files; found out where none is given.
    :raises Invalid: with every file that cannot be read; nothing is taken in then.
    """
    GRANTS.require(by, IntakePermission.DELIVER)
    if not source.strip() or len(source) > SOURCE_LENGTH or not source.isprintable():
        raise Refused(gettext_noop("A source has a name of 1 to 40 characters."))
    surveys = look(paths, encoding)
    run, every = Run(), sum(one.size for one in surveys)
    deliveries = {one.digest: _delivery(source, one) for one in surveys}
    run.deliveries = list(deliveries.values())
    run.known = sum(one.finished_at is not None for one in run.deliveries)
    waiting = _once(one for one in surveys if deliveries[one.digest].finished_at is None)
    done = every - sum(one.size for one in waiting)
    progress(done, every)
    for group in _stages(waiting):
        setting = Setting(by, source, items_of(source), work(), fold)
        for job in _worked(setting, _jobs(group, deliveries), workers):
            done += job.weight
            run.fresh += job.fresh
            progress(min(done, every), every)
    for one in waiting:
        Delivery.objects.filter(pk=deliveries[one.digest].pk).update(finished_at=clock.now())
        deliveries[one.digest].refresh_from_db()
    progress(every, every)
    return run


def look(paths: Sequence[Path], encoding: str = "") -> list[Survey]:
    """Look at every file, and at every file of a folder that has a known ending.

    :raises Invalid: with every file that cannot be read.
    """
    found, problems = [], []
    for path in paths:
        try:
            for one in _files(path):
                try:
                    found.append(survey(one, encoding))
                except (Refused, OSError) as error:
                    problems.append(_problem(one, error))
        except (Refused, OSError) as error:
            problems.append(_problem(path, error))
    if problems:
        raise Invalid(problems, gettext_noop("Nothing was taken in."))
    return found


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        if not path.exists():
            raise Refused(gettext_noop("There is no file %(file)s."), file=str(path))
        return [path]
    found = sorted(one for one in path.rglob("*") if one.suffix.lower() in FORMATS and one.is_file())
    if not found:
        raise Refused(gettext_noop("The folder %(file)s holds no exchange file."), file=str(path))
    return found


def _problem(path: Path, error: Exception) -> Problem:
    if isinstance(error, Refused):
        return Problem("", error.message, tuple(error.params.items()))
    reason = getattr(error, "strerror", None) or str(error)
    return Problem(
        "", gettext_noop("%(file)s cannot be opened: %(why)s."), (("file", path.name), ("why", reason))
    )


def _once(surveys: Iterable[Survey]) -> list[Survey]:
    """Each content once, whatever its names."""
    return list({one.digest: one for one in surveys}.values())


def _delivery(source: str, file: Survey) -> Delivery:
    found, _made = Delivery.objects.get_or_create(
        source=source,
        digest=file.digest,
        defaults={
            "name": file.path.name,
            "table": file.table,
            "size": file.size,
            "begun_at": clock.now(),
        },
    )
    return found


def _stages(surveys: list[Survey]) -> Iterator[list[list[Survey]]]:
    """What is taken in one after the other: items first; then packages; then large files, table by table."""
    items = [[one] for one in surveys if one.table is Table.TASK]
    rest = [one for one in surveys if one.table is not Table.TASK]
    folders: dict[Path, list[Survey]] = {}
    for one in rest:
        folders.setdefault(one.path.parent, []).append(one)
    packages = [group for group in folders.values() if _is_package(group)]
    packed = {one.digest for group in packages for one in group}
    yield from (stage for stage in (items, packages) if stage)
    for table in Table:
        large = [[one] for one in rest if one.table is table and one.digest not in packed]
        if large:
            yield large


def _is_package(group: list[Survey]) -> bool:
    """True where every file of the folder is one chunk, and no table is there twice."""
    small = all(one.rows <= ROWS if one.format == "parquet" else one.size < BLOCK for one in group)
    return small and len({one.table for one in group}) == len(group)


def _jobs(groups: list[list[Survey]], deliveries: dict[str, Delivery]) -> Iterator[_Job]:
    """The batches of a stage. A package is read by whoever takes it in, a large file chunk by chunk as they come."""
    numbers = count()
    for group in groups:
        if len(group) > 1 or _is_package(group):
            yield _Job(next(numbers), partial(_package, group, deliveries), sum(one.size for one in group))
            continue
        file = group[0]
        delivery = deliveries[file.digest]
        for chunk in chunks(file, done_parts(delivery).get):
            piece = [Piece(delivery, file.table, chunk)]
            yield _Job(next(numbers), partial(list, piece), file.weight(chunk.start, chunk.stop))


def _package(group: list[Survey], deliveries: dict[str, Delivery]) -> list[Piece]:
    pieces = []
    for file in group:
        delivery = deliveries[file.digest]
        done = done_parts(delivery)
        pieces += [Piece(delivery, file.table, chunk) for chunk in chunks(file, done.get)]
    return pieces


class _Order:
    """Which batches are done, so that one may wait for all before it."""

    def __init__(self) -> None:
        self.open: set[int] = set()
        self.changed = threading.Condition()
        self.broken = False
        self.sure = False
        """True once a number was, or may have been, held: from then on every number is looked up first."""

    def begin(self, number: int) -> None:
        with self.changed:
            self.open.add(number)

    def end(self, number: int, *, broken: bool) -> None:
        with self.changed:
            self.open.discard(number)
            self.broken = self.broken or broken
            self.changed.notify_all()

    def is_first(self, number: int) -> bool:
        with self.changed:
            return number == min(self.open, default=number)

    def wait_for(self, number: int) -> None:
        """Wait until every batch before ``number`` is done."""
        with self.changed:
            self.changed.wait_for(lambda: self.broken or number == min(self.open, default=number))


def _worked(setting: Setting, jobs: Iterable[_Job], workers: int) -> Iterator[_Job]:
    """Take in the batches; each as it is done. In a transaction of the caller, one after the other."""
    order = _Order()
    if workers < 2 or connection.in_atomic_block:
        for job in jobs:
            order.begin(job.number)
            _take(setting, job, order)
            yield job
        return
    with ThreadPoolExecutor(workers) as pool:
        running: set[Future[_Job]] = set()
        try:
            for job in jobs:
                order.begin(job.number)
                running.add(pool.submit(_beside, setting, job, order))
                if len(running) > workers:
                    ready, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (one.result() for one in ready)
            while running:
                ready, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (one.result() for one in ready)
        except BaseException:
            order.end(-1, broken=True)
            pool.shutdown(cancel_futures=True)
            raise


def _beside(setting: Setting, job: _Job, order: _Order) -> _Job:
    """One batch in a thread of its own, on a connection of its own."""
    try:
        _take(setting, job, order)
    finally:
        connection.close()
    return job


def _take(setting: Setting, job: _Job, order: _Order) -> None:
    """Take in one batch; what meets another writer, or hangs on an earlier batch, is tried again after it."""
    done = False
    try:
        pieces = job.read()
        for turn in range(TRIES):
            try:
                parts = (
                    take_in_batch(
                        setting=setting,
                        pieces=pieces,
                        settled=order.is_first(job.number),
                        sure=order.sure or turn > 0,
                    )
                    if pieces
                    else []
                )
                done = True
                job.fresh = sum(part.fresh for part in parts)
                return
            except TooSoon:
                order.wait_for(job.number)
            except Unsure:
                order.sure = True
            except (IntegrityError, Stale):
                if turn == TRIES - 1:
                    raise
                order.sure = True
                order.wait_for(job.number)
        raise Stale(gettext_noop("Others keep changing the same cases; run it again."))
    finally:
        order.end(job.number, broken=not done)
