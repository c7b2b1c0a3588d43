"""What is wrong with a pack's trading.yaml is told with the file, the line and the key that it stands under."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from banli.kernel.textfile import FileFault
from banli.province.check import check_pack
from banli.province.load import SICHUAN
from banli.province.measures import trading_rules_of

FILE = "trading.yaml"
WHOLE = (SICHUAN / FILE).read_text(encoding="utf-8")
NOTICE = "    notice:\n      days: 20\n"
ROOM = "  - {key: auction, name: {zh: 拍卖厅, en: Auction hall}, seats: 150}\n"


def fault(folder: Path, text: str) -> FileFault:
    """The fault of a pack whose trading.yaml is ``text``."""
    assert text != WHOLE
    (folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(FileFault) as found:
        trading_rules_of(folder)
    assert found.value.file == FILE
    return found.value


def line_of(text: str, found: str) -> int:
    """The line, from 1, on which ``found`` begins."""
    return text[: text.index(found)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "key"),
    [
        (NOTICE, "    notice:\n      days: 0\n", "days: 0", "kinds.0.notice.days"),
        (NOTICE, "    notice:\n      days: 121\n", "days: 121", "kinds.0.notice.days"),
        (NOTICE, "    notice:\n      days: twenty\n", "days: twenty", "kinds.0.notice.days"),
        ("unit: calendar", "unit: weeks", "unit: weeks", "kinds.0.notice.unit"),
        ("  - kind: construction", "  - kind: bridges", "- kind: bridges", "kinds.0.kind"),
        ("      number: 3", "      number: 0", "number: 0", "kinds.0.bidders.number"),
        ("      days: 3\n", "      day: 3\n", "day: 3", "kinds.0.publicity.day"),
        ("zh: 《招标投标法》第二十四条（凭记忆）, en:", "zh: 5, en:", "zh: 5", "kinds.0.notice.basis"),
        ("seats: 150", "seats: 1", "seats: 1}", "rooms.2.seats"),
        ("key: auction", "key: Auction", "key: Auction", "rooms.2.key"),
        ('opens: "09:00"', 'opens: "9 Uhr"', 'opens: "9 Uhr"', "opens"),
        ("    halts: {zh:", "    halt: {zh:", "    halt:", "kinds.0.halt"),
        (ROOM, "  - {key: auction, seats: 150}\n", "- {key: auction", "rooms.2.name"),
    ],
)
def test_a_value_that_cannot_be_is_told_at_its_line_and_key(
    tmp_path: Path, old: str, new: str, at: str, key: str
) -> None:
    text = WHOLE.replace(old, new, 1)
    found = fault(tmp_path, text)
    assert (found.line, f"“{key}" in str(found)) == (line_of(text, at), True), str(found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('closes: "18:00"', 'closes: "08:00"', "close before they open"),
        ("key: opening-2", "key: opening-1", "opening-1 is there twice"),
        ("kind: state_assets", "kind: procurement", "state_assets is missing"),
        (ROOM, ROOM + ROOM, "auction is there twice"),
    ],
)
def test_what_does_not_fit_together_is_told_of_the_file(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert said in str(fault(tmp_path, WHOLE.replace(old, new, 1)))


def test_a_kind_that_is_left_out_and_a_file_that_is_no_yaml_are_told(tmp_path: Path) -> None:
    begins, rooms = WHOLE.index("  - kind: state_assets"), WHOLE.index("opens:")
    found = fault(tmp_path, WHOLE[:begins] + WHOLE[rooms:])
    assert (found.line, "kinds" in str(found)) == (line_of(WHOLE, "kinds:"), True)
    assert fault(tmp_path, "kinds: [\n").line >= 1


def test_checking_the_whole_pack_tells_it_too(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SICHUAN, tmp_path / "pack"))
    text = WHOLE.replace("seats: 150", "seats: 1", 1)
    (folder / FILE).write_text(text, encoding="utf-8")
    [told] = check_pack(folder)
    assert (told.file, told.line, told.rule) == (FILE, line_of(text, "seats: 1}"), "trading")
