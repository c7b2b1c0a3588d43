"""Under a web server of one's own the style sheets are those that ``banli migrate`` collected."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from tests.site.helpers import banli

ASK = """
from banli.site.wsgi import application
from django.test import Client
page = Client(SERVER_NAME="127.0.0.1").get("/desk/sign-in/")
print(page.status_code, page.content.decode())
"""


@pytest.fixture
def surroundings(transactional_db: None, tmp_path: Path) -> dict[str, str]:
    """A data folder without anything in it, and the database of this test."""
    told = urlsplit(os.environ["DATABASE_URL"])
    address = urlunsplit(told._replace(path=f"/{connection.settings_dict['NAME']}"))
    return {"BANLI_DIR": str(tmp_path / "data"), "DATABASE_URL": address, "BANLI_STATIC": "hashed"}


def test_pages_find_their_style_sheets_after_migrate(surroundings: dict[str, str]) -> None:
    done = banli("migrate", environment=surroundings)
    assert done.returncode == 0, done.stderr
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.startswith("200 ")
    sheets = re.findall(r'/static/([^"]+\.css)', asked.stdout)
    assert sheets
    assert all(re.search(r"\.[0-9a-f]{12}\.css$", one) for one in sheets)
    assert all((Path(surroundings["BANLI_DIR"]) / "static" / one).is_file() for one in sheets)
