"""Jobs whose worker was killed are taken up by whoever lives: at the start and a few times a minute.

It is no job itself, because a job may be killed like any other and would then wait for itself.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.job_context import JobContext
    from procrastinate.middleware import AsyncCallNext
    from procrastinate.worker import Worker

SILENT = 60.0
"""Seconds without a sign of life after which a worker is dead; it gives one every ten."""
EVERY = 20.0
"""Seconds between two looks."""
KEEP_DONE = 26
"""Hours a job that succeeded is kept: ``/health`` reads from it when each one last did its work."""
KEEP_ENDED = 14 * 24
"""Hours a job that failed is kept, to be looked at."""
LOG = logging.getLogger("banli.jobs")


class Rescue:
    """One worker's look at the jobs that nobody does any more; also a middleware that knows its own."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.worker: int | None = None
        self.mine: set[int] = set()
        self.doubtful: set[int] = set()
        """Jobs of this worker which it was not at when it looked last; one look is too little to tell."""

    async def __call__(self, go_on: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
        """Run a job, and know meanwhile that it is run."""
        number = context.job.id
        if number is None:
            return await go_on()
        self.worker = worker.worker_id
        self.mine.add(number)
        try:
            return await go_on()
        finally:
            self.mine.discard(number)

    async def keep_looking(self) -> None:
        """Look at once and again and again; a database that is away for a moment is no reason to stop."""
        looks = 0
        while True:
            try:
                await self.look()
                if looks % 180 == 0:
                    await self.tidy()
            except ConnectorException:
                LOG.warning("the jobs of killed workers could not be looked for", exc_info=True)
            looks += 1
            await asyncio.sleep(EVERY)

    async def look(self) -> int:
        """Take up what was left; the number of jobs."""
        jobs = self.app.job_manager
        left = {job.id: job for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT)}
        for job in await self._forgotten():
            left[job.id] = job
        for job in left.values():
            await self._take_up(job)
        await jobs.prune_stalled_workers(SILENT)
        return len(left)

    async def tidy(self) -> None:
        """Drop what ended long ago."""
        jobs = self.app.job_manager
        await jobs.delete_old_jobs(KEEP_DONE)
        await jobs.delete_old_jobs(
            KEEP_ENDED, include_failed=True, include_cancelled=True, include_aborted=True
        )

    async def _forgotten(self) -> list[Job]:
        """Jobs of this living worker that ended without its being noted, because the database was away."""
        if self.worker is None:
            return []
        held = await self.app.job_manager.list_jobs_async(status="doing", worker_id=self.worker)
        idle = {job.id: job for job in held if job.id is not None and job.id not in self.mine}
        found = [job for number, job in idle.items() if number in self.doubtful]
        self.doubtful = set(idle)
        return found

    async def _take_up(self, job: Job) -> None:
        """Let it begin again; where its like waits already, that one does the work."""
        jobs = self.app.job_manager
        try:
            await jobs.retry_job(job)
        except UniqueViolation:
            with suppress(ConnectorException):
                await jobs.finish_job(job, Status.FAILED, delete_job=False)
        except ConnectorException:
            return  # another worker was quicker, or it ended after all
        LOG.warning("%s (job %s) was left unfinished by its worker and is done again", job.task_name, job.id)
