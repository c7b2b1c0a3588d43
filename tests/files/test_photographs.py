"""Photographs are made anew: right way up, smaller, without place and camera; what is none is refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.samples import PDF, picture

from banli.files.models import StoredFile
from banli.files.service import read, receive_photograph
from banli.kernel.actors import VISITOR
from banli.kernel.errors import Invalid

pytestmark = pytest.mark.django_db
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def sent(content: bytes, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def from_a_phone(size: tuple[int, int]) -> bytes:
    """A photograph held sideways, with maker and place in it."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = 6, "示例手机"
    exif.get_ifd(GPS).update({1: "N", 2: (30.0, 39.0, 0.0), 3: "E", 4: (104.0, 4.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", size, (10, 120, 30)).save(out, "JPEG", exif=exif, comment="大厅二楼")
    return out.getvalue()


def declared(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is as large as that."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")


def test_a_photograph_is_the_right_way_up_smaller_and_without_place_or_camera() -> None:
    original = from_a_phone((4000, 3000))
    kept = receive_photograph(by=VISITOR, sent=sent(original))
    made = read(kept)
    with Image.open(io.BytesIO(made)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (1920, 2560))
        assert not shown.getexif()
        assert "comment" not in shown.info
    assert b"Exif" not in made
    assert "示例手机".encode() not in made
    assert (kept.media_type, kept.pages, kept.sha256 != "") == ("image/jpeg", 1, True)


def test_what_can_be_seen_through_is_white_and_small_ones_stay_as_small() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(out, "PNG")
    kept = receive_photograph(by=VISITOR, sent=sent(out.getvalue(), "截图.png"))
    with Image.open(io.BytesIO(read(kept))) as shown:
        assert (shown.size, shown.getpixel((5, 5))) == ((40, 30), (255, 255, 255))
    assert kept.name == "截图.jpg"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PDF, "不是JPEG或PNG照片"),
        (picture("GIF"), "不是JPEG或PNG照片"),
        (b"MZ" + bytes(300), "不是JPEG或PNG照片"),
        (picture() + b"PK\x03\x04" + PDF, "打不开|不是JPEG或PNG照片"),
        (declared(8000, 5000), "4000万像素"),
        (declared(60000, 60000), "4000万像素"),
        (from_a_phone((600, 400))[:2000], "损坏"),
        (b"", "是空的"),
    ],
    ids=["pdf", "gif", "program", "two kinds", "forty million", "a bomb", "half of one", "nothing"],
)
def test_what_is_no_fit_photograph_is_refused_in_plain_words(content: bytes, told: str) -> None:
    with pytest.raises(Invalid) as refused:
        receive_photograph(by=VISITOR, sent=sent(content))
    (problem,) = refused.value.problems
    assert problem.where == "photograph"
    assert any(words in str(problem) for words in told.split("|"))
    assert not StoredFile.objects.exists()
