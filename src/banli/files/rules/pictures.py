"""Photographs and screenshots, decoded to their last line by Pillow."""

from __future__ import annotations

import io
import warnings
from typing import Any

from PIL import Image, ImageOps

from banli.files.rules.kinds import Kind

PIXELS_MOST = 120_000_000
"""A phone's largest photograph has 108 million, a scan of an A2 plan at 300 dpi 35 million."""
FORMATS = {Kind.JPEG: ["JPEG"], Kind.PNG: ["PNG"]}


def look_at_picture(content: bytes, kind: Kind) -> dict[str, Any]:
    """The fault of a picture; a whole one is one page."""
    Image.MAX_IMAGE_PIXELS = PIXELS_MOST
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS[kind]) as picture:
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return {"fault": "too_many_pixels"}
    except (OSError, ValueError, SyntaxError, EOFError):
        return {"fault": "damaged"}
    return {"pages": 1}


def plain_picture(content: bytes, width: int) -> bytes:
    """The picture the right way up, at most ``width`` wide, as PNG without anything that was written into it."""
    Image.MAX_IMAGE_PIXELS = PIXELS_MOST
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        picture.draft("RGB", (width, width))
        shown = ImageOps.exif_transpose(picture).convert("RGB")
    shown.thumbnail((width, width * 5))
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()
