"""The keys that sign certificates: taken up by the first paper, rolled over, revoked; no key, no paper."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import granted, open_house, person
from tests.signatures.test_pades import material, pages

from banli.files.service import read
from banli.kernel import clock as clocks
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.models import Event
from banli.ledger.service import verify
from banli.licences import service as licences
from banli.licences.models import Certificate
from banli.numbering.models import Series
from banli.signatures.models import SigningKey
from banli.signatures.rules.pades import sign
from banli.signatures.service import Finding, look_at, revoke_key, roll_over, sign_paper, signing_keys
from banli.signatures.states import KeyKind, KeyState
from banli.site.health import signing_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(tmp_path: Path, settings: Any) -> Path:
    """A data folder without a key."""
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "keys" / "papers"


def own(settings: Any, folder: Path, password: str = "密码", **more: Any) -> str:
    """A setting that names the centre's own key; its fingerprint."""
    one = material(clocks.now(), **more)
    packed = pkcs12.serialize_key_and_certificates(
        b"own", one.key, one.certificate, list(one.above), BestAvailableEncryption(password.encode())
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.p12").write_bytes(packed)
    settings.SIGNING_KEY, settings.SIGNING_PASSWORD = str(folder / "own.p12"), password
    return one.fingerprint


def issued() -> Certificate:
    open_house()
    return licences.issue(by=person(Role.APPROVER), number=granted().number)


def content(found: Certificate) -> bytes:
    assert found.file is not None
    return read(found.file)


def words(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def officer(role: Role) -> Actor:
    return Actor(name="某某", roles=frozenset({role}), department="service-centre")


def states() -> dict[str, str]:
    return {one.fingerprint: one.state for one in signing_keys()}


def test_a_certificate_is_signed_by_a_test_key_that_is_called_one_on_its_face(keys: Path) -> None:
    pdf = content(issued())
    found, key = look_at(pdf)
    assert (found.finding, found.at) == (Finding.VALID, clocks.now())
    assert key is not None
    assert (key.kind, key.state) == (KeyKind.TEST, KeyState.ACTIVE)
    assert "演示印章试用证书签名不具效力" in words(pdf).replace("\r\n", "")
    assert [stat.S_IMODE(one.stat().st_mode) for one in keys.iterdir()] == [0o600, 0o600]
    assert Event.objects.filter(name="signing_key_taken_up", subject=key.fingerprint).count() == 1
    assert verify().ok


def test_a_second_paper_is_signed_by_the_same_key(keys: Path) -> None:
    assert len({look_at(sign_paper(pages(), reason="试用"))[0].fingerprint for _ in range(2)}) == 1
    assert len(signing_keys()) == 1


def test_a_demonstration_that_goes_back_in_time_stays_with_its_key(keys: Path, clock: HeldClock) -> None:
    for day in ("2022-10-17T09:00", "2021-11-15T09:00", "2022-11-15T09:00"):
        clock.set(day)
        assert look_at(sign_paper(pages(), reason="试用"))[0].finding is Finding.VALID
    assert len(signing_keys()) == 1


def test_after_a_roll_over_the_old_paper_still_verifies(keys: Path) -> None:
    before = sign_paper(pages(), reason="试用")
    made = roll_over(by=officer(Role.ADMIN))
    after = sign_paper(pages(), reason="试用")
    assert look_at(after)[0].fingerprint == made.fingerprint
    found, key = look_at(before)
    assert found.finding is Finding.VALID
    assert key is not None
    assert key.state == KeyState.RETIRED
    assert len({one.chain.split("-----BEGIN")[-1] for one in signing_keys()}) == 1  # one root


def test_when_its_term_is_over_another_test_key_takes_its_place(keys: Path, clock: HeldClock) -> None:
    clock.set("2022-10-17T09:00")
    before = sign_paper(pages(), reason="试用")
    clock.set("2026-01-05T09:00")
    after = sign_paper(pages(), reason="试用")
    assert {look_at(one)[0].finding for one in (before, after)} == {Finding.VALID}
    assert sorted(states().values()) == [KeyState.ACTIVE, KeyState.RETIRED]


def test_a_revoked_key_is_trusted_no_more_and_another_one_signs(keys: Path, client: Client) -> None:
    paper = sign_paper(pages(), reason="试用")
    first = signing_keys()[0].fingerprint
    with pytest.raises(Invalid):
        revoke_key(by=SYSTEM, fingerprint=first, reason="　")
    with pytest.raises(Missing):
        revoke_key(by=SYSTEM, fingerprint="ffff", reason="遗失")
    revoke_key(by=SYSTEM, fingerprint=first[:12], reason="保管密钥的计算机遗失")
    with pytest.raises(Refused):
        revoke_key(by=SYSTEM, fingerprint=first, reason="再次")
    assert look_at(sign_paper(pages(), reason="试用"))[0].fingerprint != first
    told = _shown(client, paper)
    assert "签名密钥已吊销" in told
    assert "保管密钥的计算机遗失" in told


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN, Role.SYSTEM}))
def test_nobody_else_changes_the_keys(role: Role) -> None:
    with pytest.raises(Denied):
        roll_over(by=officer(role))
    with pytest.raises(Denied):
        revoke_key(by=officer(role), fingerprint="", reason="试用")


def test_the_centres_own_key_signs_and_the_paper_names_it(keys: Path, settings: Any, tmp_path: Path) -> None:
    fingerprint = own(settings, tmp_path / "own")
    found, key = look_at(content(issued()))
    assert (found.finding, found.fingerprint) == (Finding.VALID, fingerprint)
    assert key is not None
    assert key.kind == KeyKind.OWN
    assert key.subject in words(content(Certificate.objects.get())).replace("\r\n", "")
    assert not keys.exists()  # no test key was made


