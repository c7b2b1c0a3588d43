"""A database whose transactions really commit, for what happens between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the test commit, and empty every table after it.

    The record refuses TRUNCATE, so its triggers are put aside for the moment of emptying.
    """
    from django.core.management import call_command
    from django.db import connection, transaction

    with django_db_blocker.unblock():
        try:
            yield
        finally:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL session_replication_role = replica")
                call_command("flush", interactive=False, verbosity=0)
            connection.close()
