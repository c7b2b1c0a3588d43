"""Photographs and screenshots, decoded to their last line by Pillow."""

from __future__ import annotations

import io
import warnings
from typing import Any

from PIL import Image, ImageOps

from banli.files.rules.kinds import Kind

PIXELS_MOST = 120_000_000
"""A phone's largest photograph has 108 million, a scan of an A2 plan at 300 dpi 35 million."""
PHOTOGRAPH_PIXELS = 40_000_000
"""A photograph that somebody takes of the hall has fewer; phones take twelve million unless told otherwise."""
LONGEST = 2_560
"""Pixels of the longest side that is kept: a page of A4 in it can be read."""
JPEG_QUALITY = 85
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


def photograph(content: bytes, kind: Kind) -> tuple[str, bytes]:
    """The fault of a photograph and nothing, or no fault and the photograph made anew as JPEG.

    It is the right way up, its longest side has at most :data:`LONGEST` pixels, and nothing of what the camera wrote
    into it (place, device, time, thumbnail) is left.
    """
    if kind not in FORMATS:
        return "no_photograph", b""
    Image.MAX_IMAGE_PIXELS = PHOTOGRAPH_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS[kind]) as picture:
                if picture.width * picture.height >= PHOTOGRAPH_PIXELS:
                    return "photograph_too_large", b""
                picture.draft("RGB", (LONGEST, LONGEST))
                shown = ImageOps.exif_transpose(picture)
                plain = _on_white(shown)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "photograph_too_large", b""
    except (OSError, ValueError, SyntaxError, EOFError):
        return "photograph_damaged", b""
    plain.thumbnail((LONGEST, LONGEST))
    out = io.BytesIO()
    Image.frombytes("RGB", plain.size, plain.tobytes()).save(out, "JPEG", quality=JPEG_QUALITY)
    return "", out.getvalue()


DOTS = 300
"""An inch of a printed picture."""
COARSEST = 150
"""Dots an inch at which a picture with few of them is still printed; below it becomes smaller on paper."""
SMALLEST = 40
"""Millimetres a printed picture is wide at least."""
TALLEST = 150
"""Millimetres it may be high, so that it stands on a page with its caption and the foot of the paper."""
PRINT_QUALITY = 88


def for_print(content: bytes, kind: Kind, millimetres: int) -> tuple[str, int, bytes]:
    """The fault of a picture, or '' with the millimetres it is wide on paper and its bytes made anew as JPEG.

    At :data:`DOTS` an inch it has no more than it needs; what the camera wrote into it is left behind, as by
    :func:`photograph`. A picture with few pixels becomes narrower than ``millimetres``.
    """
    fault, made = photograph(content, kind)
    if fault:
        return fault, 0, b""
    with Image.open(io.BytesIO(made), formats=["JPEG"]) as picture:
        picture.load()
    high = picture.height / picture.width
    wide = min(millimetres, int(TALLEST / high), int(picture.width / COARSEST * 25.4))
    if wide < SMALLEST:
        return "photograph_too_small", 0, b""
    across = min(picture.width, round(wide / 25.4 * DOTS))
    printed = picture.resize((across, max(1, round(across * high))), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    printed.save(out, "JPEG", quality=PRINT_QUALITY, dpi=(DOTS, DOTS))
    return "", wide, out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture in plain colours; what can be seen through becomes white."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(ground, seen).convert("RGB")


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
