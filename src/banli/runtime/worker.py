"""The job process: ``python -m banli.runtime.worker`` runs periodic and deferred jobs until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from banli.runtime import environment
from banli.runtime.demo_clock import DemoClock
from banli.runtime.folder import MASK
from banli.runtime.identity import PARENT, dies_with_parent

if TYPE_CHECKING:
    from procrastinate import App

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")


def main() -> None:
    """Run the worker on this process's environment; it ends when its supervisor does."""
    os.umask(MASK)
    dies_with_parent(parent=os.environ.get(PARENT, ""))()
    own_clock = DemoClock(environment.read())
    own_clock.join()
    import django

    django.setup()
    from banli.runtime.migrating import check_applied

    check_applied()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("jobs live in the database that Django uses")
    with app.replace_connector(app.connector.get_worker_connector()):
        asyncio.run(work(app))


def lanes(app: App) -> int:
    """How many jobs may be under way at once: one for each lock, so that no job waits for one of another lane."""
    return len({task.lock or task.name for task in app.tasks.values()})


async def work(app: App) -> None:
    """Do jobs until told to stop, and take up those of killed workers meanwhile."""
    from banli.runtime.rescue import SILENT, Rescue

    places = lanes(app)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(places))
    rescue = Rescue(app)
    async with app.open_async():
        looking = asyncio.create_task(rescue.keep_looking())
        try:
            await app.run_worker_async(
                name="banli",
                concurrency=places,
                shutdown_graceful_timeout=5,
                stalled_worker_timeout=SILENT,
                worker_middleware=[rescue],
            )
        finally:
            looking.cancel()


def run() -> int:
    """:func:`main`; where the machine or the database does not allow it, the reason in one line and 1."""
    from banli.runtime.error_line import one_line

    try:
        main()
    except Exception as error:
        line = one_line(error)
        if line is None:
            raise
        print(f"banli jobs: {line}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(run())
