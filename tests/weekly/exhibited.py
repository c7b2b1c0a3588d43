"""Exhibits for the tests: a photograph of a phone, and what is put into a draft by the acts of the studio."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

from banli.kernel.actors import Actor

if TYPE_CHECKING:
    from banli.weekly.service import Issue, Section

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
CELLS = "窗口\t事项\t办件（件）\n省卫生健康委\t医疗机构执业登记\t12\n省水利厅\t取水许可\t3345\n"


def photograph(size: tuple[int, int] = (2400, 1500), colour: str = "teal") -> bytes:
    """A photograph with the place and the camera written into it."""
    exif = Image.Exif()
    exif[MAKE] = "示例手机"
    exif.get_ifd(GPS).update({1: "N", 2: (30.0, 39.0, 0.0), 3: "E", 4: (104.0, 4.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def with_picture(
    by: Actor, issue: Issue, section: Section, after: int | None = None, **facts: object
) -> Issue:
    """A picture put into the draft."""
    from banli.files.service import receive_for_print
    from banli.weekly.service import ExhibitPlace, add_picture

    made, wide = receive_for_print(by=by, name="IMG_1.jpg", content=photograph(), millimetres=156)
    told = {"caption": "窗口人员现场辅导", "source": "省水利厅窗口", "alt": "两名工作人员在窗口前", **facts}
    place = ExhibitPlace(section, after)
    return add_picture(by=by, issue_id=issue.pk, place=place, picture=made, width=wide, **told)  # type: ignore[arg-type]


def with_table(by: Actor, issue: Issue, section: Section, **facts: object) -> Issue:
    """A free table put into the draft."""
    from banli.weekly.service import ExhibitPlace, add_table

    told = {
        "caption": "各窗口办件情况",
        "source": "",
        "cells": CELLS,
        "unit": "单位：件",
        "aligns": "",
        **facts,
    }
    return add_table(by=by, issue_id=issue.pk, place=ExhibitPlace(section), **told)  # type: ignore[arg-type]


def digest() -> str:
    """The digest of the only picture there is."""
    from banli.weekly.models import Exhibit

    file = Exhibit.objects.get(kind="picture").file
    assert file is not None
    return file.sha256
