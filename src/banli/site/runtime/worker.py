"""The job process: ``python -m banli.site.runtime.worker`` runs periodic and deferred jobs until it is told to stop."""

from __future__ import annotations

import os

from banli.site import environment
from banli.site.runtime.demo_clock import DemoClock
from banli.site.runtime.identity import dies_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")


def main() -> None:
    """Run the worker on this process's environment; it ends when its supervisor does."""
    dies_with_parent()()
    own_clock = DemoClock(environment.read())
    own_clock.join()
    import django

    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("jobs live in the database that Django uses")
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(name="banli", shutdown_graceful_timeout=5)


if __name__ == "__main__":
    main()
