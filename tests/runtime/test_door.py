"""The door script: it knows when the environment is complete, and says in words what is missing."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def door(tmp_path: Path) -> ModuleType:
    """The script, in a checkout of its own whose environment exists and is empty."""
    for name in ("banli", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    loader = importlib.machinery.SourceFileLoader("door", str(tmp_path / "banli"))
    spec = importlib.util.spec_from_loader("door", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def finish(door: ModuleType, lock: str) -> None:
    """Leave the stamp of a complete installation."""
    Path(door.stamp_path(lock)).write_text(door.stamp_of(lock) + "\n", encoding="ascii")


def test_an_environment_without_its_stamp_is_not_complete(door: ModuleType) -> None:
    assert not door.fits("requirements.lock")
    finish(door, "requirements.lock")
    assert door.fits("requirements.lock")
    assert not door.fits("requirements-dev.lock")


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_file_asks_for_a_new_installation(door: ModuleType, name: str) -> None:
    finish(door, "requirements.lock")
    path = Path(door.ROOT) / name
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert not door.fits("requirements.lock")


def test_an_environment_whose_python_is_gone_is_not_complete(door: ModuleType) -> None:
    finish(door, "requirements.lock")
    inner = Path(door.INNER)
    inner.unlink()
    inner.symlink_to("/nowhere/python3")
    assert not door.fits("requirements.lock")


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("error: Failed to fetch\n  Temporary failure in name resolution", "Is there a network?"),
        ("ERROR: [Errno 28] No space left on device", "The disk is full"),
        ("error: failed to remove file: Permission denied", "No permission to write"),
    ],
)
def test_a_failed_installation_says_what_to_do(
    door: ModuleType, capsys: pytest.CaptureFixture[str], output: str, said: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        door.failed("The packages could not be installed.", output)
    assert stopped.value.code == 1
    line = capsys.readouterr().err
    assert said in line
    assert line.count("\n") == 1


def test_the_script_can_be_read_by_old_pythons() -> None:
    """An old Python must get as far as the message; so no syntax newer than 3.7 and no import beside the standard."""
    words = [
        sys.executable,
        "-c",
        "import ast,sys; ast.parse(open(sys.argv[1]).read(), feature_version=(3, 7))",
    ]
    done = subprocess.run([*words, str(ROOT / "banli")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_package_the_lock_no_longer_names_is_superfluous(door: ModuleType) -> None:
    named = door.named_in("requirements.lock")
    assert {"django", "psycopg-binary", "typing-extensions"} <= named
    installed = [*named, "pip", "banli", "Typing_Extensions", "pytest-socket", "Old.Thing", "setuptools"]
    assert door.superfluous(installed, "requirements.lock") == [
        "old-thing",
        "pip",
        "pytest-socket",
        "setuptools",
    ]


def test_pip_and_uv_stay_only_where_locks_are_worked_on(door: ModuleType) -> None:
    assert door.superfluous(["uv", "pip"], "requirements.lock") == ["pip", "uv"]
    assert door.superfluous(["uv", "pip"], "requirements-dev.lock") == []


@pytest.mark.parametrize(("broken", "found"), [((), True), (("pip",), True), (("pip", "ensurepip"), False)])
def test_pip_comes_back_from_python_itself(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, broken: tuple[str, ...], found: bool
) -> None:
    monkeypatch.setattr(door, "works", lambda words: words[2] not in broken)
    assert door.has_pip() is found


def test_what_is_superfluous_is_taken_out_and_nothing_else(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []

    def run(words: list[str], **_options: object) -> tuple[int, str]:
        said.append(words)
        return 0, "Django pip pytest-socket banli" if door.LIST_INSTALLED in words else ""

    monkeypatch.setattr(door, "run", run)
    door.remove_superfluous("requirements.lock", None)
    assert said[-1][:5] == [door.INNER, "-m", "pip", "uninstall", "--yes"]
    assert said[-1][-2:] == ["pip", "pytest-socket"]
    assert "Django" not in said[-1]
