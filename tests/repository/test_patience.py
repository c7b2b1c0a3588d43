"""No test looks at a stop-watch: the tests are green on a busy machine too."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import hypothesis
import pytest

from tests.patience import MILLISECONDS, PATIENCE
from tests.repository.tree import ROOT

TESTS = ROOT / "tests"
ITSELF = {TESTS / "patience.py", TESTS / "repository" / "test_patience.py"}
PATIENT = {"PATIENCE", "MILLISECONDS"}
CLOCKS = {"time", "timeit"}
STOP_WATCHES = {"monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time", "thread_time"}
SLEEPS = {"sleep", "wait_for_timeout"}
WAITS = {"wait", "join", "result", "communicate", "acquire"}


def looks_at_the_time(node: ast.AST) -> str:
    """What is wrong with ``node``, or ''."""
    match node:
        case ast.Import(names=[ast.alias(name=name)]) | ast.ImportFrom(module=name) if name in CLOCKS:
            return str(name)
        case ast.Attribute(attr=name) if name in STOP_WATCHES | SLEEPS:
            return name
        case ast.Name(id="HealthCheck"):
            return "a health check of its own"
        case ast.Constant(value=str(text)):
            return "pg_sleep" if "pg_sleep" in text else ""
        case ast.Call():
            return waits_by_number(node)
    return ""


def waits_by_number(call: ast.Call) -> str:
    """A time limit or a Hypothesis deadline given to ``call`` that is not the one of the house, or ''."""
    for one in call.keywords:
        if one.arg == "timeout" and not (isinstance(one.value, ast.Name) and one.value.id in PATIENT):
            return "timeout"
        if one.arg == "deadline" and not (isinstance(one.value, ast.Constant) and one.value.value is None):
            return "deadline"
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    numbers = [
        one for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, int | float)
    ]
    return f"{name}(number)" if name in WAITS and numbers else ""


def found_in(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if why := looks_at_the_time(node):
            yield getattr(node, "lineno", 0), why


def test_no_test_looks_at_a_stop_watch() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {why}"
        for path in sorted(TESTS.rglob("*.py"))
        if path not in ITSELF
        for line, why in found_in(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "import time",
        "from time import monotonic",
        "clock.time.perf_counter() - begun < 2",
        "asyncio.sleep(1)",
        "page.wait_for_timeout(200)",
        "process.communicate(timeout=30)",
        "expect(page).to_have_title('', timeout=15_000)",
        "gate.wait(20)",
        "thread.join(60)",
        "settings(deadline=200)",
        "settings(suppress_health_check=[HealthCheck.too_slow])",
        "cursor.execute('SELECT pg_sleep(1)')",
    ],
)
def test_a_stop_watch_is_noticed(line: str) -> None:
    assert list(found_in(line))


@pytest.mark.parametrize("line", ["process.communicate(timeout=PATIENCE)", "' '.join(words)", "gate.wait()"])
def test_patience_is_none(line: str) -> None:
    assert not list(found_in(line))


def test_slow_examples_are_examples() -> None:
    for name in ("same", "explore"):
        profile = hypothesis.settings.get_profile(name)
        assert profile.deadline is None
        assert hypothesis.HealthCheck.too_slow in profile.suppress_health_check
    assert MILLISECONDS / 1000 == PATIENCE >= 600
