"""A source as people read it: the remark to the next editor stays in the file."""

from __future__ import annotations

import pytest

from banli.kernel.sources import cited
from banli.kernel.text import Words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            Words(
                zh="《招标投标法》第二十四条（凭记忆）", en="Tendering and Bidding Law art. 24 (from memory)"
            ),
            ("《招标投标法》第二十四条", "Tendering and Bidding Law art. 24"),
        ),
        (
            Words(
                zh="交易办法（国资委令第32号）第十三条（条号凭记忆，须核对）",
                en="Order 32 art. 13 (the number from memory)",
            ),
            ("交易办法（国资委令第32号）第十三条", "Order 32 art. 13"),
        ),
        (
            Words(zh="行政许可法第四十二条", en="Licensing Law art. 42"),
            ("行政许可法第四十二条", "Licensing Law art. 42"),
        ),
    ],
)
def test_what_was_noted_for_the_next_editor_is_not_read_out(written: Words, read: tuple[str, str]) -> None:
    found = cited(written)
    assert (found.zh, found.en) == read
