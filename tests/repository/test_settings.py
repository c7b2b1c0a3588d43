"""Settings can be read anywhere, and reading them writes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings

from tests.repository.tree import SOURCE


def test_settings_import_on_a_bare_machine_and_write_nothing(tmp_path: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "banli.site.settings"}
    words = [sys.executable, "-W", "error", "-c", "import django; django.setup()"]
    done = subprocess.run(words, env=bare, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_every_app_of_the_house_is_installed() -> None:
    installed = {config.name for config in apps.get_app_configs()}
    assert {f"banli.{path.parent.name}" for path in SOURCE.glob("*/apps.py")} <= installed


def test_the_strict_settings_are_on() -> None:
    assert settings.LANGUAGE_CODE == "zh-hans"
    assert settings.TIME_ZONE == "Asia/Shanghai"
    assert settings.DATABASES["default"]["OPTIONS"]["pool"]
    assert settings.MIDDLEWARE[-1] == "banli.site.access.AccessMiddleware"
    lengths = [one["OPTIONS"]["min_length"] for one in settings.AUTH_PASSWORD_VALIDATORS if "OPTIONS" in one]
    assert lengths == [10]
