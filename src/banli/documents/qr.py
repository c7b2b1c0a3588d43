"""QR codes as images inside a page; nothing is fetched."""

from __future__ import annotations

import segno


def qr_image(text: str) -> str:
    """An SVG image of the code of ``text``, black on white in any appearance."""
    code = segno.make(text, error="m")
    return str(code.svg_data_uri(border=2, dark="#000", light="#fff", scale=4))
