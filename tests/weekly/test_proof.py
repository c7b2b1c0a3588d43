"""The PDF carries the signed list of its figures, and proves itself against the ledger; nothing else passes."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Pdf
from tests.documents.sheets import bulletin
from tests.patience import EXAMPLES_UNDO
from tests.weekly.conftest import MONDAY

from banli.documents import attachment
from banli.documents.service import NotOurs, attach, detach, issued_part, weekly_pdf
from banli.kernel import keys
from banli.kernel.actors import Actor, Role
from banli.signatures.service import Finding, look_at, revoke_key
from banli.statistics.service import figure
from banli.weekly.acts import publication
from banli.weekly.rules.signed_figures import parsed
from banli.weekly.service import Issue, figures, publish, stored_files, verify_elsewhere, verify_pdf

PAGES = weekly_pdf(bulletin(), attachable=True)
POPPLER = pytest.mark.skipif(shutil.which("pdfdetach") is None, reason="needs poppler-utils: pdfdetach")


@pytest.fixture
def cases(week: None) -> None:
    """Real events behind the figures: what the counts of the fixture say is not in the ledger."""
    with connection.cursor() as cursor:
        for table in ("daykind", "daydepartment", "monthkind", "monthdepartment"):
            cursor.execute(f"DELETE FROM statistics_{table}")


@pytest.fixture
def pdf(cases: None, signed_over: Issue, editor: Actor) -> bytes:
    return stored_files(publish(by=editor, issue_id=signed_over.pk))["weekly.pdf"]


@pytest.fixture
def signed_over(cases: None, editor: Actor, checker: Actor, signer: Actor) -> Issue:
    from tests.weekly.conftest import checked

    from banli.weekly.service import collect, open_issue, sign_off

    issue = open_issue(by=editor, week_start=MONDAY)
    issue = checked(collect(by=editor, issue_id=issue.pk, version=issue.version), editor, checker)
    return sign_off(by=signer, issue_id=issue.pk, version=issue.version)


def test_a_published_pdf_proves_itself(pdf: bytes) -> None:
    checks = verify_pdf(pdf)
    assert len(checks) == 3 + 6 + 1
    assert all(one.ok for one in checks)


def test_it_bears_one_signature_over_all_its_bytes_that_every_reader_of_pdfs_checks(pdf: bytes) -> None:
    found, key = look_at(pdf)
    listed = parsed(detach(issued_part(pdf)).content)
    assert found.finding is Finding.VALID
    assert key is not None
    assert listed is not None
    assert listed[0].signed.paper_key == key.chain


@pytest.mark.parametrize("place", [-2_000, -300, -5])
def test_a_byte_changed_behind_the_list_is_noticed(pdf: bytes, place: int) -> None:
    at = len(pdf) + place
    changed = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
    for checks in (verify_pdf(changed), verify_elsewhere(changed, keys.fingerprint())):
        assert [one.ok for one in checks] == [True] * (len(checks) - 1) + [False]


@pytest.mark.parametrize("more", [b"%", b"\n\n1 0 obj\n<<>>\nendobj\n%%EOF\n"])
def test_nothing_is_added_behind_the_signature(pdf: bytes, more: bytes) -> None:
    assert not verify_pdf(pdf + more)[-1].ok
    assert not verify_elsewhere(pdf + more, keys.fingerprint())[-1].ok


def test_without_its_signature_an_issue_is_not_whole(pdf: bytes) -> None:
    assert not verify_pdf(issued_part(pdf))[-1].ok
    assert not verify_elsewhere(issued_part(pdf), keys.fingerprint())[-1].ok


def test_an_issue_from_before_bears_none_and_is_proved_all_the_same(signed_over: Issue) -> None:
    made = publication._set(signed_over)["weekly.pdf"]
    assert issued_part(made) == made
    assert all(one.ok for one in verify_pdf(made))
    assert all(one.ok for one in verify_elsewhere(made, keys.fingerprint()))


def test_a_key_that_was_revoked_proves_no_issue(pdf: bytes) -> None:
    admin = Actor(name="管理员", roles=frozenset({Role.ADMIN}))
    key = look_at(pdf)[1]
    assert key is not None
    revoke_key(by=admin, fingerprint=key.fingerprint, reason="密钥泄露")
    assert not verify_pdf(pdf)[-1].ok


def test_it_says_that_it_may_carry_data(pdf: bytes) -> None:
    assert b"<pdfaid:part>3</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf


@POPPLER
def test_any_reader_finds_the_list(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "weekly.pdf").write_bytes(pdf)
    command = ["pdfdetach", "-save", "1", "-o", str(tmp_path / "found.json"), str(tmp_path / "weekly.pdf")]
    subprocess.run(command, check=True, capture_output=True)
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert found["signed"]["issue"]["line"] == "2022年第35期（总第410期）"
    assert [one["value"] for one in found["signed"]["figures"]] == [0] * 6
    assert found["key"] == keys.fingerprint()


def test_a_changed_page_is_noticed(pdf: bytes) -> None:
    taken = detach(issued_part(pdf))
    other = attach(weekly_pdf(bulletin(), attachable=True), taken.content)
    assert [one.ok for one in verify_pdf(other)][:2] == [False, True]


def test_a_changed_list_is_noticed(pdf: bytes) -> None:
    taken = detach(issued_part(pdf))
    data = json.loads(taken.content)
    data["signed"]["figures"][0]["value"] += 1
    other = attach(taken.pages, json.dumps(data, ensure_ascii=False).encode())
    found = verify_pdf(other)
    assert [one.ok for one in found[:2]] == [True, False]
    assert not all(one.ok for one in found[3:])


def test_another_key_is_not_ours(pdf: bytes) -> None:
    taken = detach(issued_part(pdf))
    data = json.loads(taken.content) | {"key": "0" * 64}
    other = attach(taken.pages, json.dumps(data, ensure_ascii=False).encode())
    assert not verify_pdf(other)[1].ok


def test_a_figure_the_ledger_counts_otherwise_is_named(signed: Issue, editor: Actor) -> None:
    # The counts of this issue were put into the facts by hand; no event is behind them.
    found = verify_pdf(stored_files(publish(by=editor, issue_id=signed.pk))["weekly.pdf"])
    assert [one.ok for one in found] == [True] * 3 + [False] * 6 + [True]
    assert found[3].params == {"id": figures(signed)[0].pk, "value": 672349, "again": 0}


def test_a_list_of_figures_nobody_froze_is_noticed(pdf: bytes) -> None:
    taken = detach(issued_part(pdf))
    data = json.loads(taken.content)
    data["signed"]["figures"][0]["id"] = 999_999
    other = attach(taken.pages, json.dumps(data, ensure_ascii=False).encode())
    assert not verify_pdf(other)[3].ok
    assert figure(json.loads(taken.content)["signed"]["figures"][0]["id"]).value == 0


def test_whoever_has_no_record_verifies_pages_and_signature_by_the_fingerprint(pdf: bytes) -> None:
    as_printed = " ".join(keys.fingerprint()[at : at + 8].upper() for at in range(0, 64, 8))
    for key in (keys.fingerprint(), as_printed):
        checks = verify_elsewhere(pdf, key)
        assert [one.ok for one in checks] == [True] * 9
        assert checks[1].params == {"line": "2022年第35期（总第410期）"}
    assert [one.ok for one in verify_elsewhere(pdf, "0" * 64)][:2] == [True, False]


@pytest.mark.parametrize("public", ["", "x", "-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n"])
def test_a_list_with_another_public_key_bears_nobodys_signature(pdf: bytes, public: str) -> None:
    taken = detach(issued_part(pdf))
    data = json.loads(taken.content) | {"public_key": public}
    forged = attach(taken.pages, json.dumps(data, ensure_ascii=False).encode())
    assert not verify_elsewhere(forged, keys.fingerprint())[1].ok


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'"x"', b'{"format": "banli-figures/1"}', b"\xff"])
def test_a_list_in_another_form_is_told(week: None, content: bytes) -> None:
    found = verify_pdf(attach(PAGES, content))
    assert [one.ok for one in found] == [False]


def test_a_pdf_without_a_list_is_refused() -> None:
    for content in (b"", b"%PDF-1.7", PAGES, b"x" * 1000, PAGES + b"% attached after 12 bytes\n"):
        with pytest.raises(NotOurs):
            detach(content)


WHOLE = attach(PAGES, b'{"x": 1}')


@given(st.integers(len(PAGES), len(WHOLE) - 1), st.integers(1, 255))
def test_a_byte_changed_after_the_pages_is_refused_or_says_nothing_else(place: int, by: int) -> None:
    changed = bytearray(WHOLE)
    changed[place] = (changed[place] + by) % 256
    try:
        taken = detach(bytes(changed))
    except NotOurs:
        return
    # Another blank between two objects, or bytes of the content itself, which its signature covers.
    assert (taken.pages, len(taken.content)) == (PAGES, 8)
    inside = 0 <= place - WHOLE.rindex(b'{"x": 1}') < 8
    assert inside == (taken.content != b'{"x": 1}')


FORGED_OBJECTS = {
    "a script that runs when it is opened": (
        b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
        None,
    ),
    "another layout of its pages": (b"/PageLayout /TwoColumnLeft", None),
    "an object nobody names": (b"", b"<< /Type /Annot >>"),
}


@pytest.mark.parametrize("forged", FORGED_OBJECTS)
def test_an_update_with_anything_more_is_refused(forged: str) -> None:
    in_catalog, extra = FORGED_OBJECTS[forged]
    with Pdf.open(io.BytesIO(PAGES)) as pdf:
        objects = attachment._objects(pdf, b"{}")
        root = pdf.Root.objgen[0]
        objects[root] = objects[root].removesuffix(b">>") + in_catalog + b" >>"
        if extra:
            objects[max(objects) + 1] = extra
        trailer = Dictionary(dict(pdf.trailer.items()))
        trailer.Size, trailer.Prev = max(objects) + 1, int(PAGES.split(b"startxref\n")[1].split(b"\n")[0])
        made = PAGES + attachment._update(len(PAGES), objects, trailer.unparse())
    with Pdf.open(io.BytesIO(made)) as read:
        assert attachment.NAME in read.attachments
    with pytest.raises(NotOurs):
        detach(made)


@given(st.binary(max_size=200))
def test_what_is_attached_comes_back(content: bytes) -> None:
    assert detach(attach(PAGES, content)).content == content


@given(st.binary(min_size=1, max_size=50))
def test_nothing_can_be_added_behind(more: bytes) -> None:
    with pytest.raises(NotOurs):
        detach(WHOLE + more)


def test_a_list_is_read_as_it_was_signed() -> None:
    assert parsed(b'{"signed": "\\ud800"}') is None


FORGED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["\x00", "\x1b[2J", 10**40]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(issue=st.dictionaries(st.sampled_from(["subject", "line"]), FORGED), number=FORGED, value=FORGED)
@settings(suppress_health_check=EXAMPLES_UNDO, max_examples=60)
def test_a_forged_list_is_never_proved_and_never_breaks(
    db: None, issue: dict[str, object], number: object, value: object
) -> None:
    data = {
        "format": "banli-figures/1",
        "signed": {
            "issue": issue,
            "pages": {"bytes": 1, "sha256": "0" * 64},
            "figures": [{"id": number, "value": value, "digest": "0" * 64}],
        },
        "key": "0" * 64,
        "signature": "0" * 128,
    }
    checks = verify_pdf(attach(PAGES, json.dumps(data).encode()))
    assert not all(one.ok for one in checks)
    assert all(one.isprintable() for check in checks for one in str(check.params.get("line", "")))


@pytest.mark.parametrize("number", [2**63 - 1, 10**30, -1, 0])
def test_a_forged_number_of_a_figure_is_no_figure(db: None, number: int) -> None:
    data = {
        "format": "banli-figures/1",
        "signed": {
            "issue": {"subject": "2022\x00", "line": "\x00"},
            "pages": {"bytes": 1, "sha256": "0" * 64},
            "figures": [{"id": number, "value": 1, "digest": "0" * 64}],
        },
        "key": "0" * 64,
        "signature": "0" * 128,
    }
    assert not any(one.ok for one in verify_pdf(attach(PAGES, json.dumps(data).encode())))


@pytest.mark.parametrize("digits", ["9" * 5_000, "9" * 11, "0"])
def test_lengths_no_file_has_are_not_ours(digits: str) -> None:
    forged = PAGES + f"% attached after {digits} bytes\n".encode()
    forged += f"/Subtype/application#2Fjson/Length {digits}/Params<<>>>>\nstream\n".encode()
    with pytest.raises(NotOurs):
        detach(forged)