@pytest.mark.parametrize("fault", ["password", "rubbish", "missing", "term"])
def test_without_a_key_there_is_no_paper_and_nothing_happened(
    keys: Path, settings: Any, tmp_path: Path, clock: HeldClock, fault: str
) -> None:
    clock.set("2022-10-17T09:00")
    own(settings, tmp_path / "own")
    open_house()
    number, before = granted().number, Event.objects.count()
    series = list(Series.objects.order_by("key").values_list("key", "last"))
    match fault:
        case "password":
            settings.SIGNING_PASSWORD = "falsch"
        case "rubbish":
            Path(settings.SIGNING_KEY).write_bytes(b"no key")
        case "missing":
            settings.SIGNING_KEY = str(tmp_path / "nowhere.p12")
        case "term":
            clock.set("2031-01-06T09:00")
    with pytest.raises(Refused, match="无法签名"):
        licences.issue(by=person(Role.APPROVER), number=number)
    assert Event.objects.count() == before
    assert list(Series.objects.order_by("key").values_list("key", "last")) == series
    assert not Certificate.objects.exists()


def test_a_test_key_never_stands_in_for_the_centres_own_by_itself(
    keys: Path, settings: Any, tmp_path: Path
) -> None:
    own(settings, tmp_path / "own")
    sign_paper(pages(), reason="试用")
    with pytest.raises(Refused, match="BANLI_SIGNING_KEY"):
        roll_over(by=SYSTEM)
    settings.SIGNING_KEY = ""
    with pytest.raises(Refused):
        sign_paper(pages(), reason="试用")
    roll_over(by=SYSTEM)
    assert [one.kind for one in signing_keys() if one.state == KeyState.ACTIVE] == [KeyKind.TEST]
    assert look_at(sign_paper(pages(), reason="试用"))[0].finding is Finding.VALID


def test_a_revoked_own_key_signs_nothing(keys: Path, settings: Any, tmp_path: Path) -> None:
    fingerprint = own(settings, tmp_path / "own")
    sign_paper(pages(), reason="试用")
    revoke_key(by=SYSTEM, fingerprint=fingerprint, reason="遗失")
    with pytest.raises(Refused):
        sign_paper(pages(), reason="试用")


@pytest.mark.parametrize(
    ("fault", "ok", "told"),
    [
        ("none", True, "until 2025-"),
        ("ends", False, "until 2025-"),
        ("password", False, "cannot be read"),
        ("term", False, "not in its term"),
    ],
)
def test_the_doctor_says_whether_a_certificate_could_be_signed(
    keys: Path, settings: Any, tmp_path: Path, clock: HeldClock, fault: str, ok: bool, told: str
) -> None:
    clock.set("2022-10-17T09:00")
    assert signing_key().told == "a test key of the platform's own"
    own(settings, tmp_path / "own")
    if fault == "password":
        settings.SIGNING_PASSWORD = "falsch"
    clock.set({"ends": "2025-10-01T09:00", "term": "2031-01-06T09:00"}.get(fault, "2022-10-18T09:00"))
    found = signing_key()
    assert (found.ok, told in found.told) == (ok, True), found
    assert not signing_keys()  # looking takes nothing up


def test_one_key_at_most_is_in_use(keys: Path) -> None:
    sign_paper(pages(), reason="试用")
    roll_over(by=SYSTEM)
    assert SigningKey.objects.filter(state=KeyState.ACTIVE).count() == 1


# The public page


def _shown(client: Client, pdf: bytes, name: str = "一.pdf") -> str:
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = client.post("/verify/file/", {"file": SimpleUploadedFile(name, pdf, "application/pdf")})
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_sees_whether_a_file_was_changed(keys: Path, client: Client) -> None:
    pdf = sign_paper(pages(), reason="试用")
    changed = pdf.replace(b"/Reason", b"/Xeason", 1)
    foreign = sign(
        pages(), material=material(clocks.now() - timedelta(days=9)), at=clocks.now(), reason="试用"
    )
    assert "由本平台签名，未被改动" in _shown(client, pdf)
    assert "试用证书签名，对第三方没有证明力" in _shown(client, pdf)
    assert "签名后被改动" in _shown(client, changed)
    assert "由他人签名" in _shown(client, foreign)
    assert "没有签名" in _shown(client, pages())
    assert "不是PDF" in _shown(client, b"GIF89a", "图.gif")


def test_a_form_without_a_file_says_so_at_its_field(client: Client) -> None:
    answer = client.post("/verify/file/")
    assert answer.status_code == 422
    assert "请选择PDF文件" in answer.content.decode()


def test_a_file_that_is_too_large_is_not_looked_at(client: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    large = SimpleUploadedFile("大.pdf", b"%PDF-" + bytes(20 * 1024 * 1024), "application/pdf")
    answer = client.post("/verify/file/", {"file": large})
    assert answer.status_code == 422
    assert "超过20 MB" in answer.content.decode()


def test_the_certificate_of_a_key_is_there_for_readers_of_pdfs(keys: Path, client: Client) -> None:
    sign_paper(pages(), reason="试用")
    one = signing_keys()[0]
    page = client.get("/verify/file/").content.decode()
    address = f"/verify/keys/{one.fingerprint}/"
    assert address in page
    assert client.get(address).content.decode() == one.chain
    assert client.get("/verify/keys/none/").status_code == 404
