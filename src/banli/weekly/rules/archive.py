"""How a published issue is kept: archive numbers and terms (国家档案局令第8号, 机关文件材料归档范围和保管期限规定)."""

from __future__ import annotations

RETENTIONS = ("永久", "30年", "10年")


def archive_number(year: int, number: int) -> str:
    """WS·2022·JB-0001: papers of the office, year, bulletins, running number of the year (DA/T 22-2015, 5.4)."""
    return f"WS·{year}·JB-{number:04d}"
