"""What a stored file is called: harmless on every machine, with the ending of what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.files.rules.names import BYTES_MOST, clean_name

PDF = ("pdf",)
JPEG = ("jpg", "jpeg")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\扫描\\行驶证.pdf", "行驶证.pdf"),
        ("../../etc/pass\x00wd", "passwd.pdf"),
        ("///", "file.pdf"),
        (".pdf", "file.pdf"),
        ("说明\u202efdp.exe", "说明fdp.pdf"),
        ("照\u200b片.PDF", "照片.PDF"),
        ("a.pdf.exe", "a.pdf"),
        ("link.url", "link.pdf"),
        ("附件1.2", "附件1.2.pdf"),
        ("con.pdf", "_con.pdf"),
        ('a<b>:"c"?.pdf', "a_b___c__.pdf"),
        ("  .. a .pdf ", "a.pdf"),
        ("扫描件", "扫描件.pdf"),
    ],
)
def test_a_name_is_put_right(sent: str, kept: str) -> None:
    assert clean_name(sent, PDF) == kept


def test_a_picture_called_pdf_is_called_what_it_is() -> None:
    assert clean_name("身份证.pdf", JPEG) == "身份证.jpg"
    assert clean_name("身份证.JPEG", JPEG) == "身份证.JPEG"


@given(st.text(max_size=400))
def test_every_name_is_short_flat_and_ends_as_it_should(sent: str) -> None:
    kept = clean_name(sent, PDF)
    assert kept.lower().endswith(".pdf")
    assert len(kept.encode()) <= BYTES_MOST
    assert not set(kept) & set('/\\<>:"|?*\x00\u202e\n')
    assert not kept.startswith((".", " "))
    assert clean_name(kept, PDF) == kept
