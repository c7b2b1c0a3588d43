"""One signature inside a PDF: made and found valid; anything changed afterwards is seen."""

from __future__ import annotations

import asyncio
import re
import subprocess
import tracemalloc
import zlib
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.documents.service import Notice, notice_pdf
from banli.signatures.rules import pades
from banli.signatures.rules.material import Material, of_pem, of_pkcs12
from banli.signatures.rules.pades import Finding, Trusted, look, sign
from banli.signatures.rules.test_authority import make_authority, make_signer, pem_of

NOW = datetime(2022, 10, 21, 1, 30, tzinfo=UTC)


@cache
def material(now: datetime = NOW) -> Material:
    key, root = make_authority(now)
    own, certificate = make_signer(key, root, now)
    return Material(own, certificate, (root,))


@cache
def pages() -> bytes:
    sheet = Notice(
        title="受理通知书",
        number="试通〔2022〕1号",
        addressee="试用企业",
        paragraphs=("决定予以受理。",),
        department="试用部门",
        issued_on=date(2022, 10, 21),
    )
    return notice_pdf(sheet)


@cache
def signed() -> bytes:
    return sign(pages(), material=material(), at=NOW, reason="试用")


def ours(*found: Material) -> list[Trusted]:
    return [Trusted(one.fingerprint, one.chain) for one in found]


def test_a_signed_paper_is_valid_and_says_who_signed_when() -> None:
    found = look(signed(), ours(material()))
    assert found.finding is Finding.VALID
    assert (found.fingerprint, found.at) == (material().fingerprint, NOW)
    assert found.subject == "办理平台试用签名（不具法律效力）"


def test_the_pages_stay_the_bytes_they_were() -> None:
    assert signed().startswith(pages())


def test_a_reader_of_another_house_finds_it_valid(tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(signed())
    told = subprocess.run(
        ["pdfsig", "-nocert", tmp_path / "one.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told


@given(place=st.integers(0, 10**9), other=st.integers(1, 255))
def test_one_byte_changed_is_seen_wherever_it_stands(place: int, other: int) -> None:
    changed = bytearray(signed())
    changed[place % len(changed)] ^= other
    assert look(bytes(changed), ours(material())).finding is not Finding.VALID


def test_a_byte_of_the_padding_behind_the_signature_counts_too() -> None:
    place = signed().rindex(b"00>")
    changed = signed()[:place] + b"01>" + signed()[place + 3 :]
    assert look(changed, ours(material())).finding is Finding.ALTERED


@given(more=st.binary(min_size=1, max_size=200))
def test_what_is_added_behind_it_is_seen(more: bytes) -> None:
    assert look(signed() + more, ours(material())).finding is not Finding.VALID


def test_of_two_signatures_the_last_one_counts_since_it_covers_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    once, stranger = signed(), material(NOW + timedelta(days=1))
    monkeypatch.setattr(pades, "FIELD", "Signature2")
    again = sign(once, material=stranger, at=NOW + timedelta(days=2), reason="再签")
    assert look(again, ours(material())).finding is Finding.FOREIGN


def test_a_strangers_signature_written_otherwise_is_no_change() -> None:
    start, end = (signed().rindex(mark) for mark in (b"<3082", b"00>"))
    small = signed()[:start] + signed()[start:end].lower() + signed()[end:]
    assert look(small, []).finding is Finding.FOREIGN
    assert look(small, ours(material())).finding is Finding.ALTERED


def test_a_signature_by_means_not_known_here_is_not_called_a_change() -> None:
    sha256, sm3 = bytes.fromhex("608648016503040201"), bytes.fromhex("2a811ccf5501831100")
    other = signed().replace(sha256.hex().upper().encode(), sm3.hex().upper().encode())
    assert other != signed()
    assert look(other, ours(material())).finding is Finding.UNCHECKED


def test_a_file_that_unpacks_to_much_is_never_unpacked() -> None:
    bomb = zlib.compress(bytes(1 << 27), 9)
    packed = (
        b"%%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode /Length %d /Type /XRef >>\nstream\n" % len(bomb) + bomb
    )
    told = b"\nendstream\nendobj\n/ByteRange [0 9 20 %d]\nstartxref\n9\n%%%%EOF\n"
    tracemalloc.start()
    try:
        found = {look(packed + tail, ours(material())).finding for tail in (b"", told % len(packed))}
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found == {Finding.UNSIGNED, Finding.UNCHECKED}
    assert most < 1 << 26


def test_a_key_that_is_none_of_ours_is_called_so() -> None:
    other = material(NOW + timedelta(days=1))
    assert look(signed(), ours(other)).finding is Finding.FOREIGN
    assert look(signed(), []).finding is Finding.FOREIGN


def test_of_several_keys_the_one_that_signed_counts_years_later() -> None:
    newer = material(NOW + timedelta(days=900))
    assert look(signed(), ours(newer, material())).finding is Finding.VALID


def test_the_same_name_with_another_root_is_not_trusted() -> None:
    other = material(NOW + timedelta(days=1))
    assert look(signed(), [Trusted(material().fingerprint, other.chain)]).finding is Finding.FOREIGN


def test_a_signature_outside_the_term_of_its_certificate_is_not_trusted() -> None:
    late = sign(pages(), material=material(), at=NOW + timedelta(days=4000), reason="试用")
    assert look(late, ours(material())).finding is Finding.FOREIGN


def test_a_paper_without_a_signature_is_called_so() -> None:
    assert look(pages(), ours(material())).finding is Finding.UNSIGNED


@given(content=st.binary(max_size=2000))
def test_rubbish_gets_an_answer(content: bytes) -> None:
    assert look(content, []).finding is Finding.UNREADABLE
    assert look(b"%PDF-1.7\n" + content, []).finding in (Finding.UNREADABLE, Finding.UNSIGNED)


@given(end=st.integers(0, 10**9))
def test_a_file_cut_off_gets_an_answer(end: int) -> None:
    assert look(signed()[: end % len(signed())], ours(material())).finding is not Finding.VALID


def test_material_is_read_back_from_both_kinds_of_file() -> None:
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

    one = material()
    pem = pem_of(one.key) + b"".join(c.public_bytes(Encoding.PEM) for c in (one.certificate, *one.above))
    assert of_pem(pem).fingerprint == one.fingerprint
    packed = pkcs12.serialize_key_and_certificates(
        b"x", one.key, one.certificate, list(one.above), BestAvailableEncryption("密码".encode())
    )
    assert of_pkcs12(packed, "密码").chain == one.chain
    with pytest.raises(ValueError, match=r"password|MAC"):
        of_pkcs12(packed, "wrong")
    with pytest.raises(ValueError, match=re.escape("the key is not that of the certificate")):
        of_pem(pem_of(material(NOW + timedelta(days=1)).key) + one.certificate.public_bytes(Encoding.PEM))


def test_it_is_signed_and_looked_at_where_an_event_loop_runs_already() -> None:
    async def inside() -> Finding:
        return look(sign(pages(), material=material(), at=NOW, reason="试用"), ours(material())).finding

    assert asyncio.run(inside()) is Finding.VALID
