"""The calendar files of a pack: what is shipped, and what is said of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from banli.kernel.yamlfile import FileFault
from banli.worktime.service import SHIPPED, calendar_in, shipped_calendar

GOOD = """\
year: 2030
edition: 1
notice:
  number: 通知〔2029〕1号
  date: 2029-11-01
checked: invented
off:
  2030-01-01: 元旦
worked:
  - 2030-01-05
"""


def write(folder: Path, text: str, name: str = "2030-1.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_editions_2019_to_2026_are_shipped_each_with_its_notice() -> None:
    calendar = shipped_calendar()
    assert calendar.key == "2019-2 2020-2 2021-1 2022-1 2023-1 2024-1 2025-1 2026-1"
    for edition in calendar.loaded:
        assert edition.notice.number.startswith("国办发明电〔")
        assert edition.notice.date.year in (edition.year - 1, edition.year)
        assert edition.notice.page.startswith(("http://www.gov.cn/", "https://www.gov.cn/"))
        assert set("、".join(edition.off.values()).split("、")) == {
            "元旦",
            "春节",
            "清明节",
            "劳动节",
            "端午节",
            "中秋节",
            "国庆节",
        }
    assert len(list(SHIPPED.glob("*.yaml"))) == len(calendar.loaded)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    calendar = calendar_in(write(tmp_path, GOOD))
    assert calendar.key == "2030-1"


@pytest.mark.parametrize(
    ("was", "now", "line", "says"),
    [
        ("  2030-01-01: 元旦", "  2030-02-30: 元旦", 8, "2030-02-30"),
        ("  2030-01-01: 元旦", "  2030-01-01: 元旦\n  2030-01-01: 元旦", 9, "2030-01-01"),
        ("  - 2030-01-05", "  - 2030-01-07", 1, "2030-01-07"),
        ("  - 2030-01-05", "  - 2031-03-01", 1, "2031-03-01"),
        ("checked: invented", "checkd: invented", 6, "checkd"),
        ("  number: 通知〔2029〕1号\n", "", 3, "notice.number"),
        ("edition: 1", "edition: 2", 2, "2030-2.yaml"),
        ("edition: 1", "edition: one", 2, "edition"),
        ("edition: 1", "edition: [1", 3, "YAML"),
        ("checked: invented", "checked: &mark invented\nagain: *mark", 6, ""),
    ],
)
def test_a_broken_file_says_file_line_and_what(
    tmp_path: Path, was: str, now: str, line: int, says: str
) -> None:
    assert was in GOOD
    with pytest.raises(FileFault) as caught:
        calendar_in(write(tmp_path, GOOD.replace(was, now)))
    assert (caught.value.file, caught.value.line) == ("2030-1.yaml", line)
    assert "2030-1.yaml" in str(caught.value)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match=tmp_path.name):
        calendar_in(tmp_path)


def test_a_file_that_is_not_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "2030-1.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileFault, match=r"2030-1\.yaml"):
        calendar_in(tmp_path)
