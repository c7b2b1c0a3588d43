"""Tokens as COSE_Sign1: vectors of others, every byte, keys that roll over and are revoked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.house import open_house, person

from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events
from banli.signatures.rules.cose import BadToken, UnknownKey, key_id_of, parsed, signed, verified
from banli.signatures.service import (
    read_token,
    revoke_token_key,
    roll_over_tokens,
    sign_token,
    token_keys,
)
from banli.signatures.states import KeyState

PUBLISHED = bytes.fromhex(
    "d28445a201270300a10442313154546869732069732074686520636f6e74656e742e58407142fd2ff96d56db85bee905a76ba1d0"
    "b7321a95c8c4d3607c5781932b7afb8711497dfa751bf40b58b3bcc32300b1487f3db34085eef013bf08f4a44d6fef0d"
)
"""The example eddsa-sig-01 of the COSE working group: Ed25519 over "This is the content."."""
PUBLISHED_KEY = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
KEYS = {key_id_of(PUBLIC): PUBLIC}


def test_the_published_example_is_read_and_its_signature_fits() -> None:
    message = parsed(PUBLISHED)
    assert (message.payload, message.header()) == (b"This is the content.", {1: -8, 3: 0})
    assert message.is_signed_by(PUBLISHED_KEY)
    assert not message.is_signed_by(PUBLIC)


def test_a_message_whose_header_is_not_signed_is_not_taken_for_ours() -> None:
    with pytest.raises(BadToken):
        verified(PUBLISHED, {"3131": PUBLISHED_KEY})


@given(st.binary(max_size=300), st.sampled_from(["", "application/statuslist+cwt"]))
def test_what_was_signed_is_read_back(payload: bytes, kind: str) -> None:
    found = verified(signed(payload, KEY, kind), KEYS)
    assert (found.payload, found.type, found.key_id) == (payload, kind, key_id_of(PUBLIC))


def test_with_any_byte_changed_nothing_is_valid() -> None:
    token = signed(b"a permit for a vehicle of 49 tonnes", KEY)
    for place in range(len(token)):
        for change in (0x01, 0x80, 0xFF):
            with pytest.raises(BadToken):
                verified(token[:place] + bytes([token[place] ^ change]) + token[place + 1 :], KEYS)


@given(st.binary(max_size=200))
def test_whatever_bytes_come_they_are_refused_and_nothing_else_happens(content: bytes) -> None:
    with pytest.raises(BadToken):
        verified(content, KEYS)


def test_a_token_cut_short_or_longer_is_refused() -> None:
    token = signed(b"a permit", KEY)
    for content in (token[:-1], token + b"\x00", b"\xd8\x12" + token[1:], b""):
        with pytest.raises(BadToken):
            verified(content, KEYS)


@pytest.fixture
def keys(db: None, tmp_path: Path, settings: Any) -> Path:
    """A data folder without a key."""
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "keys" / "tokens"


def test_the_first_token_takes_up_a_key_that_only_its_owner_reads(keys: Path) -> None:
    token = sign_token(b"first")
    (row,) = token_keys()
    assert read_token(token).key_id == row.key_id
    assert [path.stat().st_mode & 0o777 for path in keys.iterdir()] == [0o600]
    assert [one.name for one in events("token_key", row.key_id)] == ["token_key_taken_up"]


def test_last_years_token_is_read_after_the_key_was_rolled_over(keys: Path) -> None:
    before = sign_token(b"last year")
    made = roll_over_tokens(by=SYSTEM)
    after = sign_token(b"this year")
    assert read_token(before).payload == b"last year"
    assert read_token(after).key_id == made.key_id != read_token(before).key_id
    assert {one.state for one in token_keys()} == {KeyState.ACTIVE, KeyState.RETIRED}


def test_a_revoked_key_is_trusted_for_nothing_and_another_one_signs(keys: Path) -> None:
    token = sign_token(b"stolen")
    (row,) = token_keys()
    revoke_token_key(by=SYSTEM, key_id=row.key_id[:6], reason="the machine was stolen")
    with pytest.raises(UnknownKey):
        read_token(token)
    assert read_token(sign_token(b"new")).key_id != row.key_id
    with pytest.raises(Refused):
        revoke_token_key(by=SYSTEM, key_id=row.key_id, reason="once more")


def test_without_its_data_folder_a_restored_database_takes_up_another_key(
    keys: Path, tmp_path: Path, settings: Any
) -> None:
    before = sign_token(b"before")
    settings.DATA_FOLDER = tmp_path / "restored"
    assert read_token(sign_token(b"after")).key_id != read_token(before).key_id


def test_who_may_change_the_keys_and_with_what_reason(keys: Path) -> None:
    open_house()
    sign_token(b"first")
    with pytest.raises(Denied):
        roll_over_tokens(by=person(Role.APPROVER))
    with pytest.raises(Invalid):
        revoke_token_key(by=SYSTEM, key_id="0", reason=" ")
    with pytest.raises(Missing):
        revoke_token_key(by=SYSTEM, key_id="zz", reason="lost")
