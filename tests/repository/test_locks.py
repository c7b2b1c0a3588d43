"""What is installed is pinned by hash and comes from wherever the machine says, never from an address in a file."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.repository.tree import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-uv.lock"]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Name to version."""
    return dict(PIN.findall((ROOT / lock).read_text(encoding="ascii")))


def project() -> dict[str, object]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_no_address_and_a_hash_for_every_package(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="ascii")
    assert not re.search(r"https?://|file:|git\+|--index|--find", text)
    for package in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in package, package.splitlines()[0]


def test_the_developer_lock_holds_the_same_versions_and_more() -> None:
    run, developer = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: developer.get(name) for name in run} == run


def test_the_build_tool_is_in_the_lock() -> None:
    wanted = project()["build-system"]["requires"]  # type: ignore[index]
    assert wanted == [f"hatchling=={pins('requirements.lock')['hatchling']}"]


def test_every_direct_dependency_is_locked_and_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    sections = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line for section in sections for line in section.splitlines()]
    locked = pins("requirements-dev.lock")
    assert len(sections) == 2
    assert lines
    for line in lines:
        found = re.fullmatch(r'  "([A-Za-z0-9._-]+)(?:\[[^\]]*\])?[^"]*",\s+# (\S.{8,})', line)
        assert found, line
        assert found[1].lower().replace("_", "-") in locked, line


def test_a_zone_database_comes_along_for_machines_without_one() -> None:
    """Asia/Shanghai must be known everywhere; tzdata comes with what the jobs stand on."""
    assert "tzdata" in pins("requirements.lock")
