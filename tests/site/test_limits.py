"""Too much is refused by what it announces, before a byte of it is read, and is held to it while it is read."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client, RequestFactory

from banli.files.service import LARGEST
from banli.site.limits import LARGEST_REQUEST, BoundedUpload, SizeMiddleware

FORM = "multipart/form-data; boundary=x"


class Unread(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *_size: int | None) -> bytes:
        raise AssertionError("a byte was read")


def post(path: str, size: int, kind: str = FORM, **more: Any) -> tuple[int, str]:
    """Announce so many bytes at ``path``; what was answered without reading them."""
    request = RequestFactory().generic("POST", path, b"", kind, CONTENT_TYPE=kind, **more)
    request.META |= {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
    request._stream = Unread()
    answer = SizeMiddleware(lambda _request: pytest.fail("it went on"))(request)
    return answer.status_code, answer.content.decode()  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/items/x/apply/materials/a/", "/desk/counter/x/", "/api/v1/intakes", "/"])
def test_what_announces_too_much_is_not_read(path: str) -> None:
    for size in (LARGEST_REQUEST + 1, 400 << 20):
        status, words = post(path, size)
        assert status == 413
        assert "102 MB" in words


@pytest.mark.django_db
def test_a_form_without_files_may_bring_less() -> None:
    status, words = post("/track/", 6 << 20, "application/x-www-form-urlencoded")
    assert (status, "5 MB" in words) == (413, True)


def test_a_script_is_told_in_one_sentence() -> None:
    status, words = post("/", LARGEST_REQUEST + 1, HTTP_HX_REQUEST="true")
    assert (status, "<" in words) == (413, False)


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["", "0", "x", "-5", "٣"])
def test_a_length_that_is_none_reads_nothing(length: str) -> None:
    answer = Client().post("/track/", {"number": "1"}, CONTENT_LENGTH=length)
    assert answer.status_code in (200, 400, 403, 422)


def test_a_file_that_is_larger_than_any_keeps_no_byte_beyond() -> None:
    handler = BoundedUpload()
    handler.new_file("file", "a.pdf", "application/pdf", None)
    piece = bytes(1 << 20)
    for _piece in range((LARGEST >> 20) + 3):
        handler.receive_data_chunk(piece, handler.came)
    file = handler.file_complete(handler.came)
    assert file is not None
    assert (file.size or 0) > LARGEST
    assert file.read() == b""
    file.close()
