"""An item's own certificate template: used where it is sound, kept in its box, refused with a reason."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.documents.sheets import bulletin, permit

from banli.documents.service import (
    BadTemplate,
    MissingGlyph,
    certificate_pdf,
    weekly_pdf,
)

OWN = """#import "/house.typ": *
#let d = json(bytes(sys.inputs.doc))
#show: house.with(title: d.title)
= #d.title
"""


def test_an_items_own_template_is_used() -> None:
    made = certificate_pdf(permit(), OWN)
    assert made.startswith(b"%PDF")
    assert made != certificate_pdf(permit())


@pytest.mark.parametrize(
    "source",
    ["#read(\"/../pdf.py\")", "#read(\"/etc/passwd\")", "#let x = ", "#import \"@preview/cetz:0.3.0\""],
    ids=["above the root", "absolute", "broken", "package"],
)  # fmt: skip
def test_a_template_that_reaches_out_or_breaks_is_refused(source: str) -> None:
    with pytest.raises(BadTemplate):
        certificate_pdf(permit(), source)


def test_a_template_with_a_character_nobody_can_draw_is_refused() -> None:
    with pytest.raises(MissingGlyph):
        certificate_pdf(permit(), OWN + "\U0001f600")


def test_text_from_outside_is_never_typst_code(tmp_path: Path) -> None:
    assert certificate_pdf(permit(remark='#panic("x") $ * _ <a> @b `')).startswith(b"%PDF")


def test_several_threads_share_the_compiler() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: weekly_pdf(bulletin()), range(8)))
    assert len(set(made)) == 1
