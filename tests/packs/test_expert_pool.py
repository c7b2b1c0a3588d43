"""The pack's pool of experts: loaded once, enough of them, and every fault told with file and line."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.house import open_house, person

from banli.experts.models import Expert
from banli.experts.service import expert_fields, suspend
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.yamlfile import FileFault
from banli.province.load import SICHUAN, load_experts_of

GOOD = '{public_id: ZJ-9, name: 某, employer: 某院, title: 教授, region: "510100", fields: [bridge]}'
FIELDS = "fields:\n  - {code: bridge, name: 桥梁工程}\n"


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """A pack with the regions and departments of Sichuan and a pool of one's own."""
    open_house()
    for name in ("regions.yaml", "departments.yaml"):
        shutil.copy(SICHUAN / name, tmp_path)
    return tmp_path


def test_the_pool_is_loaded_once_and_what_changed_since_stays(db: None) -> None:
    open_house()
    added = load_experts_of(SICHUAN, by=SYSTEM)
    assert added == Expert.objects.count() >= 30
    suspend(expert="ZJ-00001", reason="退休", by=person(Role.APPROVER))
    assert load_experts_of(SICHUAN, by=SYSTEM) == 0
    assert not Expert.objects.get(public_id="ZJ-00001").active
    count = Counter(code for row in Expert.objects.all() for code in row.fields)
    assert min(count[field.code] for field in expert_fields()) >= 1
    assert count["bridge"] >= 5


def test_a_pack_without_a_pool_has_none(folder: Path) -> None:
    assert load_experts_of(folder, by=SYSTEM) == 0


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (FIELDS, 1, "fields 和 experts"),
        ("fields: 1\nexperts: []\n", 1, "列表"),
        (f"{FIELDS}experts:\n  - {GOOD}\n  - {GOOD}\n", 5, "public_id"),
        (f"{FIELDS}experts:\n  - {GOOD.replace('510100', '999999')}\n", 4, "999999"),
        (f"{FIELDS}experts:\n  - {GOOD.replace('[bridge]', '[astrology]')}\n", 4, "astrology"),
        (f"{FIELDS}experts:\n  - {GOOD.replace('[bridge]', '[]')}\n", 4, "fields"),
        (f"{FIELDS}experts:\n  - {GOOD.replace('title: 教授', 'titel: 教授')}\n", 4, "titel"),
        (f"{FIELDS}experts:\n  - {GOOD.replace('title: 教授, ', '')}\n", 4, "title"),
    ],
)
def test_a_fault_names_file_and_line_and_loads_nobody(folder: Path, text: str, line: int, words: str) -> None:
    (folder / "experts.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FileFault) as caught:
        load_experts_of(folder, by=SYSTEM)
    assert str(caught.value).startswith(f"experts.yaml 第{line}行：")
    assert words in str(caught.value)
    assert not Expert.objects.exists()
