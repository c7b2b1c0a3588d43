"""What cannot be printed is rejected with its row, field and character, in whatever format it came."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.exchange import SOURCE, checked, take, write

from banli.intake.models import Delivery

FORMATS = (".csv", ".ndjson", ".parquet")
BAD = ("\x07", "\x01", "\x7f", "\u202e", "\u200b", "\ue000", "\U0001f600", "\ufffe")


def step(number: int, name: str) -> dict[str, str]:
    """A row of up_pro_process whose name is given."""
    return {
        "project_no": f"11510000MB0001251{number:04}",
        "process_name": name,
        "event_end_time": "2022-03-02 10:00:00",
        "dataver": "1",
    }


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_row_is_rejected_at_its_field(tmp_path: Path, suffix: str) -> None:
    rows = [step(place, f"踏勘{one}现场") for place, one in enumerate(BAD)]
    path = write(tmp_path / f"up_pro_process{suffix}", [*rows, step(99, "踏勘现场")])
    sound, rejects = checked(path)
    assert [row["process_name"] for row in sound] == ["踏勘现场"]
    assert [field for _line, field, _reason in rejects] == ["process_name"] * len(BAD)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_lays_a_text_out_becomes_a_blank(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"up_pro_process{suffix}", [step(1, "现场\n踏勘\t一\r\n次")])
    sound, rejects = checked(path)
    assert rejects == []
    assert [row["process_name"] for row in sound] == ["现场 踏勘 一 次"]


@pytest.mark.parametrize("suffix", [".ndjson", ".parquet"])
def test_a_null_byte_is_rejected_with_its_row(tmp_path: Path, suffix: str) -> None:
    _sound, rejects = checked(write(tmp_path / f"up_pro_process{suffix}", [step(1, "踏\x00勘")]))
    assert [field for _line, field, _reason in rejects] == ["process_name"]


def test_half_of_a_pair_is_rejected_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "up_pro_process.ndjson", [step(1, "踏勘")])
    path.write_bytes(path.read_bytes().replace("踏勘".encode(), b"\\ud800"))
    sound, rejects = checked(path)
    assert sound == []
    assert [line for line, _field, _reason in rejects] == [1]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_reject_names_field_and_character(house: Path, suffix: str) -> None:
    from tests.intake.exchange import item

    bad = item(main=7, task_name="事\u202e项")
    take(write(house / f"up_task{suffix}", [bad]), source=SOURCE)
    delivery = Delivery.objects.order_by("-pk").first()
    assert delivery is not None
    (told,) = delivery.rejects.all()
    assert told.field == "task_name"
    assert "U+202E" in str(told.params)
