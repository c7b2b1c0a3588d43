"""What the process is told from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from banli.runtime import database
from banli.runtime.environment import BadEnvironment, read


def test_everything_has_a_default() -> None:
    found = read({})
    assert found.folder == Path.cwd() / "var"
    assert (found.port, found.database_url, found.debug) == (8000, "", False)
    assert "localhost" in found.hosts


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("BANLI_PORT", text) for text in ("eighty", "0", "70000", "８０")),
        ("BANLI_DEBUG", "x"),
        ("BANLI_DIGEST", "md5"),
        *(
            ("BANLI_NOW", text)
            for text in ("yesterday", "2022-02-30", "0001-01-01", "9999-12-31T23:59", "12")
        ),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(name: str, text: str) -> None:
    with pytest.raises(BadEnvironment, match=name):
        read({name: text})


def test_a_moment_is_taken_as_it_is_written() -> None:
    assert read({"BANLI_NOW": " 2022-10-17T09:00 "}).now == "2022-10-17T09:00"
    assert read({}).now == ""


def test_hosts_are_separated_by_commas_and_this_machine_is_always_one() -> None:
    found = read({"BANLI_HOSTS": "a.example.cn, b.example.cn"}).hosts
    assert found[:3] == ("a.example.cn", "b.example.cn", "localhost")


@pytest.mark.parametrize(
    "url", ["mysql://a/b", "nonsense", "postgresql://h/d?nonsense=1", "postgresql://host"]
)
def test_an_address_that_is_not_a_database_is_refused(url: str) -> None:
    with pytest.raises(BadEnvironment, match="DATABASE_URL"):
        database.parse(url)


def test_an_address_becomes_settings() -> None:
    environment = read({"DATABASE_URL": "postgresql://u:p%40ss@db.example:6432/banli?sslmode=require"})
    settings = database.settings_for(environment)
    assert (settings["NAME"], settings["USER"], settings["PASSWORD"]) == ("banli", "u", "p@ss")
    assert (settings["HOST"], settings["PORT"], settings["OPTIONS"]["sslmode"]) == (
        "db.example",
        "6432",
        "require",
    )
    assert settings["OPTIONS"]["pool"]["max_size"] == environment.pool


def test_without_an_address_the_socket_in_the_folder_is_used(tmp_path: Path) -> None:
    settings = database.settings_for(read({"BANLI_DIR": str(tmp_path)}))
    assert settings["HOST"] == str(tmp_path / "run")
