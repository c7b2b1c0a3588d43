"""The workers of a test run: each keeps its data in a folder of its own."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings


def test_a_worker_keeps_its_files_apart_from_every_other() -> None:
    folder = Path(settings.DATA_FOLDER)
    assert folder.name == os.environ.get("PYTEST_XDIST_WORKER", "main")
