"""The table of rules, and what a pack may change of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, accepted, open_house, person
from tests.supervision.watching import told

from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied
from banli.kernel.yamlfile import FileFault
from banli.ledger.service import events
from banli.province.load import SICHUAN
from banli.site import jobs
from banli.supervision.models import RuleBook
from banli.supervision.service import DEFAULTS, load_rules, rules
from banli.supervision.states import Light


def written(folder: Path, text: str) -> Path:
    path = folder / "supervision.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_what_a_pack_changes_holds_and_the_rest_stays(tmp_path: Path) -> None:
    assert rules() == DEFAULTS
    text = (
        "rules:\n  - id: YJ-01\n    days: 2\n    words: {zh: 临期预警, en: Due soon}\n"
        "  - {id: HP-03, off: true}\n  - {id: HP-02, level: red}\n"
    )
    assert load_rules(path=written(tmp_path, text), by=SYSTEM) == 3
    found = {rule.id: rule for rule in rules()}
    assert set(found) == {rule.id for rule in DEFAULTS} - {"HP-03"}
    assert (found["YJ-01"].days, found["YJ-01"].share, found["YJ-01"].words.zh) == (2, 20, "临期预警")
    assert found["HP-02"].level is Light.RED
    assert found["HO-01"] in DEFAULTS
    load_rules(path=written(tmp_path, text), by=SYSTEM)
    assert RuleBook.objects.count() == 1
    assert [one.name for one in events("signal", "rules")] == ["rules_loaded"]
    load_rules(path=written(tmp_path, "rules: []\n"), by=SYSTEM)
    assert rules() == DEFAULTS


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("rules:\n  - id: YJ-99\n", 2, "YJ-99|YJ-01"),
        ("rules:\n  - id: YJ-01\n    share: 120\n", 3, "share"),
        ("rules:\n  - id: YJ-01\n    level: green\n", 3, "blue"),
        ("rules:\n  - id: YJ-01\n    level: purple\n", 3, "level"),
        ("rules:\n  - id: YJ-01\n    dais: 2\n", 3, "dais"),
        ("rules:\n  - id: YJ-01\n  - id: YJ-01\n", 1, "twice"),
        ("rulez: []\n", 1, "rulez"),
        ("- a\n", 1, "supervision"),
        ("rules:\n  - days: 2\n", 2, "id"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(FileFault, match=said) as fault:
        load_rules(path=written(tmp_path, text), by=SYSTEM)
    assert str(fault.value).startswith(f"supervision.yaml 第{line}行")


@pytest.mark.django_db
def test_the_packs_own_file_holds_and_only_who_may_loads_it() -> None:
    open_house(OVERSIZE)
    path = SICHUAN / "supervision.yaml"
    load_rules(path=path, by=SYSTEM)
    assert rules() == DEFAULTS
    for role in (Role.SUPERVISOR, Role.APPROVER):
        with pytest.raises(Denied):
            load_rules(path=path, by=person(role))


@pytest.mark.django_db
def test_a_new_threshold_holds_for_what_is_crossed_from_then_on(clock: HeldClock, tmp_path: Path) -> None:
    open_house(OVERSIZE)
    case = accepted()
    clock.set("2022-10-19")
    jobs.watch(timestamp=0)
    before = told(case)
    load_rules(path=written(tmp_path, "rules:\n  - {id: YJ-01, days: 2}\n"), by=SYSTEM)
    clock.move(minutes=5)
    jobs.watch(timestamp=0)
    assert told(case) == before == [("YJ-01", "2022-10-19T00:00", "raised")]
    clock.set("2022-10-20")
    jobs.watch(timestamp=0)
    assert ("YJ-01", "2022-10-20T00:00", "raised") in told(case)
